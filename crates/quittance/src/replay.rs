//! `quittance replay`: one contract's timeline through the real rules, told by JSON.

mod action;
mod fields;
mod names;
mod options;
mod pack;
mod play;
mod refused;
mod show;
mod table;
mod terms;
mod timeline;

use std::process::ExitCode;

use crate::json_lines::{Fault, answer_all};
pub(crate) use options::ReplayOptions;
use play::Play;
use timeline::Timeline;

/// Plays every timeline of the input; each `show` is a line of the answer, or a page with `--table`.
pub(crate) fn run(options: &ReplayOptions) -> anyhow::Result<ExitCode> {
    answer_all(options.input.as_deref(), |timeline| play(timeline, options.table))
}

fn play(timeline: Timeline, table: bool) -> Result<String, Fault> {
    let mut play = Play::begin(timeline.terms)?;
    let mut shown = Vec::new();
    for (place, event) in timeline.events.into_iter().enumerate() {
        let here = format!("events[{place}]");
        let view = play.event(place, event).map_err(|fault| fault.inside(&here))?;
        shown.extend(view.map(|view| if table { table::page(&view) } else { view.to_string() }));
    }
    if shown.is_empty() {
        return Err(Fault::new("events", "nothing is shown: end with {\"on\": …, \"do\": \"show\"}"));
    }
    Ok(shown.join("\n"))
}
