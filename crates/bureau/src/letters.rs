/// A text in the capital letters, digits and signs that the format has; `None` where it has a letter of another
/// alphabet, for which no rule says how it is written.
pub(crate) fn capital(text: &str) -> Option<String> {
    let mut capital = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => capital.push('\''),
            '\u{2010}'..='\u{2014}' => capital.push('-'),
            ' ' | '!'..='~' => capital.push(letter.to_ascii_uppercase()),
            other => capital.push_str(without_mark(other)?),
        }
    }
    Some(capital)
}

/// Letters with marks, as they are written without.
const fn without_mark(letter: char) -> Option<&'static str> {
    Some(match letter {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => "A",
        'Æ' | 'æ' => "AE",
        'Ç' | 'ç' | 'Ć'..='č' => "C",
        'Ď'..='đ' | 'Ð' | 'ð' => "D",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "E",
        'Ĝ'..='ģ' => "G",
        'Ĥ'..='ħ' => "H",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "I",
        'Ĵ' | 'ĵ' => "J",
        'Ķ' | 'ķ' => "K",
        'Ĺ'..='ł' => "L",
        'Ñ' | 'ñ' | 'Ń'..='ň' => "N",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => "O",
        'Œ' | 'œ' => "OE",
        'Ŕ'..='ř' => "R",
        'Ś'..='š' | 'Ș' | 'ș' => "S",
        'ß' => "SS",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "T",
        'Þ' | 'þ' => "TH",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => "U",
        'Ŵ' | 'ŵ' => "W",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "Y",
        'Ź'..='ž' => "Z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_other_alphabets_are_not_guessed() {
        assert_eq!(capital(" José Ñuñez-O’Brien ").as_deref(), Some("JOSE NUNEZ-O'BRIEN"));
        assert_eq!(capital("Łukasz Weiß").as_deref(), Some("LUKASZ WEISS"));
        for text in ["Анна", "陳", "a\tb", "🙂"] {
            assert_eq!(capital(text), None, "{text}");
        }
    }
}
