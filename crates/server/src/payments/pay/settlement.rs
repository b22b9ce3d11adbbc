use jiff::civil::Date;
use money::Money;
use servicing::Contract;
use servicing::settlement::SettlementStage;

use super::words;

/// The name of paying what settles for less.
pub(super) const SETTLEMENT: &str = "settlement";

/// An offer of the lender that the borrower can accept by paying.
pub(super) struct Settlement {
    /// What is to be paid.
    pub(super) to_pay: String,
    /// The same as the form sends it: what was shown is what is paid.
    pub(super) binds: String,
    /// What of it is owed besides the amount, because it was taken back since the offer.
    pub(super) missing: Option<String>,
    /// What was paid toward it already.
    pub(super) received: Option<String>,
    /// What is forgiven then.
    pub(super) forgiven: String,
    /// The last day on which it counts.
    pub(super) last_day: String,
}

impl Settlement {
    pub(super) fn of(contract: &Contract, today: Date) -> Option<Self> {
        let to_pay = to_pay(contract, today)?;
        let state = contract.account.settlement()?;
        let forgiven = contract.account.payoff_quote(today).total.minus(to_pay).ok()?;
        Some(Self {
            to_pay: words::money(to_pay),
            binds: to_pay.to_string(),
            missing: state.missing.is_positive().then(|| words::money(state.missing)),
            received: state.received.is_positive().then(|| words::money(state.received)),
            forgiven: words::money(forgiven),
            last_day: words::day(state.valid_through),
        })
    }
}

/// What settles the contract for less than is owed today; `None` where nothing that counts is offered.
pub(super) fn to_pay(contract: &Contract, today: Date) -> Option<Money> {
    let (offer, stage) = contract.settlement_stage()?;
    let state = contract.account.settlement().filter(|state| state.offer == offer.id)?;
    let is_less = state.to_pay() < contract.account.payoff_quote(today).total;
    (stage == SettlementStage::Open && state.is_open(today) && is_less).then(|| state.to_pay())
}
