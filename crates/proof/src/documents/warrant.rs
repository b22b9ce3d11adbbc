use jiff::Timestamp;
use jiff::civil::Date;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use money::Money;
use policy::{Channel, Level, NoticeKey, PackDigest};

use super::{Terms, TermsInstallment};
use crate::Digest;

/// The evidence that one restriction of one device is allowed. Good from `not_before` to `expires_at` of its
/// claims; the device checks every line of it again.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Warrant {
    /// The payload digest of the pinned terms.
    #[n(0)]
    pub terms: Digest,
    /// The pack whose rules were applied; the one in the terms.
    #[n(1)]
    pub pack: PackDigest,
    /// The thumbprint of the device's own key.
    #[n(2)]
    pub device_key: Digest,
    /// The highest level this warrant allows.
    #[n(3)]
    pub level: Level,
    /// Paying this lifts the restriction (invariant I3).
    #[n(4)]
    pub amount: Money,
    /// The oldest unpaid due date.
    #[cbor(n(5), with = "crate::cbor::day")]
    pub oldest_due_on: Date,
    /// The due date the delinquency began with, at or before `oldest_due_on`: notices count from it, so a part
    /// payment does not void them.
    #[cbor(n(8), with = "crate::cbor::day")]
    pub delinquent_since: Date,
    /// Payments up to this instant were taken into account.
    #[cbor(n(6), with = "crate::cbor::seconds")]
    pub reconciled_to: Timestamp,
    /// One for each notice the pack demands, in the pack's order.
    #[n(7)]
    pub notices: Vec<NoticeEvidence>,
    /// The whole plan as it stands, paid installments included, when it differs from the terms; it asks for no more
    /// than they do (see [`crate::plan`]).
    #[n(9)]
    pub plan: Option<Vec<TermsInstallment>>,
}

impl Warrant {
    /// The installments that it is about: the plan's, or the terms' own.
    #[must_use]
    pub fn installments<'a>(&'a self, terms: &'a Terms) -> &'a [TermsInstallment] {
        self.plan.as_deref().unwrap_or(&terms.installments)
    }
}

/// That a notice was delivered.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct NoticeEvidence {
    /// Which of the pack's notices.
    #[n(0)]
    pub key: NoticeKey,
    /// When the time to cure began: delivered on as many channels as the pack demands.
    #[cbor(n(1), with = "crate::cbor::seconds")]
    pub delivered_at: Timestamp,
    /// Each delivery that counts.
    #[n(2)]
    pub deliveries: Vec<Delivery>,
}

/// One delivery on one channel.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Delivery {
    /// The channel.
    #[n(0)]
    pub channel: Channel,
    /// When it was delivered.
    #[cbor(n(1), with = "crate::cbor::seconds")]
    pub at: Timestamp,
    /// The device-signed receipt; present exactly for the channel `on_device`.
    #[n(2)]
    pub receipt: Option<ByteVec>,
    /// The carrier's or mail service's own reference, for the other channels.
    #[n(3)]
    pub reference: Option<String>,
}
