use jiff::civil::Date;
use servicing::settlement::SettlementStage;
use servicing::{Contract, ContractStatus};

use super::super::typed::{Typed, Wrong};
use super::super::words::{self, money};

/// What was typed for an offer, and what is wrong with it.
#[derive(Default)]
pub(in super::super) struct Settling {
    pub(in super::super) typed: Typed,
    pub(in super::super) wrong: Option<Wrong>,
}

/// Settling for less than is owed, as the page shows it.
pub(super) struct SettlementCard {
    /// What would pay the loan off today.
    pub(super) payoff: Option<String>,
    /// What waits, stands or was accepted.
    pub(super) offer: Option<SettlementLines>,
    /// Whether another offer can be made.
    pub(super) can_offer: bool,
    pub(super) settling: Settling,
}

/// An offer.
pub(super) struct SettlementLines {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) received: Option<String>,
    pub(super) can_approve: bool,
    pub(super) can_withdraw: bool,
}

impl SettlementCard {
    /// Nothing where nothing is owed and nothing was settled.
    pub(super) fn of(contract: &Contract, today: Date, settling: Settling) -> Option<Self> {
        let offer = SettlementLines::of(contract);
        let owes = matches!(contract.status, ContractStatus::Active | ContractStatus::Unsecured);
        if !owes && offer.is_none() {
            return None;
        }
        let stage = contract.settlement_stage().map(|(_, stage)| stage);
        let is_free = stage.is_none_or(|stage| stage == SettlementStage::Accepted);
        Some(Self {
            payoff: owes.then(|| money(contract.account.payoff_quote(today).total)),
            can_offer: owes && is_free,
            settling,
            offer,
        })
    }

    /// What is wrong with a field.
    pub(super) fn error(&self, field: &str) -> Option<&str> {
        let wrong = self.settling.wrong.as_ref();
        wrong.filter(|wrong| wrong.field == field).map(|wrong| wrong.text.as_str())
    }

    /// What was typed.
    pub(super) fn value(&self, field: &str) -> &str {
        self.settling.typed.get(field)
    }
}

impl SettlementLines {
    fn of(contract: &Contract) -> Option<Self> {
        let (offer, stage) = contract.settlement_stage()?;
        let state = contract.account.settlement().filter(|state| state.offer == offer.id);
        let (amount, last_day) = (money(offer.quote.amount), words::day(offer.quote.valid_through));
        let text = match stage {
            SettlementStage::Accepted => {
                let forgiven = state.map_or(contract.account.forgiven(), |state| state.forgiven);
                format!("{amount} was paid in time and {} forgiven.", money(forgiven))
            }
            _ => format!(
                "{amount} through {last_day} settles it; {} would be forgiven.",
                money(offer.quote.forgiven)
            ),
        };
        let missing = state.map(|state| state.missing).filter(|missing| missing.is_positive());
        let missing =
            missing.map(|missing| format!(" {} was taken back since and is owed besides.", money(missing)));
        let text = text + &missing.unwrap_or_default();
        let received = state.map(|state| state.received).filter(|received| received.is_positive());
        let is_open = stage == SettlementStage::Open;
        Some(Self {
            id: offer.id.to_string(),
            text,
            can_approve: stage == SettlementStage::AwaitingApproval,
            can_withdraw: stage == SettlementStage::AwaitingApproval || (is_open && received.is_none()),
            received: received.filter(|_| is_open).map(money),
        })
    }
}
