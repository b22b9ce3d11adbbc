//! The root ceremony with the program's own commands, as several people would do it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;

use proof::authority::{Endorsed, Root};
use proof::keys::PublicKey;

/// A table with files on it.
struct Table(tempfile::TempDir);

impl Table {
    fn new() -> Self {
        let table = Self(tempfile::tempdir().unwrap());
        for person in ["one", "two", "three", "four"] {
            std::fs::write(table.path(&format!("{person}.words")), format!("the passphrase of {person}\n"))
                .unwrap();
        }
        table
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    /// Runs `quittance admin root` with arguments split at blanks; `@name` is a file on the table.
    fn call(&self, line: &str) -> Result<String, String> {
        let arguments = line
            .split(' ')
            .map(|word| word.strip_prefix('@').map_or(word.to_owned(), |name| self.path(name)));
        let output = Command::new(env!("CARGO_BIN_EXE_quittance"))
            .args(["admin", "root"])
            .args(arguments)
            .env_remove("QUITTANCE_DATA")
            .output()
            .unwrap();
        let said = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        match output.status.code() {
            Some(0) => Ok(said(output.stdout)),
            Some(2) => Err(said(output.stderr)),
            other => panic!("{line}: exit code {other:?}: {}", said(output.stderr)),
        }
    }

    fn done(&self, line: &str) -> String {
        self.call(line).unwrap_or_else(|said| panic!("{line}: {said}"))
    }

    fn refused(&self, line: &str, expected: &str) {
        let said = self.call(line).unwrap_err();
        assert!(said.contains(expected) && said.lines().count() == 1, "{line}: {said}");
    }

    fn new_key(&self, person: &str) {
        self.done(&format!("key new --out @{person}.key --passphrase-file @{person}.words"));
    }

    fn sign(&self, person: &str, draft: &str) -> String {
        self.done(&format!(
            "sign --key @{person}.key --passphrase-file @{person}.words --in @{draft} --out @{draft}"
        ))
    }

    fn root(&self, name: &str) -> Endorsed<Root> {
        Endorsed::parse(&std::fs::read(self.path(name)).unwrap()).unwrap()
    }

    fn public(&self, person: &str) -> PublicKey {
        let text = std::fs::read_to_string(self.path(&format!("{person}.key.pub"))).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        json["public_key"].as_str().unwrap().parse().unwrap()
    }
}

#[test]
fn two_of_three_make_a_root_and_the_next_one() {
    let table = Table::new();
    ["one", "two", "three", "four"].iter().for_each(|person| table.new_key(person));
    let first = "--public @one.key.pub @two.key.pub @three.key.pub --valid-days 365 --out @one.root";
    let said = table.done(&format!("draft --origin quittance.example/log --threshold 2 {first}"));
    assert!(said.starts_with("Root 1 of quittance.example/log\n"), "{said}");
    assert!(said.contains("0 of the 2 needed") && said.contains("2 of these 3 must sign together"), "{said}");
    assert!(table.sign("one", "one.root").contains("1 of the 2 needed"));
    // The same person twice is one person.
    assert!(table.sign("one", "one.root").contains("1 of the 2 needed"));
    let said = table.sign("three", "one.root");
    assert!(said.contains("signatures of its own keys: enough"), "{said}");
    let root = table.root("one.root");
    root.check_threshold(&["one", "two", "three"].map(|person| table.public(person)), 2).unwrap();

    // One leaves, another comes: the next root is signed by two of those before and two of its own.
    let next = "--public @two.key.pub @three.key.pub @four.key.pub --valid-days 365 --out @two.root";
    let said = table.done(&format!("draft --replaces @one.root --threshold 2 {next}"));
    assert!(said.starts_with("Root 2 of quittance.example/log\n"), "{said}");
    let said = table.sign("one", "two.root");
    assert!(said.contains("which must be a key of the root before"), "{said}");
    table.sign("two", "two.root");
    table.sign("four", "two.root");
    let next = table.root("two.root");
    next.check_threshold(&root.unverified().keys, 2).unwrap();
    next.check_threshold(&next.unverified().keys, 2).unwrap();
    let said = table.done("show @two.root");
    assert!(said.contains(&next.digest().to_string()) && said.contains("enough"), "{said}");
    assert!(said.contains(&format!("{}  has not signed", table.public("three").thumbprint())), "{said}");
}

#[test]
fn what_does_not_fit_is_refused_in_one_line() {
    let table = Table::new();
    table.new_key("one");
    table.done("key new --out @ombudsman.key --passphrase-file @two.words --role ombudsman");
    let draft = "draft --origin quittance.example/log --threshold 1 --public @one.key.pub --valid-days 365 --out @a.root";
    table.done(draft);
    let sign = |key: &str, words: &str| {
        format!("sign --key @{key} --passphrase-file @{words} --in @a.root --out @b.root")
    };

    table.refused("key new --out @one.key --passphrase-file @one.words", "is there already");
    table.refused(&sign("one.key", "two.words"), "the passphrase is wrong, or the file was changed");
    table.refused(
        &sign("ombudsman.key", "two.words"),
        "this is a key for `ombudsman`, needed is one for `root`",
    );
    table.refused(&sign("one.key.pub", "one.words"), "this is not a quittance-key/v1 file");
    table.refused(&sign("none.key", "one.words"), "can't read");
    std::fs::write(table.path("short.words"), "short\n").unwrap();
    table.refused(&sign("one.key", "short.words"), "a passphrase has at least 12 characters");
    table.refused("show @one.key", "neither a root nor a roster");
    let public = "--public @ombudsman.key.pub";
    table.refused(&draft.replace("--public @one.key.pub", public), "this is a key for `ombudsman`");
    table.refused(&draft.replace("--threshold 1", "--threshold 2"), "threshold is at least 1 and at most");
    table.refused(&draft.replace("quittance.example/log", "a+b"), "visible ASCII characters");
    table.refused(
        &draft.replace("--origin quittance.example/log", "--origin other --replaces @a.root"),
        "its next version can't be `other`",
    );
    assert!(!Path::new(&table.path("b.root")).exists());
    table.new_key("three");
    table.refused(&sign("three.key", "three.words"), "is not one of this root's");
    // The private half is nobody's but its owner's.
    let mode = std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(table.path("one.key")).unwrap());
    assert_eq!(mode & 0o777, 0o600);
}
