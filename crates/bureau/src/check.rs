mod fault;
mod field;
mod relations;
mod totals;

pub use fault::Fault;

use fault::Place;
use totals::Totals;

use crate::base_fields::BASE;
use crate::header_fields::HEADER;
use crate::record::RECORD_LENGTH;
use crate::trailer_fields::trailer;

/// Reads a file line by line, in constant memory, and names each fault.
#[derive(Debug, Default)]
pub struct Checker {
    record: u64,
    totals: Totals,
    has_ended: bool,
}

impl Checker {
    /// Checks the next record, without its end of line.
    pub fn record(&mut self, line: &[u8]) -> Vec<Fault> {
        self.record += 1;
        let place = Place(self.record);
        if self.has_ended {
            return vec![place.whole("a record behind the trailer", "the trailer is the last record")];
        }
        if line.len() != RECORD_LENGTH {
            let found = format!("{} characters", line.len());
            return vec![place.whole(&found, "a record has 426 characters")];
        }
        if !line.iter().all(|character| matches!(character, b' '..=b'~')) {
            return vec![
                place.whole("a character that is not ASCII", "write letters, digits and signs of ASCII"),
            ];
        }
        let text = String::from_utf8_lossy(line);
        let is_header = text.get(4..10) == Some("HEADER");
        if is_header != (self.record == 1) {
            let right = "the header is the first record, and there is one";
            return vec![place.whole(if is_header { "a second header" } else { "no header" }, right)];
        }
        if is_header {
            return field::faults(HEADER, &text, place);
        }
        if text.get(4..11) == Some("TRAILER") {
            self.has_ended = true;
            let mut faults = field::faults(&trailer(), &text, place);
            if faults.is_empty() {
                faults = self.totals.faults(&text, place);
            }
            return faults;
        }
        self.totals.count(&text);
        let mut faults = field::faults(BASE, &text, place);
        if faults.is_empty() {
            faults = relations::faults(&text, place);
        }
        faults
    }

    /// What the end of the file shows.
    #[must_use]
    pub fn finish(self) -> Vec<Fault> {
        let place = Place(self.record);
        match (self.record, self.has_ended) {
            (0, _) => vec![place.whole("an empty file", "a file has a header, records and a trailer")],
            (_, false) => vec![place.whole("no trailer", "the trailer is the last record")],
            _ => Vec::new(),
        }
    }
}
