use ident::PaymentId;
use jiff::Timestamp;
use jiff::civil::Date;
use store::rows::PaymentRow;

use super::{Kind, Notification, Target, content};
use crate::{LenderContext, persist};

/// It counts.
pub(super) const APPLIED: &str = "applied";
/// It belongs nowhere yet.
pub(super) const SUSPENSE: &str = "suspense";
/// It was taken back.
pub(super) const REVERSED: &str = "reversed";
/// A reversal whose payment has not come.
pub(super) const WAITING: &str = "waiting";
/// Other content under a known id: kept for people to see, in no account.
pub(super) const CONFLICT: &str = "conflict";

/// More of a stated reference is not kept.
const MAX_REFERENCE: usize = 140;

/// A notification on its way into the store.
#[derive(Debug, Clone)]
pub(super) struct Incoming<'a> {
    pub(super) id: PaymentId,
    pub(super) notification: &'a Notification,
    /// The day it counts for.
    pub(super) value_on: Date,
    /// When it came, by the lender's clock.
    pub(super) received_at: Timestamp,
}

impl Incoming<'_> {
    /// The row of a notification that is in no contract. Of a reversal, `reference` is the rail's name for the
    /// payment it takes back.
    pub(super) fn row(&self, lender: &LenderContext, status: &str) -> PaymentRow {
        let Notification { rail, external_id, kind, money, target, .. } = self.notification;
        let stated = match (kind, target) {
            (Kind::Reversal { of }, _) => Some(of.clone()),
            (Kind::Payment, Target::Reference(text)) => Some(text.chars().take(MAX_REFERENCE).collect()),
            (Kind::Payment, _) => None,
        };
        PaymentRow {
            id: self.id,
            lender: lender.id,
            rail: rail.clone(),
            external_id: external_id.clone(),
            digest: content::digest(self.notification),
            kind: kind.as_str().to_owned(),
            contract: None,
            minor: money.minor(),
            currency: money.currency().code().to_owned(),
            value_on: persist::epoch_day(self.value_on),
            received_at: self.received_at,
            status: status.to_owned(),
            reference: stated,
        }
    }
}
