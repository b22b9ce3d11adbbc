//! What `quote`, `apr` and `replay` read and write: JSON objects in, separated by white space of any kind, and
//! the answer to each out before the next is read. The first object that is wrong ends the command: one line on
//! standard error, exit code 2, and nothing on standard output for that object.

mod decimal;
mod fault;

use std::fs::File;
use std::io::{BufReader, Read, Write as _};
use std::path::Path;
use std::process::ExitCode;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::cli::Usage;
pub(crate) use decimal::DecimalText;
pub(crate) use fault::Fault;

/// Reads every object of a file, or of standard input for none and for `-`, as a `Q` and prints what `answer`
/// makes of it: one line, or several joined by line feeds.
pub(crate) fn answer_all<Q: DeserializeOwned>(
    input: Option<&Path>,
    mut answer: impl FnMut(Q) -> Result<String, Fault>,
) -> anyhow::Result<ExitCode> {
    let source: Box<dyn Read> = match input.filter(|path| *path != Path::new("-")) {
        None => Box::new(std::io::stdin().lock()),
        Some(path) => {
            Box::new(File::open(path).map_err(|e| Usage(format!("can't read {}: {e}", path.display())))?)
        }
    };
    let objects = serde_json::Deserializer::from_reader(BufReader::new(source)).into_iter::<Box<RawValue>>();
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
        if path == "." { Fault::whole(problem) } else { Fault::new(path, problem) }
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
            fault("{\"parts\": [{\"sum\": 1}]}").starts_with("`parts[0].sum`: unknown field `sum`, expected")
        );
        assert_eq!(fault("{\"parts\": [{}]}"), "`parts[0]`: missing field `amount`");
        assert!(fault("[]").contains("must be a JSON object"));
    }
}
