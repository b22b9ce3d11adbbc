use jiff::civil::Date;
use money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

use crate::{Period, Portion, Portions};

/// Where a row of the account comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A share of a disbursement, due on its day.
    DownPayment,
    /// An installment.
    Installment,
    /// What became owed after the last installment: a charge, a chargeback.
    Additional,
}

/// One installment as it stands: what is due, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its place, from 1.
    pub number: u16,
    /// The day its period begins.
    pub from: Date,
    /// The last day on which it is paid in time.
    pub due_on: Date,
    /// The day of the rhythm, if it isn't worked and the due date went elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<Date>,
    /// Where it comes from.
    pub kind: RowKind,
    /// What it demands in all, whatever became of it.
    pub due: Portions,
    /// The part of `due` that chargebacks brought back. Its interest was earned before.
    pub credited: Portions,
    /// The part of `due.interest` that was earned before the row's period: a restructuring moved it here. It bears
    /// no interest.
    pub carried: Money,
    /// The part of `due.interest` of a payment holiday before the row's period. It bears interest from `from` on, as
    /// principal does.
    pub capitalized: Money,
    /// Interest through its period that no row up to this one demands: a later one does.
    pub deferred: Money,
    /// What was paid.
    pub paid: Portions,
    /// What the lender gave up.
    pub waived: Portions,
    /// What the lender no longer expects, and no longer demands.
    pub written_off: Portions,
    /// The interest given up or written off before it was earned: it never becomes income.
    pub never_earned: Money,
    /// The part of `paid` that came before the due date.
    pub paid_in_advance: Money,
    /// The part of `paid` that came after the due date.
    pub paid_late: Money,
    /// The day on which nothing was left of it; `None` while something is owed.
    pub settled_on: Option<Date>,
}

impl Row {
    /// A row of which nothing is paid.
    #[must_use]
    pub const fn new(number: u16, from: Date, due_on: Date, kind: RowKind, due: Portions) -> Self {
        let nothing = Portions::zero(due.principal.currency());
        let zero = Money::zero(due.principal.currency());
        Self {
            number,
            from,
            due_on,
            moved_from: None,
            kind,
            due,
            credited: nothing,
            carried: zero,
            capitalized: zero,
            deferred: zero,
            paid: nothing,
            waived: nothing,
            written_off: nothing,
            never_earned: zero,
            paid_in_advance: zero,
            paid_late: zero,
            settled_on: None,
        }
    }

    /// Its due date as the rhythm has it, before working days moved it.
    #[must_use]
    pub fn rhythm_on(&self) -> Date {
        self.moved_from.unwrap_or(self.due_on)
    }

    /// Another period, which ends where working days move a day of the rhythm.
    pub(crate) fn set_period(&mut self, period: Period, rhythm_on: Date) {
        (self.from, self.due_on) = (period.from, period.due_on);
        self.moved_from = Some(rhythm_on).filter(|day| *day != period.due_on);
    }

    /// What is still owed as one portion.
    ///
    /// # Errors
    /// When an amount is out of range; never for a row of an account.
    pub fn owed(&self, portion: Portion) -> Result<Money, MoneyError> {
        let gone = self.waived.get(portion).plus(self.written_off.get(portion))?;
        self.due.get(portion).minus(self.paid.get(portion))?.minus(gone)
    }

    /// What is still owed.
    ///
    /// # Errors
    /// When an amount is out of range; never for a row of an account.
    pub fn outstanding(&self) -> Result<Portions, MoneyError> {
        self.due.minus(self.paid)?.minus(self.waived)?.minus(self.written_off)
    }

    /// Interest that is, or will be, income: what is due, without what was earned before or never will be.
    ///
    /// # Errors
    /// When an amount is out of range; never for a row of an account.
    pub fn earnable(&self) -> Result<Money, MoneyError> {
        self.due.interest.minus(self.credited.interest)?.minus(self.never_earned)
    }

    /// Whether something is still owed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        Portion::ALL.into_iter().any(|portion| self.owed(portion).is_ok_and(Money::is_positive))
    }

    /// Notes whether the row is settled as of `on`: it keeps the day on which it first was.
    pub(crate) fn settle(&mut self, on: Date) {
        self.settled_on = if self.is_open() { None } else { self.settled_on.or(Some(on)) };
    }

    /// Takes all that is due and was done in another row over.
    ///
    /// # Errors
    /// When an amount is out of range.
    pub(crate) fn absorb(&mut self, other: &Self) -> Result<(), MoneyError> {
        self.due = self.due.plus(other.due)?;
        self.credited = self.credited.plus(other.credited)?;
        self.paid = self.paid.plus(other.paid)?;
        self.waived = self.waived.plus(other.waived)?;
        self.written_off = self.written_off.plus(other.written_off)?;
        self.never_earned = self.never_earned.plus(other.never_earned)?;
        self.carried = self.carried.plus(other.carried)?;
        self.capitalized = self.capitalized.plus(other.capitalized)?;
        self.paid_in_advance = self.paid_in_advance.plus(other.paid_in_advance)?;
        self.paid_late = self.paid_late.plus(other.paid_late)?;
        Ok(())
    }

    /// Pays up to `amount` of one portion and returns what it took.
    ///
    /// # Errors
    /// When an amount is out of range.
    pub(crate) fn pay(&mut self, portion: Portion, amount: Money, on: Date) -> Result<Money, MoneyError> {
        let taken = amount.min(self.owed(portion)?)?;
        if !taken.is_positive() {
            return Ok(Money::zero(amount.currency()));
        }
        self.paid.add(portion, taken)?;
        if on < self.due_on {
            self.paid_in_advance = self.paid_in_advance.plus(taken)?;
        } else if on > self.due_on {
            self.paid_late = self.paid_late.plus(taken)?;
        }
        Ok(taken)
    }
}
