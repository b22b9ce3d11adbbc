/// The most lines of a Rust file, tests included.
const MAX_LINES: usize = 500;

/// What must not stand in Rust code. Written in halves, so that this file passes its own check.
const CODE: [(&str, &str); 3] = [
    (concat!("to", "do!("), "finish it"),
    (concat!("unimple", "mented!("), "finish it"),
    (concat!("#[ig", "nore"), "a test that does not run is no test: repair or remove it"),
];

/// What must not stand in any file.
const WORDS: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];

/// Folders of one machine.
const FOLDERS: [&str; 2] = [concat!("/ro", "ot/"), concat!("/ho", "me/")];

/// The faults of one file, each with path and line.
pub(super) fn faults(path: &str, text: &str) -> Vec<String> {
    let is_rust = path.ends_with(".rs");
    let mut faults = Vec::new();
    let lines = text.lines().count();
    if is_rust && lines > MAX_LINES {
        faults.push(format!("{path}: {lines} lines, {MAX_LINES} at most: split it by rules"));
    }
    for (line, number) in text.lines().zip(1..) {
        if is_rust {
            let found = CODE.iter().filter(|(part, _)| line.contains(part));
            faults.extend(found.map(|(part, advice)| format!("{path}:{number}: `{part}`: {advice}")));
        }
        let words = WORDS.iter().filter(|word| has_word(line, word));
        faults.extend(words.map(|word| format!("{path}:{number}: `{word}`: do it, or open an issue")));
        let folders = FOLDERS.iter().filter(|folder| line.contains(**folder));
        faults.extend(folders.map(|folder| format!("{path}:{number}: `{folder}` is a path of one machine")));
    }
    faults
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_text_passes() {
        let text = "// Mastodon, ignored, todos, at home/ and root/.\nfn main() {}\n";
        assert_eq!(faults("src/main.rs", text), [""; 0]);
        assert_eq!(faults("src/main.rs", &"\n".repeat(MAX_LINES)), [""; 0]);
        assert_eq!(faults("Cargo.lock", &"\n".repeat(MAX_LINES + 1)), [""; 0]);
    }

    #[test]
    fn a_long_file_fails() {
        let found = faults("src/long.rs", &"\n".repeat(MAX_LINES + 1));
        assert_eq!(found, ["src/long.rs: 501 lines, 500 at most: split it by rules"]);
    }

    #[test]
    fn each_bad_part_fails_with_its_line() {
        let parts = CODE.map(|(part, _)| part);
        for part in parts.into_iter().chain(WORDS).chain(FOLDERS) {
            let found =
                faults("src/bad.rs", &format!("fn good() {{}}\n    {part}x\"\n").replace("x\"", " \""));
            assert_eq!(found.len(), 1, "{part}: {found:?}");
            assert!(found[0].starts_with(&format!("src/bad.rs:2: `{part}`")), "{found:?}");
        }
    }

    #[test]
    fn words_and_folders_fail_in_any_file() {
        for part in WORDS.into_iter().chain(FOLDERS) {
            assert_eq!(faults("docs/page.md", &format!("see {part}: later")).len(), 1, "{part}");
        }
    }
}
