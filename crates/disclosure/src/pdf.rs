mod element;
mod font;
mod layout;
mod page;
mod win_ansi;
mod write;

use crate::Sheet;

/// A character that the fonts every reader has can't show. The page can, so print that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotLatin(pub char);

/// The sheet as a PDF for A4 paper, in the fonts that every PDF reader has.
///
/// # Errors
/// [`NotLatin`] when a word is in another script, be it the sheet's language or a name in it.
pub fn pdf(sheet: &Sheet) -> Result<Vec<u8>, NotLatin> {
    let elements = layout::elements(sheet)?;
    let pages = page::paginate(elements);
    write::write(sheet, &pages)
}

impl std::fmt::Display for NotLatin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the fonts of a PDF have no `{}`: print the page instead", self.0)
    }
}

impl std::error::Error for NotLatin {}
