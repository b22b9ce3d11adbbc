use pdf_writer::Name;

/// A font that every PDF reader has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    /// Helvetica.
    Regular,
    /// Helvetica-Bold.
    Bold,
}

/// Widths of the characters from space to tilde in thousandths of the size (Adobe's metrics of the core fonts).
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
    556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
    556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
    333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
/// The letter that each letter from 0xC0 on is as wide as.
const LETTERS: &[u8; 64] = b"AAAAAAMCEEEEIIIIDNOOOOO+OUUUUYPnaaaaaamceeeettttonooooo+ouuuuypy";

impl Font {
    /// Its name in a page's resources.
    pub(super) const fn name(self) -> Name<'static> {
        match self {
            Self::Regular => Name(b"R"),
            Self::Bold => Name(b"B"),
        }
    }

    /// The width of encoded text of a size, in the size's unit.
    pub(super) fn width(self, text: &[u8], size: u16) -> u32 {
        let thousandths: u32 = text.iter().map(|&byte| u32::from(self.advance(byte))).sum();
        thousandths * u32::from(size) / 1_000
    }

    fn advance(self, byte: u8) -> u16 {
        let widths = match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        };
        let like = match byte {
            0xC0.. => LETTERS.get(usize::from(byte) - 0xC0).copied().unwrap_or(b'M'),
            0x91 | 0x92 | 0xB7 => b'i',
            0x93 | 0x94 | 0x95 | 0xA0 | 0xA1 => b'r',
            0x85 | 0x97 => b'M',
            0x80.. => b'0',
            ascii => ascii,
        };
        widths.get(usize::from(like.saturating_sub(b' '))).copied().unwrap_or(556)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        assert_eq!(
            Font::Regular.width(b"Quittance", 1_000),
            778 + 556 + 222 + 278 + 278 + 556 + 556 + 500 + 556
        );
        assert_eq!(Font::Bold.width(b"1,234.50", 100), (6 * 556 + 2 * 278) / 10);
        assert_eq!(Font::Regular.width(&[0xE9], 1_000), 556);
        assert_eq!(Font::Regular.width(&[0xCD], 1_000), 278);
    }
}
