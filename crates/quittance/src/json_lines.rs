//! What `quote`, `apr` and `replay` read and write: JSON objects in, separated by white space of any kind, and
//! the answer to each out before the next is read. The first object that is wrong ends the command: one line on
//! standard error, exit code 2, and nothing on standard output for that object.

mod day;
mod decimal;
mod fault;
mod object;
mod plain;

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::path::Path;
use std::process::ExitCode;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::cli::Usage;
pub(crate) use day::Day;
pub(crate) use decimal::DecimalText;
pub(crate) use fault::Fault;
pub(crate) use object::Object;
pub(crate) use plain::fault_at;

/// How some editors mark a file as UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads every object of a file, or of standard input for none and for `-`, as a `Q` and prints what `answer`
/// makes of it: one line, or several joined by line feeds.
pub(crate) fn answer_all<Q: DeserializeOwned>(
    input: Option<&Path>,
    mut answer: impl FnMut(Q) -> Result<String, Fault>,
) -> anyhow::Result<ExitCode> {
    let file = input.filter(|path| *path != Path::new("-"));
    let source = open(file).map_err(|error| {
        Usage(format!(
            "can't read {}: {error}",
            file.map_or_else(|| "standard input".into(), Path::to_string_lossy)
        ))
    })?;
    let objects = serde_json::Deserializer::from_reader(source).into_iter::<Box<RawValue>>();
    let mut output = std::io::stdout().lock();
    let mut number = 0_u32;
    for object in objects {
        number += 1;
        let object = object.map_err(|error| Usage(format!("input {number} is no JSON object: {error}")))?;
        let answered = parse(object.get()).and_then(&mut answer);
        match answered {
            Ok(text) => writeln!(output, "{text}")?,
            Err(fault) if number == 1 => return Err(Usage(fault.to_string()).into()),
            Err(fault) => return Err(Usage(format!("input {number}: {fault}")).into()),
        }
    }
    if number == 0 {
        return Err(Usage("there is no input: write one JSON object or more".to_owned()).into());
    }
    Ok(ExitCode::SUCCESS)
}

/// A file, or standard input, from behind its byte order mark on.
fn open(file: Option<&Path>) -> std::io::Result<BufReader<Box<dyn Read>>> {
    let source: Box<dyn Read> = match file {
        None => Box::new(std::io::stdin().lock()),
        Some(path) => Box::new(File::open(path)?),
    };
    let mut source = BufReader::new(source);
    if source.fill_buf()?.starts_with(BYTE_ORDER_MARK) {
        source.consume(BYTE_ORDER_MARK.len());
    }
    Ok(source)
}

/// One object as a `Q`; the fault names the field, with its path.
pub(crate) fn parse<Q: DeserializeOwned>(text: &str) -> Result<Q, Fault> {
    if !text.starts_with('{') {
        return Err(Fault::whole("the input must be a JSON object, {…}"));
    }
    serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(text)).map_err(|error| {
        let path = error.path().to_string();
        let problem = error.into_inner().to_string();
        // The line and column are of the object and not of the file; the path says more.
        let problem = problem.rsplit_once(" at line ").map_or(problem.as_str(), |(before, _)| before);
        fault_at(&path, problem)
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Question {
        #[serde(default)]
        parts: Vec<Part>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Part {
        amount: DecimalText,
    }

    fn fault(text: &str) -> String {
        parse::<Question>(text).unwrap_err().to_string()
    }

    #[test]
    fn a_fault_names_the_field_by_its_path() {
        assert!(parse::<Question>("{\"parts\": [{\"amount\": \"1.50\"}, {\"amount\": 1.5}]}").is_ok());
        assert!(
            fault("{\"parts\": [{\"amount\": \"1\"}, {\"amount\": []}]}").starts_with("`parts[1].amount`: ")
        );
        assert!(
            fault("{\"parts\": [{\"sum\": 1}]}").starts_with("`parts[0].sum`: there is no such field: use")
        );
        assert_eq!(fault("{\"parts\": [{}]}"), "`parts[0].amount`: it is missing: it is needed here");
        assert!(fault("[]").contains("must be a JSON object"));
    }
}
