use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use minicbor::bytes::ByteVec;
use policy::Channel;
use proof::documents::{Fact, Receipt};
use proof::keys::PublicKey;
use proof::{Parsed, Party, Verified};
use servicing::{Command, NoticeDelivery};
use store::rows::ReceiptRow;
use store::{Commit, CommitError};

use super::refusal::Refusal;
use super::session::Session;
use crate::{App, ExecuteError, LenderContext};

/// A device's clock may be ahead of ours. What it says it showed within this time from now waits until our
/// clock is there too; beyond, the receipt is kept but proves no delivery.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// Takes receipts, each in one commit with what it brings about, and says up to which counter all are kept. A
/// receipt that is wrong is left aside: nothing a device sends may keep it from its answer, which may be its
/// release.
pub(super) async fn take(
    app: &App,
    lender: &LenderContext,
    session: &Session,
    receipts: &[ByteVec],
) -> Result<u64, Refusal> {
    let contract = app.contract_of(lender.id, session.contract).await?.ok_or(Refusal::UnknownSession)?;
    let key = contract.device.enrolled.ok_or(Refusal::UnknownSession)?.key;
    let mut kept = Kept::read(app, session).await?;
    let taker = Taker { app, lender, session, key };
    for bytes in receipts {
        taker.take(bytes, &mut kept).await?;
    }
    Ok(kept.contiguous())
}

/// The receipts of a device that the store has, by counter.
struct Kept(BTreeMap<u64, Vec<u8>>);

impl Kept {
    async fn read(app: &App, session: &Session) -> Result<Self, Refusal> {
        let rows = app.store.receipts(session.contract).await?;
        let own = rows.into_iter().filter(|row| row.device == session.device);
        Ok(Self(own.map(|row| (row.counter, row.bytes)).collect()))
    }

    /// The last of those that follow each other from the first without a gap; 0 without any. A device counts
    /// on over all its contracts, so the first need not be 1.
    fn contiguous(&self) -> u64 {
        let mut counters = self.0.keys().copied();
        let Some(first) = counters.next() else { return 0 };
        counters
            .fold(first, |last, counter| if last.checked_add(1) == Some(counter) { counter } else { last })
    }
}

struct Taker<'a> {
    app: &'a App,
    lender: &'a LenderContext,
    session: &'a Session,
    key: PublicKey,
}

impl Taker<'_> {
    async fn take(&self, bytes: &ByteVec, kept: &mut Kept) -> Result<(), Refusal> {
        let Some(receipt) = self.verify(bytes) else {
            self.leave("it is not this device's word about this contract");
            return Ok(());
        };
        let counter = receipt.body().counter;
        if let Some(known) = kept.0.get(&counter) {
            if known.as_slice() != bytes.as_slice() {
                self.leave("another receipt has its counter");
            }
            return Ok(());
        }
        let now = self.app.now_for(self.lender).await?;
        if self.keep(&receipt, now).await? {
            self.app.device.counters.receipts.inc();
            kept.0.insert(counter, bytes.to_vec());
        }
        Ok(())
    }

    fn leave(&self, why: &str) {
        self.app.device.counters.bad_receipts.inc();
        let (device, contract) = (self.session.device, self.session.contract);
        tracing::warn!(%device, %contract, why, "a receipt is left aside");
    }

    fn verify(&self, bytes: &ByteVec) -> Option<Verified<Receipt>> {
        let receipt = Parsed::<Receipt>::parse(bytes).ok()?.verify(&self.key).ok()?;
        let (claims, session) = (receipt.claims(), self.session);
        let is_own = claims.issuer == Party::Device(session.device)
            && claims.subject == session.contract
            && claims.audience == Party::Lender(session.lender);
        let is_storable = (1..=u64::MAX >> 1).contains(&receipt.body().counter);
        (is_own && is_storable).then_some(receipt)
    }

    /// Keeps a receipt with what it brings about; where the rules take no notice of it, it is kept all the
    /// same. `false`: it must wait, or is another than the one kept.
    async fn keep(&self, receipt: &Verified<Receipt>, now: Timestamp) -> Result<bool, Refusal> {
        let is_early = matches!(receipt.body().fact, Fact::NoticeShown { .. })
            && receipt.claims().issued_at.as_second() > now.as_second();
        if is_early && now.duration_until(receipt.claims().issued_at) <= AHEAD {
            return Ok(false);
        }
        match self.execute(receipt, command(receipt, now), now).await {
            Err(refusal @ (ExecuteError::Refused(_) | ExecuteError::Violation(_))) => {
                let (device, fact) = (self.session.device, receipt.body().fact.as_str());
                tracing::info!(%device, fact, %refusal, "a receipt is kept without effect");
                self.execute(receipt, record(receipt), now).await
            }
            done => done,
        }
        .map_err(Refusal::from)
    }

    async fn execute(
        &self,
        receipt: &Verified<Receipt>,
        command: Command,
        now: Timestamp,
    ) -> Result<bool, ExecuteError> {
        let row = ReceiptRow {
            contract: self.session.contract,
            device: self.session.device,
            counter: receipt.body().counter,
            kind: receipt.body().fact.as_str().to_owned(),
            at: now,
            bytes: receipt.bytes().to_vec(),
        };
        let amend = |_: &servicing::Decision, commit: &mut Commit| commit.receipts.push(row.clone());
        match self.app.execute(self.lender, self.session.contract, command, &amend).await {
            Ok(_) => Ok(true),
            Err(ExecuteError::Commit(CommitError::ReceiptConflict)) => {
                self.leave("another receipt took its counter");
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }
}

/// What a receipt brings about.
fn command(receipt: &Verified<Receipt>, now: Timestamp) -> Command {
    let (body, issued_at) = (receipt.body(), receipt.claims().issued_at);
    match &body.fact {
        Fact::NoticeShown { key, delinquent_since } => Command::NoticeDelivered(NoticeDelivery {
            key: key.clone(),
            delinquent_since: *delinquent_since,
            channel: Channel::OnDevice,
            at: issued_at.min(now),
            receipt: Some(receipt.bytes().to_vec()),
            reference: None,
        }),
        Fact::LevelApplied { level } => {
            Command::LevelApplied { level: *level, standing_seq: body.standing_seq, at: issued_at }
        }
        _ => record(receipt),
    }
}

fn record(receipt: &Verified<Receipt>) -> Command {
    Command::KeepReceipt { counter: receipt.body().counter, fact: receipt.body().fact.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_ends_what_is_confirmed() {
        let kept = |counters: &[u64]| Kept(counters.iter().map(|n| (*n, Vec::new())).collect()).contiguous();
        assert_eq!(kept(&[]), 0);
        assert_eq!(kept(&[1, 2, 3]), 3);
        assert_eq!(kept(&[1, 2, 4, 5]), 2);
        assert_eq!(kept(&[7, 8]), 8);
        assert_eq!(kept(&[u64::MAX]), u64::MAX);
    }
}
