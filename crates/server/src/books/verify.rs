use ident::LenderId;
use store::rows::{BookHead, ClosingRow, EntryFilter};
use store::{BookFault, BookVerifier, Page, StoreError};

use crate::App;

/// Entries that are followed at a time.
const PAGE: u32 = 1000;
/// Faults that are told: one alteration breaks no other entry, so more are of one cause.
const MOST_FAULTS: usize = 100;

/// What a check of a lender's books found.
#[derive(Debug)]
pub(crate) struct BooksReport {
    /// The end of the chain.
    pub(crate) head: BookHead,
    /// The closings that were held against it.
    pub(crate) closings: Vec<ClosingRow>,
    /// What is wrong, the first hundred.
    pub(crate) faults: Vec<BookFault>,
}

impl App {
    /// Follows the whole chain of a lender's entries. Entries that come meanwhile are not looked at.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn verify_books(&self, lender: LenderId) -> Result<BooksReport, StoreError> {
        let books = self.store.books(lender).await?;
        let mut verifier = BookVerifier::new(lender, books.closings.clone());
        let mut faults = Vec::new();
        'pages: loop {
            let page = Page::after(verifier.place(), PAGE);
            let entries = self.store.entries(lender, EntryFilter::default(), page).await?;
            if entries.is_empty() {
                break;
            }
            for entry in entries {
                // Behind the head as it was read: it came since.
                if entry.place > books.head.entries && faults.is_empty() {
                    break 'pages;
                }
                faults.extend(verifier.follow(entry));
            }
            if faults.len() >= MOST_FAULTS {
                break;
            }
        }
        let lost = self.store.unchained(lender, PAGE).await?;
        faults.extend(lost.into_iter().map(|(owner, number)| BookFault::Unchained(owner, number)));
        faults.extend(verifier.finish(&books.head, &books.balances));
        faults.truncate(MOST_FAULTS);
        Ok(BooksReport { head: books.head, closings: books.closings, faults })
    }
}
