//! The documents a contract's state gives rise to. The same state and instant give the same bytes.

use jiff::Timestamp;
use loan::LoanAccount;
use minicbor::bytes::ByteVec;
use money::Money;
use policy::{Channel, Level, Pack};
use proof::documents::{
    Delivery, NextDue, NoticeEvidence, NoticeOnDevice, Quittance, Standing, Terms, Warrant,
};
use proof::{Claims, Digest, Party, Unsigned};

use crate::warrant_plan::{WarrantPlan, agreed};
use crate::{Contract, IssuedNotice, LoggedWarrant, NoticeReached, Refusal, StandingOrder};

/// The terms as accepted at `now`.
pub(crate) fn terms(contract: &Contract, pack: &Pack, now: Timestamp) -> Result<Unsigned<Terms>, Refusal> {
    let body = Terms {
        lender_name: contract.lender_profile.name.clone(),
        contact: contract.lender_profile.contact.clone(),
        imeis: contract.device.imeis.clone(),
        serial: contract.device.serial.clone(),
        model: contract.device.model.clone(),
        price: contract.terms.price,
        down_payment: contract.terms.down_payment,
        annual_rate_percent: contract.terms.annual_rate.to_string(),
        interest: contract.terms.interest.as_str().to_owned(),
        installments: agreed(contract.account.schedule()),
        time_zone: contract.time_zone.clone(),
        rhythm: contract.rhythm(),
        pack: pack.clone(),
        pay_url: contract.pay_url.clone(),
    };
    Ok(Unsigned { claims: claims(contract, now), body })
}

/// What the device must be told now, with sequence number 0. `None` before acceptance. `paper` justifies the
/// `level`.
pub(crate) fn order(
    contract: &Contract,
    pack: &Pack,
    (level, paper): (Level, Option<&LoggedWarrant>),
    now: Timestamp,
) -> Result<Option<StandingOrder>, Refusal> {
    let Some(accepted) = contract.accepted else { return Ok(None) };
    let today = contract.day(now);
    // After the quittance or a release the phone may be someone else's: it hears no more of the debt (invariant I4).
    let account = Some(&contract.account)
        .filter(|_| contract.settled_on.is_none() && contract.restriction.release.is_none());
    let zero = Money::zero(contract.currency());
    let unpaid = account.map(LoanAccount::installment_states).unwrap_or_default();
    let next = unpaid.into_iter().find(|installment| installment.outstanding.is_positive());
    let body = Standing {
        terms: accepted.digest,
        seq: 0,
        level,
        overdue: account.map_or(zero, |account| account.overdue(today)),
        outstanding: account.map_or(zero, LoanAccount::outstanding),
        oldest_unpaid_due_on: account.and_then(LoanAccount::oldest_unpaid_due_on),
        next_due: next
            .map(|installment| NextDue { due_on: installment.due_on, amount: installment.outstanding }),
        notices: notices_to_show(contract, pack, today),
        warrant: paper.map(|paper| paper.bytes.clone().into()),
        log_proof: paper.map(|paper| paper.proof.clone().into_bytes().into()),
        quittance: None,
        hold: contract.holds.first().map(|hold| hold.kind.for_borrower().to_owned()),
        pay_url: contract.pay_url.clone(),
    };
    Ok(Some(StandingOrder {
        standing: Unsigned { claims: claims(contract, now), body },
        quittance: quittance(contract, accepted.digest),
    }))
}

/// A digest of everything the device would be told, apart from number and time.
pub(crate) fn content_digest(order: &StandingOrder) -> Digest {
    let mut content = minicbor::to_vec(&order.standing.body).unwrap_or_default();
    content.extend(order.quittance.iter().flat_map(|quittance| *quittance.digest().as_bytes()));
    Digest::of(&content)
}

/// The evidence for the level in force; `None` when nothing is restricted, or the phone would refuse it.
pub(crate) fn warrant(contract: &Contract, pack: &Pack) -> Result<Option<Unsigned<Warrant>>, Refusal> {
    let (Some(term), Some(accepted)) = (&contract.restriction.warrant, contract.accepted) else {
        return Ok(None);
    };
    let (Some(delinquency), Some(device)) = (&contract.delinquency, &contract.device.enrolled) else {
        return Ok(None);
    };
    let plan = match contract.warrant_plan(term.amount, contract.day(term.issued_at)) {
        WarrantPlan::Terms => None,
        WarrantPlan::Changed(plan) => Some(plan),
        WarrantPlan::NotAllowed => return Ok(None),
    };
    let evidence = pack.notices.iter().filter_map(|rule| {
        let issued = delinquency.notices.iter().find(|notice| notice.key == rule.key)?;
        Some(NoticeEvidence {
            key: rule.key.clone(),
            delivered_at: issued.delivered_at(rule)?,
            deliveries: deliveries(issued),
        })
    });
    let body = Warrant {
        terms: accepted.digest,
        pack: contract.pack.digest,
        device_key: device.key.thumbprint(),
        level: contract.restriction.level,
        amount: term.amount,
        oldest_due_on: term.oldest_due_on,
        delinquent_since: delinquency.since,
        reconciled_to: term.reconciled_to,
        notices: evidence.collect(),
        plan,
    };
    let claims = Claims {
        expires_at: Some(term.expires_at),
        not_before: Some(term.issued_at),
        ..claims(contract, term.issued_at)
    };
    Ok(Some(Unsigned { claims, body }))
}

fn deliveries(issued: &IssuedNotice) -> Vec<Delivery> {
    let delivery = |reached: &NoticeReached| Delivery {
        channel: reached.channel,
        at: reached.at,
        receipt: reached.receipt.clone().map(ByteVec::from),
        reference: reached.reference.clone(),
    };
    issued.deliveries.iter().map(delivery).collect()
}

/// The final release. The day and the sum were fixed when the last payment counted, so that it is the same
/// document however often it is asked for.
fn quittance(contract: &Contract, terms: Digest) -> Option<Unsigned<Quittance>> {
    let (settled_on, total_paid) = (contract.settled_on?, contract.total_paid?);
    let body = Quittance { terms, imeis: contract.device.imeis.clone(), total_paid, settled_on };
    Some(Unsigned { claims: claims(contract, contract.start_of(settled_on)?), body })
}

/// Notices that the device has not proved to have shown.
fn notices_to_show(contract: &Contract, pack: &Pack, today: jiff::civil::Date) -> Vec<NoticeOnDevice> {
    let Some(delinquency) = &contract.delinquency else { return Vec::new() };
    let amount = contract.account.overdue(today);
    let waiting = pack.notices.iter().filter(|rule| {
        let issued = delinquency.notices.iter().find(|notice| notice.key == rule.key);
        let shown = |notice: &IssuedNotice| notice.deliveries.iter().any(|d| d.channel == Channel::OnDevice);
        rule.is_on_device() && issued.is_some_and(|notice| !shown(notice))
    });
    let on_device = waiting.map(|rule| NoticeOnDevice {
        key: rule.key.clone(),
        delinquent_since: delinquency.since,
        amount,
        cure_days: rule.cure_days,
    });
    on_device.collect()
}

fn claims(contract: &Contract, at: Timestamp) -> Claims {
    Claims {
        issuer: Party::Lender(contract.lender),
        subject: contract.id,
        audience: Party::Device(contract.device.id),
        expires_at: None,
        not_before: None,
        issued_at: at,
    }
}
