use jiff::Timestamp;
use policy::Pack;
use servicing::Contract;

use super::{account, restriction, settlement};
use crate::api::types::{
    AcceptedView, BorrowerView, ContractSummary, ContractView, EveryView, FinancedDeviceView, HoldView,
    PayoffAgreementView, PolicyRef, TermsView,
};

/// A contract with everything about it, as of an instant.
pub(crate) fn contract(contract: &Contract, pack: &Pack, now: Timestamp) -> ContractView {
    let today = contract.day(now);
    let hold = |hold: &servicing::Hold| HoldView {
        kind: hold.kind,
        since: hold.since.into(),
        until: hold.until.map(Into::into),
    };
    let payoff = |agreed: servicing::PayoffAgreement| PayoffAgreementView {
        amount: agreed.amount.into(),
        valid_through: agreed.valid_through.into(),
    };
    ContractView {
        id: contract.id,
        status: contract.status,
        version: contract.version,
        created_at: contract.created_at.into(),
        external_reference: contract.external_reference.clone(),
        currency: contract.currency(),
        terms: terms(contract),
        borrower: borrower(contract),
        device: device(contract),
        installments: account::installments(&contract.account, today),
        balances: account::balances(&contract.account, today),
        delinquency: contract.delinquency.as_ref().map(|it| restriction::delinquency(it, pack)),
        holds: contract.holds.iter().map(hold).collect(),
        restriction: restriction::restriction(&contract.restriction),
        restricted_without_right_seconds: contract.wrongful.seconds,
        payoff: contract.payoff.map(payoff),
        settlement: settlement::settlement(contract),
        pay_url: contract.pay_url.clone(),
        payment_reference: contract.payment_reference.clone(),
        settled_on: contract.settled_on.map(Into::into),
        quittance: contract.restriction.quittance,
        next_action_at: contract.next_action_at.map(Into::into),
    }
}

/// A contract in a list, as of an instant.
pub(crate) fn summary(contract: &Contract, now: Timestamp) -> ContractSummary {
    ContractSummary {
        id: contract.id,
        status: contract.status,
        created_at: contract.created_at.into(),
        external_reference: contract.external_reference.clone(),
        device: contract.device.id,
        currency: contract.currency(),
        balances: account::balances(&contract.account, contract.day(now)),
        wanted_level: contract.restriction.level,
        applied_level: contract.restriction.applied.as_ref().map(|applied| applied.level),
        payment_reference: contract.payment_reference.clone(),
    }
}

fn terms(contract: &Contract) -> TermsView {
    let (terms, schedule) = (&contract.terms, contract.account.schedule());
    let total = schedule.total();
    TermsView {
        price: terms.price.into(),
        down_payment: terms.down_payment.into(),
        amount_financed: schedule.principal().into(),
        finance_charge: schedule.total_interest().into(),
        total_of_payments: total.into(),
        // Both are far from the limit of an amount: the offer checked them.
        total_cost: total.plus(terms.down_payment).unwrap_or(total).into(),
        annual_rate_percent: terms.annual_rate.to_string(),
        interest: terms.interest,
        installments: terms.installments,
        every: EveryView { count: terms.every.count, unit: terms.every.unit.into() },
        starts_on: terms.starts_on.into(),
        first_due_on: terms.first_due_on.into(),
        time_zone: contract.time_zone.clone(),
        policy: PolicyRef {
            id: contract.pack.id.clone(),
            version: contract.pack.version,
            digest: contract.pack.digest,
        },
        accepted: contract.accepted.map(|it| AcceptedView { at: it.at.into(), terms: it.digest }),
    }
}

fn borrower(contract: &Contract) -> BorrowerView {
    let servicing::Borrower { name, phone, email, language } = contract.borrower.clone();
    BorrowerView { name, phone, email, language }
}

fn device(contract: &Contract) -> FinancedDeviceView {
    let device = &contract.device;
    FinancedDeviceView {
        id: device.id,
        imeis: device.imeis.clone(),
        serial: device.serial.clone(),
        model: device.model.clone(),
        enrolled_at: device.enrolled.as_ref().map(|enrolled| enrolled.at.into()),
    }
}
