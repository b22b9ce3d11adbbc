use std::collections::BTreeSet;
use std::iter;

use jiff::Timestamp;
use policy::{Channel, NoticeRule};
use proof::documents::{Delivery, Fact, NoticeEvidence, Receipt};
use proof::{Parsed, Party};

use super::warrant::Case;
use crate::pin::{days_after, full_days_after};

/// Each rule of the pinned pack beside the evidence at its place.
fn pairs<'a>(case: &'a Case<'_>) -> impl Iterator<Item = (&'a NoticeRule, &'a NoticeEvidence)> {
    iter::zip(&case.pin.body().pack.notices, &case.body().notices)
}

pub(super) fn list_is_the_packs(case: &Case<'_>) -> bool {
    let rules = case.pin.body().pack.notices.iter().map(|rule| &rule.key);
    rules.eq(case.body().notices.iter().map(|notice| &notice.key))
}

pub(super) fn channels_suffice(case: &Case<'_>) -> bool {
    pairs(case).all(|(rule, notice)| {
        let channels: BTreeSet<_> = notice.deliveries.iter().map(|delivery| delivery.channel).collect();
        channels.len() == notice.deliveries.len()
            && channels.iter().all(|channel| rule.channels.contains(channel))
            && channels.len() >= usize::from(rule.min_channels)
    })
}

/// Vacuous where too few deliveries are listed: that is another check's to say.
pub(super) fn cure_counts_from_delivery(case: &Case<'_>) -> bool {
    pairs(case).all(|(rule, notice)| {
        let mut at: Vec<Timestamp> = notice.deliveries.iter().map(|delivery| delivery.at).collect();
        at.sort_unstable();
        let last = usize::from(rule.min_channels).checked_sub(1);
        last.and_then(|last| at.get(last)).is_none_or(|completed| notice.delivered_at == *completed)
    })
}

pub(super) fn none_is_early(case: &Case<'_>) -> bool {
    pairs(case).all(|(rule, notice)| {
        let first = days_after(case.body().delinquent_since, rule.at_dpd);
        notice.deliveries.iter().all(|delivery| case.pin.day(delivery.at) >= first)
    })
}

pub(super) fn receipts_are_mine(case: &Case<'_>) -> bool {
    pairs(case).all(|(_, notice)| {
        notice.deliveries.iter().all(|delivery| match (delivery.channel, &delivery.receipt) {
            (Channel::OnDevice, Some(bytes)) => is_receipt_for(case, notice, delivery, bytes),
            (Channel::OnDevice, None) | (_, Some(_)) => false,
            (_, None) => true,
        })
    })
}

/// Every notice is needed anew once all was paid. Vacuous for what is no receipt: that is another check's.
pub(super) fn none_is_of_a_cured_delinquency(case: &Case<'_>) -> bool {
    let Some(cured_at) = case.cured_at else { return true };
    let receipts = pairs(case).flat_map(|(_, notice)| &notice.deliveries).filter_map(|d| d.receipt.as_ref());
    receipts.into_iter().all(|bytes| {
        let shown = Parsed::<Receipt>::parse(bytes).and_then(|parsed| parsed.verify(&case.pin.device_key));
        shown.map_or(true, |shown| shown.claims().issued_at.as_second() >= cured_at.as_second())
    })
}

/// Whether the bytes are this device's own word that it showed this notice for this delinquency, no later
/// than the delivery is dated.
fn is_receipt_for(case: &Case<'_>, notice: &NoticeEvidence, delivery: &Delivery, bytes: &[u8]) -> bool {
    let parsed = Parsed::<Receipt>::parse(bytes);
    let Ok(receipt) = parsed.and_then(|parsed| parsed.verify(&case.pin.device_key)) else { return false };
    let claims = receipt.claims();
    let fact = Fact::NoticeShown { key: notice.key.clone(), delinquent_since: case.body().delinquent_since };
    receipt.body().fact == fact
        && claims.issuer == Party::Device(case.pin.device)
        && claims.audience == Party::Lender(case.pin.lender)
        && claims.subject == case.pin.contract
        && claims.issued_at <= delivery.at
}

pub(super) fn each_waits_for_the_one_before(case: &Case<'_>) -> bool {
    pairs(case).zip(pairs(case).skip(1)).all(|((rule, before), (_, next))| {
        let ran_out = full_days_after(before.delivered_at, rule.cure_days);
        next.deliveries.iter().all(|delivery| delivery.at >= ran_out)
    })
}

/// Vacuous for a warrant without beginning: that is another check's to say.
pub(super) fn cure_ran_out(case: &Case<'_>) -> bool {
    let Some(begins) = case.warrant.claims().not_before else { return true };
    pairs(case).last().is_none_or(|(rule, last)| full_days_after(last.delivered_at, rule.cure_days) <= begins)
}
