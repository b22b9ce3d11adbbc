use policy::Pack;
use servicing::{Delinquency, IssuedNotice, NoticeReached, Restriction};

use crate::api::types::{
    AppliedView, DelinquencyView, DeliveryView, LoggedView, NoticeView, RestrictionView, WarrantView,
};

/// The delinquency under way.
pub(super) fn delinquency(delinquency: &Delinquency, pack: &Pack) -> DelinquencyView {
    let notice = |notice: &IssuedNotice| NoticeView {
        key: notice.key.clone(),
        issued_at: notice.issued_at.into(),
        deliveries: notice.deliveries.iter().map(delivery).collect(),
        runs_out_at: pack
            .notices
            .iter()
            .find(|rule| rule.key == notice.key)
            .and_then(|rule| notice.runs_out_at(rule))
            .map(Into::into),
    };
    DelinquencyView {
        since: delinquency.since.into(),
        named_through: delinquency.named_through.into(),
        notices: delinquency.notices.iter().map(notice).collect(),
    }
}

fn delivery(reached: &NoticeReached) -> DeliveryView {
    DeliveryView {
        channel: reached.channel,
        at: reached.at.into(),
        reference: reached.reference.clone(),
        signed_by_device: reached.receipt.is_some(),
    }
}

/// What the device is told, and what it says it did.
pub(super) fn restriction(restriction: &Restriction) -> RestrictionView {
    RestrictionView {
        level: restriction.level,
        changed_at: restriction.changed_at.map(Into::into),
        told_level: restriction.told_level,
        standing_seq: restriction.standing_seq,
        warrant: restriction.warrant.as_ref().map(|warrant| WarrantView {
            amount: warrant.amount.into(),
            oldest_due_on: warrant.oldest_due_on.into(),
            issued_at: warrant.issued_at.into(),
            expires_at: warrant.expires_at.into(),
            reconciled_to: warrant.reconciled_to.into(),
        }),
        logged: restriction.logged.as_ref().map(|logged| LoggedView {
            warrant: logged.digest,
            in_force: restriction.queued == Some(logged.digest),
            level: logged.level,
            index: logged.index,
        }),
        applied: restriction.applied.as_ref().map(|applied| AppliedView {
            level: applied.level,
            standing_seq: applied.standing_seq,
            at: applied.at.into(),
        }),
    }
}
