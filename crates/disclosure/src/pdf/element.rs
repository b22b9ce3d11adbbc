use super::NotLatin;
use super::font::Font;
use super::win_ansi::encode;

/// All lengths are tenths of a point, so that they are whole numbers. A4 is 5,950 wide and 8,420 high.
pub(super) const WIDTH: u16 = 5_950;
/// The height of the paper.
pub(super) const HEIGHT: u16 = 8_420;
/// The white edge on every side.
pub(super) const MARGIN: u16 = 560;
/// What is between the edges.
pub(super) const COLUMN: u16 = WIDTH - 2 * MARGIN;

/// A run of text on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// From the left edge of the paper.
    pub(super) x: u16,
    pub(super) text: Vec<u8>,
    pub(super) font: Font,
    pub(super) size: u16,
}

/// A line, with the white space above it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Element {
    pub(super) runs: Vec<Run>,
    /// White space above, which the top of a page swallows.
    pub(super) above: u16,
    pub(super) height: u16,
    /// Whether it must not be the last of a page.
    pub(super) keep_with_next: bool,
    /// Whether a hairline is drawn below.
    pub(super) rule: bool,
    /// Whether it is a table's head, repeated on every page the table reaches.
    pub(super) head: bool,
    /// Whether it is a row of the table whose head came last.
    pub(super) row: bool,
}

/// How text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) font: Font,
    pub(super) size: u16,
}

impl Style {
    /// The height of a line.
    pub(super) const fn line(self) -> u16 {
        self.size * 7 / 5
    }

    pub(super) fn width(self, text: &[u8]) -> u16 {
        u16::try_from(self.font.width(text, self.size)).unwrap_or(u16::MAX)
    }

    pub(super) fn run(self, x: u16, text: Vec<u8>) -> Run {
        Run { x, text, font: self.font, size: self.size }
    }

    /// A run that ends at `right`.
    pub(super) fn run_to(self, right: u16, text: Vec<u8>) -> Run {
        let x = right.saturating_sub(self.width(&text));
        self.run(x, text)
    }

    /// The text broken into lines that fit `width`; a word that is longer is broken where it must be.
    pub(super) fn wrap(self, text: &str, width: u16) -> Result<Vec<Vec<u8>>, NotLatin> {
        let mut lines: Vec<Vec<u8>> = vec![Vec::new()];
        for word in encode(text)?.split(|&byte| byte == b' ').filter(|word| !word.is_empty()) {
            let fits =
                lines.last().is_some_and(|line| self.width(&[line.as_slice(), b" ", word].concat()) <= width);
            match lines.last_mut() {
                Some(line) if line.is_empty() => {}
                Some(line) if fits => line.push(b' '),
                _ => lines.push(Vec::new()),
            }
            for &byte in word {
                let full =
                    |line: &Vec<u8>| !line.is_empty() && self.width(&[line, &[byte][..]].concat()) > width;
                if lines.last().is_some_and(full) {
                    lines.push(Vec::new());
                }
                if let Some(line) = lines.last_mut() {
                    line.push(byte);
                }
            }
        }
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BODY: Style = Style { font: Font::Regular, size: 100 };

    proptest! {
        #[test]
        fn lines_fit_and_lose_nothing(text in "[a-zA-Z ,.]{0,300}", width in 500_u16..COLUMN) {
            let lines = BODY.wrap(&text, width).unwrap();
            for line in &lines {
                prop_assert!(BODY.width(line) <= width);
            }
            let letters = |bytes: &[u8]| bytes.iter().copied().filter(|byte| *byte != b' ').collect::<Vec<u8>>();
            prop_assert_eq!(letters(&lines.concat()), letters(text.as_bytes()));
        }
    }
}
