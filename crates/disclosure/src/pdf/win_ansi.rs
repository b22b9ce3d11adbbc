use super::NotLatin;

/// The characters of Windows code page 1252 between 0x80 and 0x9F, 0 where it has none.
const MIDDLE: [u16; 32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0, 0x017E, 0x0178,
];

/// A text in `WinAnsiEncoding` (ISO 32000-1, Annex D.2), the encoding of a PDF's own fonts.
pub(super) fn encode(text: &str) -> Result<Vec<u8>, NotLatin> {
    text.chars().map(byte).collect()
}

fn byte(character: char) -> Result<u8, NotLatin> {
    let code = u32::from(character);
    match character {
        // A true minus and the narrow spaces have look-alikes.
        '\u{2212}' => Ok(0x96),
        '\u{2009}' | '\u{202F}' => Ok(0xA0),
        ' '..='~' | '\u{A0}'..='\u{FF}' => u8::try_from(code).map_err(|_| NotLatin(character)),
        _ => {
            let at = MIDDLE.iter().position(|&middle| middle != 0 && u32::from(middle) == code);
            at.and_then(|at| u8::try_from(at + 0x80).ok()).ok_or(NotLatin(character))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn western_languages_and_no_others() {
        assert_eq!(encode("Aé’€–").unwrap(), [b'A', 0xE9, 0x92, 0x80, 0x96]);
        assert_eq!(encode("ऋण"), Err(NotLatin('ऋ')));
        assert_eq!(encode("ł"), Err(NotLatin('ł')));
        assert_eq!(encode("\n"), Err(NotLatin('\n')));
        assert_eq!(encode("\u{81}"), Err(NotLatin('\u{81}')));
    }
}
