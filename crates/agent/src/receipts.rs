use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use proof::documents::{Fact, Receipt};
use proof::keys::Signer;
use proof::{Claims, Digest, Party, Unsigned};

use crate::pin::Pin;

/// The most receipts in one check-in.
const PER_CHECK_IN: usize = 16;

/// The chain of facts this device has signed, and those the server has not yet confirmed.
#[derive(Debug, Clone, PartialEq, Encode, Decode)]
#[cbor(array)]
pub(crate) struct Receipts {
    #[n(0)]
    counter: u64,
    #[n(1)]
    last: Digest,
    #[n(2)]
    queue: Vec<Queued>,
}

/// As many unconfirmed ones as no honest server leaves behind.
const MOST: usize = 256;

#[derive(Debug, Clone, PartialEq, Encode, Decode)]
#[cbor(array)]
struct Queued {
    #[n(0)]
    counter: u64,
    /// Signed; empty as long as `unsigned` is there.
    #[n(1)]
    bytes: ByteVec,
    /// The payload that the device's key could not sign yet.
    #[n(2)]
    unsigned: Option<ByteVec>,
}

impl Default for Receipts {
    fn default() -> Self {
        Self { counter: 0, last: Digest([0; 32]), queue: Vec::new() }
    }
}

impl Receipts {
    /// The counter of the last receipt; 0 before the first.
    pub(crate) const fn counter(&self) -> u64 {
        self.counter
    }

    pub(crate) const fn has_unconfirmed(&self) -> bool {
        !self.queue.is_empty()
    }

    pub(crate) const fn unconfirmed(&self) -> usize {
        self.queue.len()
    }

    pub(crate) const fn is_full(&self) -> bool {
        self.queue.len() >= MOST
    }

    /// Signs a fact and queues it. What the key can't sign now keeps its place in the chain: a receipt's name
    /// is that of its payload.
    pub(crate) fn sign(&mut self, fact: Fact, seq: u64, pin: &Pin, now: Timestamp, key: &dyn Signer) {
        let claims = Claims {
            issuer: Party::Device(pin.device),
            subject: pin.contract,
            audience: Party::Lender(pin.lender),
            expires_at: None,
            not_before: None,
            issued_at: now,
        };
        self.counter = self.counter.saturating_add(1);
        let body = Receipt { counter: self.counter, previous: self.last, standing_seq: seq, fact };
        let receipt = Unsigned { claims, body };
        self.last = receipt.digest();
        let (bytes, unsigned) = match receipt.try_sign(key) {
            Ok(bytes) => (bytes.into(), None),
            Err(_) => (ByteVec::from(Vec::new()), Some(receipt.payload().into())),
        };
        self.queue.push(Queued { counter: self.counter, bytes, unsigned });
    }

    /// Whether the key failed at a receipt that is still to be sent.
    pub(crate) fn has_unsigned(&self) -> bool {
        self.queue.iter().any(|queued| queued.unsigned.is_some())
    }

    /// Tries again to sign what could not be signed.
    pub(crate) fn sign_rest(&mut self, key: &dyn Signer) {
        for queued in &mut self.queue {
            let Some(payload) = &queued.unsigned else { continue };
            let Ok(receipt) = Unsigned::<Receipt>::from_payload(payload) else { continue };
            let Ok(bytes) = receipt.try_sign(key) else { return };
            *queued = Queued { counter: queued.counter, bytes: bytes.into(), unsigned: None };
        }
    }

    /// What the next check-in carries, oldest first.
    pub(crate) fn next(&self) -> Vec<ByteVec> {
        let signed = self.queue.iter().take_while(|queued| queued.unsigned.is_none());
        signed.take(PER_CHECK_IN).map(|queued| queued.bytes.clone()).collect()
    }

    /// Whether the server's confirmation would change anything.
    pub(crate) fn is_news(&self, kept: u64) -> bool {
        self.queue.first().is_some_and(|first| first.counter <= kept)
    }

    /// The server keeps all receipts up to this one.
    pub(crate) fn confirm(&mut self, kept: u64) {
        self.queue.retain(|queued| queued.counter > kept);
    }

    /// After a reset the chain goes on where the server saw it end: the key, and so the chain, is the same.
    pub(crate) fn resume(&mut self, counter: u64, last: Digest) {
        self.confirm(counter);
        if counter > self.counter {
            self.counter = counter;
            self.last = last;
        }
    }
}
