//! The lender's server: as much of the contract's life as a phone can notice.

mod close;
mod tell;

use policy::Level;

use crate::calendar::{due, due_before, installments};
use crate::{Day, Receipt, Rules, Standing, Warrant};

/// Days on which something is overdue, and the notice that was given for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Delinquency {
    /// The installment it began with.
    pub(crate) since: u8,
    /// How many installments must be paid to cure it: what the last notice or warrant named.
    pub(crate) named: u8,
    pub(crate) issued: Day,
    /// When the phone showed the notice, as far as the lender has its receipt.
    pub(crate) shown: Option<Day>,
}

/// The lender's books for one contract.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lender {
    /// How many installments are paid.
    pub(crate) paid: u8,
    pub(crate) delinquency: Option<Delinquency>,
    pub(crate) level: Level,
    pub(crate) warrant: Option<Warrant>,
    pub(crate) is_settled: bool,
    /// The warrants in the log.
    pub(crate) log: Vec<Warrant>,
    /// Everything ever signed with its key, in this order.
    pub(crate) signed: Vec<Standing>,
}

impl Lender {
    /// A new contract; the first standing waits for the phone.
    pub(crate) fn new(rules: Rules) -> Self {
        let mut lender = Self {
            paid: 0,
            delinquency: None,
            level: Level::None,
            warrant: None,
            is_settled: false,
            log: Vec::new(),
            signed: Vec::new(),
        };
        lender.tell(0, rules);
        lender
    }

    /// An installment is paid.
    pub(crate) fn pay(&mut self, today: Day, rules: Rules) {
        self.paid = installments().min(self.paid + 1);
        if rules.keep(crate::Rule::PaymentLifts) {
            self.pass_time(today, rules);
        }
        self.tell(today, rules);
    }

    /// The last payment is taken back. That alone restricts nothing.
    pub(crate) fn reverse(&mut self, today: Day, rules: Rules) {
        self.paid = self.paid.saturating_sub(1);
        self.pass_time(today, rules);
        self.tell(today, rules);
    }

    /// A receipt of the phone comes in.
    pub(crate) fn learn(&mut self, receipt: Receipt) {
        if let Some(delinquency) = &mut self.delinquency
            && delinquency.since == receipt.since
            && delinquency.shown.is_none()
            && receipt.at >= delinquency.issued
        {
            delinquency.shown = Some(receipt.at);
        }
    }

    /// The log takes the warrant that waits for it; the order goes out.
    pub(crate) fn sequence(&mut self, today: Day, rules: Rules) {
        if let Some(warrant) = self.warrant {
            self.log(warrant);
        }
        self.tell_logged(today, rules);
    }

    /// Adds a leaf.
    pub(crate) fn log(&mut self, warrant: Warrant) {
        if !self.log.contains(&warrant) {
            self.log.push(warrant);
        }
    }

    /// Everything ever signed with its key, in this order.
    #[must_use]
    pub fn signed(&self) -> &[Standing] {
        &self.signed
    }

    /// The standing in force: the last one the lender itself signed.
    #[must_use]
    pub fn told(&self) -> Option<&Standing> {
        self.signed.iter().rev().find(|standing| !standing.is_forged)
    }

    /// Its number.
    pub(crate) fn seq(&self) -> u8 {
        self.told().map_or(0, |told| told.seq)
    }

    /// The oldest unpaid installment.
    pub(crate) fn oldest(&self) -> Option<u8> {
        (self.paid < installments()).then_some(self.paid)
    }

    /// The oldest unpaid installment that the notice was about: not one before it that a reversal brought back.
    pub(crate) fn oldest_noticed(&self) -> Option<u8> {
        let since = self.delinquency.map_or(0, |delinquency| delinquency.since);
        self.oldest().map(|oldest| oldest.max(since))
    }

    pub(crate) fn is_overdue(&self, today: Day) -> bool {
        self.oldest().is_some_and(|oldest| due(oldest) < today)
    }

    /// What a notice or warrant of today names.
    fn to_name(today: Day) -> u8 {
        due_before(today)
    }
}
