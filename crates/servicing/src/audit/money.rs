use loan::Portion;
use loan::ledger::{LedgerAccount, TrialBalance};
use money::Money;

use super::Case;
use crate::Contract;

/// Debits less credits that the books must show for a contract, per account of the chart.
type Expected = (LedgerAccount, fn(&Contract) -> Money, i128);

const EXPECTED: [Expected; 6] = [
    (LedgerAccount::PrincipalReceivable, |contract| contract.account.receivable(Portion::Principal), 1),
    (LedgerAccount::InterestReceivable, |contract| contract.account.receivable(Portion::Interest), 1),
    (LedgerAccount::FeeReceivable, |contract| contract.account.receivable(Portion::Fee), 1),
    (LedgerAccount::PenaltyReceivable, |contract| contract.account.receivable(Portion::Penalty), 1),
    (LedgerAccount::CustomerCredit, |contract| contract.account.credit(), -1),
    (LedgerAccount::InterestIncome, |contract| contract.interest_earned, -1),
];

impl Case<'_> {
    /// I6: the postings are the difference between the two states of the account.
    pub(super) fn books_fault(&self) -> Option<&'static str> {
        let balance: TrialBalance = self.decision.postings.iter().collect();
        if !balance.is_balanced() {
            return Some("debits and credits differ");
        }
        let count = u64::try_from(self.decision.postings.len()).ok();
        if self.after.postings.checked_sub(self.before.postings) != count {
            return Some("postings are missing or counted twice");
        }
        let matches = EXPECTED.iter().all(|(account, amount, sign)| {
            let moved = balance.balance(*account, self.after.currency());
            moved == sign * (on_books(self.after, *amount) - on_books(self.before, *amount))
        });
        (!matches).then_some("the books do not say what the account says")
    }
}

/// Nothing is on the books before acceptance.
fn on_books(contract: &Contract, amount: fn(&Contract) -> Money) -> i128 {
    if contract.accepted.is_some() { i128::from(amount(contract).minor()) } else { 0 }
}
