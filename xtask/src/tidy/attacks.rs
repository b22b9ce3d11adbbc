use super::files::File;

const PAGE: &str = "docs/protocol/attacks.md";

/// Tests that the page names and that are not there: each `` `path.rs::name` `` must be a function of that file.
pub(super) fn faults(files: &[File]) -> Vec<String> {
    let Some(page) = files.iter().find(|file| file.path == PAGE) else { return Vec::new() };
    let mut faults = Vec::new();
    for (line, number) in page.text.lines().zip(1..) {
        let named = line.split('`').skip(1).step_by(2).filter_map(|name| name.split_once("::"));
        for (path, test) in named.filter(|(path, _)| path.to_ascii_lowercase().ends_with(".rs")) {
            let file = files.iter().find(|file| file.path == format!("crates/{path}"));
            let is_there = file.is_some_and(|file| {
                let (function, attack) = (format!("fn {test}("), format!(" {test}: "));
                file.text.contains(&function) || file.text.contains(&attack)
            });
            if !is_there {
                faults.push(format!("{PAGE}:{number}: there is no test `{path}::{test}`"));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str) -> Vec<String> {
        let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
        faults(&[file(PAGE, page), file("crates/x/tests/y.rs", "fn good() {\n    terms: Bad = |b| ();\n")])
    }

    #[test]
    fn what_is_there_passes() {
        assert_eq!(check("`x/tests/y.rs::good` and `x/tests/y.rs::terms`, `Check::Other`"), [""; 0]);
    }

    #[test]
    fn what_is_not_there_fails() {
        let expected = "docs/protocol/attacks.md:2: there is no test `x/tests/y.rs::gone`";
        assert_eq!(check("\n`x/tests/y.rs::gone`"), [expected]);
        assert_eq!(check("`x/tests/z.rs::good`").len(), 1);
    }
}
