//! What a pack must satisfy before anything may trust it.

mod duties;
mod levels;
mod notices;

pub(crate) use notices::MAX_NOTICES;

use crate::{Pack, PackFault};

/// The most characters of `title`.
const MAX_TITLE: usize = 120;
/// The most characters of `source`.
const MAX_SOURCE: usize = 500;
/// The most characters of the pack's or a notice's name.
const MAX_NAME: usize = 64;

impl Pack {
    /// Whether the pack keeps every invariant that can be seen from the pack alone. The server runs this at
    /// load, the device again on the pack that its signed terms pin.
    ///
    /// # Errors
    /// The first fault, in the order the fields are listed.
    pub fn check(&self) -> Result<(), PackFault> {
        self.check_heading()?;
        self.check_floor()?;
        self.check_allowed()?;
        self.check_notices()?;
        self.check_levels()?;
        self.check_raise_hours()?;
        self.check_lender_duties()?;
        self.check_silence()
    }

    fn check_heading(&self) -> Result<(), PackFault> {
        if !is_name(&self.id.0) {
            return Err(PackFault::Id(self.id.clone()));
        }
        bounds("version", self.version, 1, u32::MAX)?;
        one_line("title", &self.title, MAX_TITLE)?;
        one_line("source", &self.source, MAX_SOURCE)
    }

    fn check_floor(&self) -> Result<(), PackFault> {
        let missing = self.floor.missing();
        if missing.is_empty() { Ok(()) } else { Err(PackFault::FloorLacks(missing)) }
    }

    /// A pack that forbids locking must not carry rules that a reader could take for leave to lock.
    fn check_allowed(&self) -> Result<(), PackFault> {
        if self.locking_allowed {
            return Ok(());
        }
        for (field, is_given) in [
            ("[[notices]]", !self.notices.is_empty()),
            ("[[levels]]", !self.levels.is_empty()),
            ("[silence]", self.silence.is_some()),
        ] {
            if is_given {
                return Err(PackFault::NotAllowed(field));
            }
        }
        Ok(())
    }
}

/// Lower-case ASCII letters and digits, words joined by single dashes.
fn is_name(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.len() <= MAX_NAME && text.split('-').all(is_word)
}

fn one_line(field: &'static str, text: &str, max: usize) -> Result<(), PackFault> {
    let length = text.chars().count();
    let is_blank = text.trim().is_empty();
    if is_blank || length > max || text.chars().any(char::is_control) {
        return Err(PackFault::Text { field, length, max });
    }
    Ok(())
}

fn bounds<N: Into<i64>>(field: impl Into<String>, value: N, min: N, max: N) -> Result<(), PackFault> {
    let (value, min, max) = (value.into(), min.into(), max.into());
    if (min..=max).contains(&value) {
        return Ok(());
    }
    Err(PackFault::OutOfBounds { field: field.into(), value, min, max })
}
