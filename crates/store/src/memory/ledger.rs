use std::collections::BTreeMap;

use async_trait::async_trait;
use ident::{ContractId, LenderId};

use super::MemoryStore;
use crate::StoreError;
use crate::rows::{BalanceRow, PostingRow};
use crate::traits::LedgerStore;

/// Whose ledger (a contract's or a suspense payment's), and the place in it.
pub(super) fn key(posting: &PostingRow) -> ([u8; 16], u64) {
    let payment = posting.cause.map_or([0; 16], |payment| *payment.as_bytes());
    (posting.contract.map_or(payment, |contract| *contract.as_bytes()), posting.number)
}

fn overflow() -> StoreError {
    StoreError::Engine("integer overflow".into())
}

#[async_trait]
impl LedgerStore for MemoryStore {
    async fn postings(&self, contract: ContractId) -> Result<Vec<PostingRow>, StoreError> {
        let state = self.open()?;
        let owner = *contract.as_bytes();
        let of_contract = state.postings.range((owner, 0)..=(owner, u64::MAX));
        Ok(of_contract.map(|(_, (_, posting))| posting.clone()).collect())
    }

    async fn lender_balances(&self, lender: LenderId) -> Result<Vec<BalanceRow>, StoreError> {
        let state = self.open()?;
        let mut sums: BTreeMap<(&str, &str), (i64, i64)> = BTreeMap::new();
        let postings = state.postings.values().filter(|(of, _)| *of == lender);
        for line in postings.flat_map(|(_, posting)| &posting.lines) {
            let (debit, credit) = sums.entry((&line.account, &line.currency)).or_default();
            let side = if line.debit { debit } else { credit };
            *side = side.checked_add(line.minor).ok_or_else(overflow)?;
        }
        let balance = |((account, currency), (debit_minor, credit_minor)): ((&str, &str), _)| BalanceRow {
            account: account.to_owned(),
            currency: currency.to_owned(),
            debit_minor,
            credit_minor,
        };
        Ok(sums.into_iter().map(balance).collect())
    }
}
