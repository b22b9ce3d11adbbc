use std::process::Command;

use disclosure::{Language, NotLatin, pdf};

use crate::sample::Sample;

/// What Poppler reads; nothing when this machine lacks it, which an automated run never forgives.
#[expect(clippy::print_stderr, reason = "a test has no other way to say that it checked nothing")]
fn poppler(tool: &str, options: &[&str], file: &[u8]) -> Option<String> {
    if Command::new(tool).arg("-v").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "{tool} is missing: install poppler-utils");
        eprintln!("SKIPPED: {tool} is missing, no independent reader checked the PDF");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.pdf");
    std::fs::write(&path, file).unwrap();
    let mut command = Command::new(tool);
    command.args(options).arg(&path);
    if tool == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().unwrap();
    let complaints = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && complaints.is_empty(), "{complaints}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn another_reader_finds_every_word() {
    let sample = Sample::new("house");
    for language in Language::ALL.into_iter().filter(|language| *language != Language::Hindi) {
        let sheet = sample.sheet(language);
        let Some(read) = poppler("pdftotext", &["-layout"], &pdf(&sheet).unwrap()) else { return };
        let flat = read.split_whitespace().collect::<Vec<_>>().join(" ");
        for text in crate::texts(&sheet) {
            // A long text is broken into lines, a cell may touch its neighbor's line: words are what must be there.
            for word in text.split_whitespace() {
                assert!(flat.contains(word), "{language:?}: `{word}` of `{text}` is not in\n{read}");
            }
        }
    }
}

#[test]
fn rows_read_as_rows_on_every_page() {
    let mut sample = Sample::new("house");
    sample.lengthen();
    let sheet = sample.sheet(Language::English);
    let file = pdf(&sheet).unwrap();
    let Some(read) = poppler("pdftotext", &["-layout"], &file) else { return };
    let lines: Vec<String> =
        read.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for row in &sheet.schedule.rows {
        assert!(lines.contains(&row.join(" ")), "{row:?}");
    }
    let info = poppler("pdfinfo", &[], &file).unwrap();
    assert!(info.contains("Key facts about your credit") && info.contains("A4"), "{info}");
    let pages = read.matches("Page ").count();
    assert!(pages > 10);
    assert!(lines.contains(&format!("Page {pages} of {pages}")));
}

#[test]
fn other_scripts_are_refused_with_the_character() {
    let mut sample = Sample::new("house");
    assert!(matches!(pdf(&sample.sheet(Language::Hindi)), Err(NotLatin(_))));
    sample.lender = "Łumen".to_owned();
    let refused = pdf(&sample.sheet(Language::English)).unwrap_err();
    assert_eq!(refused, NotLatin('Ł'));
    assert!(refused.to_string().contains("`Ł`"));
}
