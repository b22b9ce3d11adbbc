use std::io::Write as _;

use serde::Serialize;

use super::Outcome;
use super::line::Line;

/// Everything that was found, part by part.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    pub(crate) parts: Vec<Part>,
}

/// One document or one question.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    /// What it is about, with the document's name.
    pub(crate) title: String,
    pub(crate) lines: Vec<Line>,
    /// What follows from it, in one sentence.
    pub(crate) verdict: String,
}

impl Part {
    /// Whether nothing failed and something was checked.
    fn is_proved(&self) -> bool {
        let failed = |line: &Line| matches!(line.outcome, Outcome::Failed(_));
        !self.lines.iter().any(failed) && self.lines.iter().any(|line| line.outcome == Outcome::Ok)
    }
}

impl Report {
    /// Whether every part is proved; a file in which there is nothing to prove proves nothing.
    pub(crate) fn is_proved(&self) -> bool {
        !self.parts.is_empty() && self.parts.iter().all(Part::is_proved)
    }

    pub(crate) fn print(&self, json: bool) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        if json {
            let mut value = serde_json::to_value(self)?;
            value["proved"] = self.is_proved().into();
            writeln!(out, "{value:#}")?;
            return Ok(());
        }
        for part in &self.parts {
            writeln!(out, "{}", part.title)?;
            for line in &part.lines {
                writeln!(out, "  {}", text(line))?;
            }
            writeln!(out, "  => {}\n", part.verdict)?;
        }
        let last = if self.is_proved() { "Everything holds." } else { "NOT PROVED: see the lines above." };
        writeln!(out, "{last}")?;
        Ok(())
    }
}

fn text(line: &Line) -> String {
    let (word, why) = match &line.outcome {
        Outcome::Ok => ("ok         ", ""),
        Outcome::Failed(why) => ("FAILED     ", why.as_str()),
        Outcome::NotChecked(why) => ("not checked", why.as_str()),
    };
    let number = line.check.map(|number| format!("{number:>3} ")).unwrap_or_default();
    let why = if why.is_empty() { String::new() } else { format!(" ({why})") };
    format!("{word} {number}{}{why}", line.what)
}
