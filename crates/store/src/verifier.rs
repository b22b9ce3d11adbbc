use std::collections::BTreeMap;
use std::fmt;

use ident::{ContractId, LenderId, PaymentId};

use crate::chain::entry_hash;
use crate::rows::{BalanceRow, BookHead, ClosingRow, EntryRow};
use crate::sums::Sums;

/// What is wrong with a lender's books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookFault {
    /// The hash of this entry does not follow from the posting and the entry before: one of them was edited, or
    /// this was another entry's place.
    Altered(EntryRow),
    /// The chain has this place, and its posting is gone.
    PostingGone(EntryRow),
    /// The chain goes on behind these places without having them, from the first through the last.
    Missing(u64, u64),
    /// A posting (owner and number) that is not in the chain: written past the program.
    Unchained([u8; 16], u64),
    /// The chain ends with another hash than the one that was kept apart.
    OtherEnd,
    /// Debits and credits of this entry differ.
    Unbalanced(EntryRow),
    /// The kept sums of this account and currency are not those of the entries.
    OtherBalance(String, String),
    /// The closing through this day (days since 1970-01-01) is not what the entries say.
    OtherClosing(i32),
}

/// Follows a lender's entries from the first one, page by page, and says what is wrong.
///
/// It keeps what days and accounts there are, not entries.
#[derive(Debug)]
pub struct BookVerifier {
    lender: LenderId,
    head: BookHead,
    /// The hash that the chain had behind the entries a closing counts.
    closings: Vec<(ClosingRow, Option<[u8; 32]>)>,
    days: BTreeMap<i32, Sums>,
}

impl BookVerifier {
    /// Nothing followed yet.
    #[must_use]
    pub fn new(lender: LenderId, closings: Vec<ClosingRow>) -> Self {
        let at = |closing: ClosingRow| {
            let before_all = (closing.entries == 0).then_some([0; 32]);
            (closing, before_all)
        };
        Self {
            lender,
            head: BookHead::default(),
            closings: closings.into_iter().map(at).collect(),
            days: BTreeMap::new(),
        }
    }

    /// The place of the last entry that was followed: the next page begins behind it.
    #[must_use]
    pub fn place(&self) -> u64 {
        self.head.entries
    }

    /// Follows the next entry by place.
    pub fn follow(&mut self, entry: EntryRow) -> Vec<BookFault> {
        let mut faults = Vec::new();
        let expected = self.head.entries.saturating_add(1);
        if entry.place > expected {
            faults.push(BookFault::Missing(expected, entry.place - 1));
        }
        let has_all_before = entry.place == expected;
        let previous = std::mem::replace(&mut self.head.hash, entry.hash);
        self.head.entries = entry.place;
        for (closing, hash) in &mut self.closings {
            if closing.entries == entry.place {
                *hash = Some(entry.hash);
            }
        }
        let Some(posting) = &entry.posting else {
            faults.push(BookFault::PostingGone(entry));
            return faults;
        };
        self.days.entry(posting.booked_on).or_default().add(posting);
        let is_balanced = crate::check::balanced(posting).is_ok();
        // Behind a gap the hash before is unknown; the gap is the fault.
        let follows =
            !has_all_before || entry_hash(&previous, self.lender, entry.place, posting) == entry.hash;
        if !is_balanced {
            faults.push(BookFault::Unbalanced(entry.clone()));
        }
        if !follows {
            faults.push(BookFault::Altered(entry));
        }
        faults
    }

    /// Holds what was followed against the kept end of the chain, the kept sums and the closings.
    #[must_use]
    pub fn finish(self, head: &BookHead, balances: &[BalanceRow]) -> Vec<BookFault> {
        let mut faults = Vec::new();
        if self.head.entries < head.entries {
            faults.push(BookFault::Missing(self.head.entries + 1, head.entries));
        } else if self.head.entries > head.entries || self.head.hash != head.hash {
            faults.push(BookFault::OtherEnd);
        }
        let folded = self.balances_on(i32::MAX);
        let differing = folded.iter().filter(|row| !balances.contains(row));
        let kept_only = balances
            .iter()
            .filter(|row| !folded.iter().any(|it| it.account == row.account && it.currency == row.currency));
        let named = |row: &BalanceRow| BookFault::OtherBalance(row.account.clone(), row.currency.clone());
        faults.extend(differing.chain(kept_only).map(named));
        let wrong = |(closing, hash): &&(ClosingRow, Option<[u8; 32]>)| {
            *hash != Some(closing.head) || self.balances_on(closing.through) != closing.balances
        };
        faults.extend(
            self.closings.iter().filter(wrong).map(|(closing, _)| BookFault::OtherClosing(closing.through)),
        );
        faults
    }

    fn balances_on(&self, day: i32) -> Vec<BalanceRow> {
        let mut sums = Sums::default();
        for row in self.days.range(..=day).flat_map(|(_, of_day)| of_day.rows()) {
            sums.plus(&row.account, &row.currency, row.debit_minor, row.credit_minor);
        }
        sums.rows()
    }
}

impl fmt::Display for BookFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Altered(entry) => write!(
                f,
                "entry {} ({}) was altered, or the entry before it: its hash does not follow",
                entry.place,
                named(entry)
            ),
            Self::PostingGone(entry) => write!(f, "entry {} ({}) was removed", entry.place, named(entry)),
            Self::Missing(first, last) if first == last => write!(f, "entry {first} was removed"),
            Self::Missing(first, last) => write!(f, "the entries {first} to {last} were removed"),
            Self::Unchained(owner, number) => {
                write!(
                    f,
                    "posting {number} of {} is in no place of the chain",
                    ContractId::from_bytes(*owner)
                )
            }
            Self::OtherEnd => f.write_str("the chain does not end with the hash that was kept apart"),
            Self::Unbalanced(entry) => {
                write!(f, "entry {} ({}): debits and credits differ", entry.place, named(entry))
            }
            Self::OtherBalance(account, currency) => {
                write!(f, "the kept sums of {account} in {currency} are not those of the entries")
            }
            Self::OtherClosing(through) => {
                let day =
                    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(i64::from(*through)));
                write!(f, "the closing through {day} is not what the entries say")
            }
        }
    }
}

/// Whose posting it is.
fn named(entry: &EntryRow) -> String {
    let is_contract = entry.posting.as_ref().is_none_or(|posting| posting.contract.is_some());
    let owner = if is_contract {
        ContractId::from_bytes(entry.owner).to_string()
    } else {
        PaymentId::from_bytes(entry.owner).to_string()
    };
    format!("posting {} of {owner}", entry.number)
}
