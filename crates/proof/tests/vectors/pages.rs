//! The examples on the documents' pages.

use std::fmt::Write as _;

use data_encoding::HEXLOWER;
use minicbor::Decoder;
use minicbor::data::Type;
use proof::evidence::Evidence;
use proof::keys::Signer as _;

use crate::file::{Form, Vector, bytes, folder};
use crate::samples::{authority, device_key, release, signed};

/// The most bytes of one part that a page shows; the vectors have them all.
const SHOWN: usize = 240;

const SIGN1: &[&str] =
    &["tag 18, array of four", "protected: alg, kid, typ", "unprotected: empty", "payload", "signature"];
const SIGN: &[&str] = &[
    "tag 98, array of four",
    "protected: typ",
    "unprotected: empty",
    "payload",
    "signatures: of each protected (alg, kid), unprotected, signature",
];
const SHEETED: &[&str] = &["array of four", "signed sheet", "index", "path", "payload"];
const EVIDENCE: &[&str] = &[
    "map of six",
    "0 version",
    "1 roots",
    "2 rosters",
    "3 documents",
    "4 proofs (none here)",
    "5 device keys",
];

fn labels(form: Form) -> &'static [&'static str] {
    match form {
        Form::Sign1 => SIGN1,
        Form::Sign => SIGN,
        Form::Sheeted => SHEETED,
    }
}

/// The head of the outermost array or map with its tag, then each item or pair.
fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let mut decoder = Decoder::new(bytes);
    if decoder.datatype().unwrap() == Type::Tag {
        decoder.tag().unwrap();
    }
    let is_map = decoder.datatype().unwrap() == Type::Map;
    let count = if is_map { decoder.map() } else { decoder.array() }.unwrap().unwrap();
    let mut ends = vec![0, decoder.position()];
    for _ in 0..count {
        for _ in 0..=usize::from(is_map) {
            decoder.skip().unwrap();
        }
        ends.push(decoder.position());
    }
    ends.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect()
}

fn example(bytes: &[u8], labels: &[&str]) -> String {
    let parts = parts(bytes);
    assert_eq!(parts.len(), labels.len());
    let mut text = String::from("```text\n");
    for (part, label) in parts.into_iter().zip(labels) {
        writeln!(text, "# {label}").unwrap();
        let shown = &part[..part.len().min(SHOWN)];
        for line in shown.chunks(40) {
            writeln!(text, "{}", HEXLOWER.encode(line)).unwrap();
        }
        if shown.len() < part.len() {
            writeln!(text, "… {} bytes more", part.len() - shown.len()).unwrap();
        }
    }
    text + "```\n"
}

/// The page with this example between the marks of its name.
fn with_example(page: &str, name: &str, example: &str) -> String {
    let (start, end) = (format!("<!-- example {name} -->\n"), format!("<!-- end {name} -->"));
    let (before, rest) = page.split_once(&start).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    format!("{before}{start}{example}{end}{after}")
}

fn evidence() -> Vec<u8> {
    let evidence = Evidence {
        roots: vec![authority::first_root().into()],
        rosters: vec![authority::first_roster().into()],
        documents: vec![signed(&release())],
        device_keys: vec![device_key().public_key()],
        ..Evidence::new()
    };
    assert_eq!(Evidence::parse(&evidence.to_bytes()), Ok(evidence.clone()));
    evidence.to_bytes()
}

/// Name of the page, name of the example, and the example.
fn examples(vectors: &[Vector]) -> Vec<(String, String, String)> {
    let from_vector = |vector: &Vector| {
        let page = match vector.name.as_str() {
            "sheeted-standing" => "sheet",
            "warrant-plan" => "warrant",
            name => name,
        };
        let text = example(&bytes(&vector.cases[0].signed), labels(vector.form));
        (page.to_owned(), vector.name.clone(), text)
    };
    let shown = vectors.iter().filter(|vector| vector.name != "next-root");
    let evidence = ("evidence".to_owned(), "evidence".to_owned(), example(&evidence(), EVIDENCE));
    shown.map(from_vector).chain([evidence]).collect()
}

#[test]
fn the_pages_show_what_the_code_makes() {
    for (page, name, example) in examples(&crate::made()) {
        let path = folder().with_file_name(format!("{page}.md"));
        let text = std::fs::read_to_string(&path).unwrap();
        let expected = with_example(&text, &name, &example);
        if crate::is_update() {
            std::fs::write(&path, expected).unwrap();
        } else {
            assert_eq!(text, expected, "{page}.md");
        }
    }
}
