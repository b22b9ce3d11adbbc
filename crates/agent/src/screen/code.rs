use jiff::Timestamp;
use policy::Level;

use super::{CodeEntry, View};
use crate::CodeAnswer;
use crate::pin::Pin;
use crate::silence::Phase;

/// Offered while something restricts, may restrict soon, or a code holds it off; never after a release.
pub(super) fn entry(view: &View<'_>) -> Option<CodeEntry> {
    let (pin, codes, now) = (view.pin?, view.codes?, view.now?);
    let free_until = codes.free_until(pin.contract, now);
    let is_wanted = view.standing().is_some_and(|standing| standing.level > Level::None);
    let is_of_use = is_wanted
        || view.applied.level() > Level::None
        || view.silence != Phase::Quiet
        || free_until.is_some();
    if view.is_released || !is_of_use || !codes.is_ready(pin.contract) {
        return None;
    }
    let shut_until = codes.shut_until(now);
    let message = view.code_answer.map(|answer| message(answer, shut_until.map(|at| moment(pin, at))));
    Some(CodeEntry { answer: view.code_answer, message, shut_until, free_until })
}

fn message(answer: CodeAnswer, shut_until: Option<String>) -> String {
    let said = match answer {
        CodeAnswer::Accepted => "The code was accepted.",
        CodeAnswer::Malformed => "A code has nine digits.",
        CodeAnswer::Wrong => "This code is not right.",
        CodeAnswer::Used => "This code was used before or is too old.",
        CodeAnswer::LockedOut => "No code is read for now.",
    };
    match shut_until {
        None => said.to_owned(),
        Some(at) => format!("{said} Try again after {at}."),
    }
}

/// While a code keeps the phone free.
pub(super) fn free_line(view: &View<'_>) -> Option<String> {
    let until = entry(view)?.free_until?;
    Some(format!("A code keeps this phone free until {}.", moment(view.pin?, until)))
}

fn moment(pin: &Pin, at: Timestamp) -> String {
    at.to_zoned(pin.zone.clone()).strftime("%B %-d, %Y, %H:%M").to_string()
}
