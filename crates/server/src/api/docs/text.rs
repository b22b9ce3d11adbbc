/// A piece of a sentence.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) style: Style,
}

/// How a piece is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Code,
    Strong,
}

/// Paragraphs of plain words, `` `code` `` and `**strong**`: all of Markdown that descriptions here use.
pub(super) fn paragraphs(text: &str) -> Vec<Vec<Piece>> {
    text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).map(pieces).collect()
}

/// One paragraph.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 1 {
            pieces.push(Piece { text: part.to_owned(), style: Style::Code });
            continue;
        }
        for (index, part) in part.split("**").enumerate() {
            let style = if index % 2 == 1 { Style::Strong } else { Style::Plain };
            pieces.push(Piece { text: part.to_owned(), style });
        }
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_code_and_strong_words() {
        let found: Vec<_> =
            pieces("**Once.** Send `a**b` now").into_iter().map(|p| (p.text, p.style)).collect();
        let expected = [
            ("Once.", Style::Strong),
            (" Send ", Style::Plain),
            ("a**b", Style::Code),
            (" now", Style::Plain),
        ];
        assert_eq!(found, expected.map(|(text, style)| (text.to_owned(), style)));
        assert_eq!(paragraphs("a\n\n\n\nb").len(), 2);
    }
}
