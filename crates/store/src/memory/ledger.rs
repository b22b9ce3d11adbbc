use async_trait::async_trait;
use ident::{ContractId, LenderId};
use jiff::Timestamp;

use super::MemoryStore;
use super::state::{Entry, State};
use crate::rows::{BalanceRow, BookHead, BooksRow, ClosingRow, EntryFilter, EntryRow, PostingRow};
use crate::sums::Sums;
use crate::traits::LedgerStore;
use crate::{CommitError, Page, StoreError};

/// Whose ledger (a contract's or a suspense payment's), and the place in it.
pub(super) fn key(posting: &PostingRow) -> ([u8; 16], u64) {
    let payment = posting.cause.map_or([0; 16], |payment| *payment.as_bytes());
    (posting.contract.map_or(payment, |contract| *contract.as_bytes()), posting.number)
}

/// Whether the postings may be booked on their days.
pub(super) fn may_book(state: &State, lender: LenderId, postings: &[PostingRow]) -> Result<(), CommitError> {
    state.book_heads.get(&lender).map_or(Ok(()), |head| head.admits(postings))
}

/// Keeps a posting at the end of its lender's chain.
pub(super) fn append(state: &mut State, lender: LenderId, posting: PostingRow) {
    let key = key(&posting);
    let head = state.book_heads.entry(lender).or_default();
    *head = head.behind(lender, &posting);
    state.entries.insert((lender, head.entries), Entry { key, hash: head.hash });
    state.postings.insert(key, (lender, posting));
}

fn balances(state: &State, lender: LenderId, day: i32) -> Vec<BalanceRow> {
    let mut sums = Sums::default();
    let booked = state.postings.values().filter(|(of, posting)| *of == lender && posting.booked_on <= day);
    booked.for_each(|(_, posting)| sums.add(posting));
    sums.rows()
}

fn closings(state: &State, lender: LenderId) -> Vec<ClosingRow> {
    let rows = state.closings.range((lender, i32::MIN)..=(lender, i32::MAX));
    rows.map(|(_, closing)| closing.clone()).collect()
}

fn entry(state: &State, place: u64, entry: &Entry) -> EntryRow {
    let posting = state.postings.get(&entry.key).map(|(_, posting)| posting.clone());
    EntryRow { place, owner: entry.key.0, number: entry.key.1, hash: entry.hash, posting }
}

#[async_trait]
impl LedgerStore for MemoryStore {
    async fn postings(&self, contract: ContractId) -> Result<Vec<PostingRow>, StoreError> {
        let state = self.open()?;
        let owner = *contract.as_bytes();
        let of_contract = state.postings.range((owner, 0)..=(owner, u64::MAX));
        Ok(of_contract.map(|(_, (_, posting))| posting.clone()).collect())
    }

    async fn balances_on(&self, lender: LenderId, day: i32) -> Result<Vec<BalanceRow>, StoreError> {
        Ok(balances(&*self.open()?, lender, day))
    }

    async fn entries(
        &self,
        lender: LenderId,
        filter: EntryFilter,
        page: Page<u64>,
    ) -> Result<Vec<EntryRow>, StoreError> {
        let state = self.open()?;
        let (from, through) = filter.days();
        let first = page.after.unwrap_or(0).saturating_add(1);
        let rows = state.entries.range((lender, first)..=(lender, u64::MAX));
        let rows = rows.map(|((_, place), it)| entry(&state, *place, it));
        let wanted = rows.filter(|row| {
            row.posting.as_ref().is_some_and(|posting| (from..=through).contains(&posting.booked_on))
        });
        Ok(wanted.take(usize::try_from(page.limit).unwrap_or(usize::MAX)).collect())
    }

    async fn book_head(&self, lender: LenderId) -> Result<BookHead, StoreError> {
        Ok(self.open()?.book_heads.get(&lender).copied().unwrap_or_default())
    }

    async fn books(&self, lender: LenderId) -> Result<BooksRow, StoreError> {
        let state = self.open()?;
        Ok(BooksRow {
            head: state.book_heads.get(&lender).copied().unwrap_or_default(),
            balances: balances(&state, lender, i32::MAX),
            closings: closings(&state, lender),
        })
    }

    async fn unchained(&self, lender: LenderId, limit: u32) -> Result<Vec<([u8; 16], u64)>, StoreError> {
        let state = self.open()?;
        let is_chained = |key| state.entries.values().any(|entry| entry.key == key);
        let of_lender = state.postings.iter().filter(|(_, (of, _))| *of == lender).map(|(key, _)| *key);
        let lost = of_lender.filter(|key| !is_chained(*key));
        Ok(lost.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect())
    }

    async fn close_books(
        &self,
        lender: LenderId,
        through: i32,
        closed_at: Timestamp,
    ) -> Result<ClosingRow, StoreError> {
        let mut state = self.open()?;
        let head = state.book_heads.get(&lender).copied().unwrap_or_default();
        if head.closed_through.is_some_and(|closed| closed >= through) {
            return Err(StoreError::Conflict);
        }
        let balances = balances(&state, lender, through);
        let closing =
            ClosingRow { lender, through, closed_at, entries: head.entries, head: head.hash, balances };
        state.book_heads.insert(lender, BookHead { closed_through: Some(through), ..head });
        state.closings.insert((lender, through), closing.clone());
        Ok(closing)
    }

    async fn closings(&self, lender: LenderId) -> Result<Vec<ClosingRow>, StoreError> {
        Ok(closings(&*self.open()?, lender))
    }
}
