use jiff::civil::Date;
use money::Money;

use crate::apr::{Apr, Dated, Disclosure, Offer};
use crate::calendar::days_between;
use crate::restructure::RestructureError;
use crate::{DaysPastDue, Row};

/// One of the two plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSide {
    /// The usual installment: the amount that most of those left have, the earliest such if several.
    pub installment: Money,
    /// What is left to pay and when, overdue installments included.
    pub left: Vec<Dated>,
    /// The next due date from the day on; `None` if there is none.
    pub next_due_on: Option<Date>,
    /// The last due date; `None` when nothing is owed.
    pub ends_on: Option<Date>,
    /// All that is left to pay.
    pub still_to_pay: Money,
    /// What of it is overdue.
    pub overdue: Money,
    /// Days past due.
    pub days_past_due: DaysPastDue,
    /// The annual percentage rates over the whole life of the loan; `None` where no rate exists.
    pub rates: Option<PlanRates>,
}

/// The annual percentage rates of a loan from its first day to the last payment of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanRates {
    /// By Regulation Z of the United States.
    pub us_reg_z: Apr,
    /// By the consumer credit directive of the European Union.
    pub eu_ccd: Apr,
}

/// What both plans have in common.
pub(super) struct Course<'a> {
    pub(super) on: Date,
    pub(super) advances: &'a [Dated],
    pub(super) payments: &'a [Dated],
}

impl PlanSide {
    /// How many installments are left, overdue ones included.
    #[must_use]
    pub const fn installments_left(&self) -> usize {
        self.left.len()
    }

    pub(super) fn of(rows: &[Row], course: &Course<'_>) -> Result<Self, RestructureError> {
        let on = course.on;
        let mut left = Vec::with_capacity(rows.len());
        for row in rows.iter().filter(|row| row.is_open()) {
            left.push(Dated { on: row.due_on, amount: row.outstanding()?.total()? });
        }
        let currency = rows.first().map(|row| row.due.principal.currency());
        let zero = Money::zero(currency.ok_or(RestructureError::NothingOwed)?);
        let sum = |due: &dyn Fn(Date) -> bool| {
            Money::sum(zero.currency(), left.iter().filter(|part| due(part.on)).map(|part| part.amount))
        };
        let oldest = left.iter().map(|part| part.on).min();
        let days = oldest.map_or(0, |due_on| days_between(due_on, on));
        Ok(Self {
            installment: usual(&left, on).unwrap_or(zero),
            next_due_on: left.iter().map(|part| part.on).filter(|due_on| *due_on >= on).min(),
            ends_on: left.iter().map(|part| part.on).max(),
            still_to_pay: sum(&|_| true)?,
            overdue: sum(&|due_on| due_on < on)?,
            days_past_due: DaysPastDue(u32::try_from(days).unwrap_or(0)),
            rates: rates(course, &left, zero),
            left,
        })
    }
}

/// The amount that most of what isn't overdue has.
fn usual(left: &[Dated], on: Date) -> Option<Money> {
    let ahead: Vec<_> = left.iter().filter(|part| part.on >= on).map(|part| part.amount).collect();
    let all = if ahead.is_empty() { left.iter().map(|part| part.amount).collect() } else { ahead };
    let times = |amount: &Money| all.iter().filter(|other| *other == amount).count();
    let most = all.iter().map(times).max()?;
    all.iter().find(|amount| times(amount) == most).copied()
}

/// The rates when what is overdue is paid on the day and the rest when it falls due.
fn rates(course: &Course<'_>, left: &[Dated], zero: Money) -> Option<PlanRates> {
    let mut payments = course.payments.to_vec();
    payments.extend(left.iter().map(|part| Dated { on: part.on.max(course.on), ..*part }));
    let offer = Offer { advances: course.advances, payments: &payments, prepaid: zero, down_payment: zero };
    let disclosure = Disclosure::of(&offer).ok()?;
    Some(PlanRates { us_reg_z: disclosure.apr_us, eu_ccd: disclosure.apr_eu })
}
