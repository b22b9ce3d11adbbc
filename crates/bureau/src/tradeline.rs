use jiff::civil::Date;
use money::{Currency, Money};

use crate::{Condition, Consumer, ConsumerFault, HistoryMark};

/// Everything that is reported of one loan for one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tradeline {
    /// The lender's number of the account, 1 to 30 letters and digits, the same in every month.
    pub account: String,
    /// Who owes.
    pub consumer: Consumer,
    /// The day the loan began.
    pub opened_on: Date,
    /// What was lent, without interest.
    pub loan_amount: Money,
    /// The whole term in months, at least 1.
    pub term_months: u16,
    /// How often an installment falls due; `None` for a rhythm that the format has no code for.
    pub frequency: Option<Frequency>,
    /// What falls due in a month by the plan.
    pub scheduled_monthly: Money,
    /// What was received within the month.
    pub paid_in_month: Money,
    /// How it stands at the end of the month.
    pub condition: Condition,
    /// How it stood at the end of the months before, the last one first.
    pub history: Vec<HistoryMark>,
    /// Everything that is owed.
    pub balance: Money,
    /// What is overdue.
    pub past_due: Money,
    /// The first day of the lateness that is reported. Nothing but payment ends it.
    pub first_delinquent_on: Option<Date>,
    /// When the last payment counted.
    pub last_paid_on: Option<Date>,
    /// The help that was agreed on.
    pub arrangement: Option<Arrangement>,
    /// What the borrower says against it.
    pub dispute: Option<Dispute>,
}

/// How often an installment falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Every week.
    Weekly,
    /// Every two weeks.
    Biweekly,
    /// Every month.
    Monthly,
    /// Every two months.
    Bimonthly,
    /// Every three months.
    Quarterly,
    /// Every six months.
    Semiannually,
    /// Every year.
    Annually,
    /// All at once.
    Single,
}

/// Help that was agreed on with the borrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// Less is paid than the contract says.
    PartialPayments,
    /// Payments rest for a while.
    Forbearance,
    /// The contract was changed for good.
    Modified,
    /// Less than the full balance was taken as full payment.
    SettledForLess,
}

/// What the borrower says against the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dispute {
    /// It is being looked into, under the Fair Credit Reporting Act.
    UnderInvestigation,
    /// It was looked into, and the borrower disagrees with the result.
    Disagrees,
}

/// What about a loan can't be reported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TradelineFault {
    /// The format knows dollars only.
    #[error("the loan is in {0}, and the format knows US dollars only")]
    NotDollars(Currency),
    /// The account number does not fit.
    #[error("the account number must be 1 to 30 capital letters and digits")]
    AccountNumber,
    /// Something about the borrower can't be written.
    #[error("borrower.{}: {}", .0.field, .0.what)]
    Consumer(#[from] ConsumerFault),
    /// A late account has no first day of its lateness.
    #[error("it is reported as late, and the first day of that is not known")]
    NoFirstDelinquency,
    /// An account that isn't paid was settled for less.
    #[error("it is reported as settled for less than the full balance, and not as paid")]
    SettledButNotPaid,
    /// A paid account still owes.
    #[error("it is reported as paid, and something is owed")]
    PaidButOwes,
}

impl Frequency {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Weekly => "W",
            Self::Biweekly => "B",
            Self::Monthly => "M",
            Self::Bimonthly => "L",
            Self::Quarterly => "Q",
            Self::Semiannually => "S",
            Self::Annually => "Y",
            Self::Single => "P",
        }
    }
}

impl Arrangement {
    pub(crate) const fn special_comment(self) -> &'static str {
        match self {
            Self::PartialPayments => "AC",
            Self::Forbearance => "CP",
            Self::Modified => "CO",
            Self::SettledForLess => "AU",
        }
    }
}

impl Dispute {
    pub(crate) const fn compliance_code(self) -> &'static str {
        match self {
            Self::UnderInvestigation => "XB",
            Self::Disagrees => "XC",
        }
    }
}

impl Tradeline {
    /// Whether it can be reported.
    pub(crate) fn check(&self, as_of: Date) -> Result<(), TradelineFault> {
        let currency = self.loan_amount.currency();
        if currency.code() != "USD" {
            return Err(TradelineFault::NotDollars(currency));
        }
        let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !(1..=30).contains(&self.account.len()) || !is_number(&self.account) {
            return Err(TradelineFault::AccountNumber);
        }
        self.consumer.check(as_of)?;
        if self.condition.is_delinquent() && self.first_delinquent_on.is_none() {
            return Err(TradelineFault::NoFirstDelinquency);
        }
        if self.condition.is_paid() && self.balance.is_positive() {
            return Err(TradelineFault::PaidButOwes);
        }
        if self.arrangement == Some(Arrangement::SettledForLess) && !self.condition.is_paid() {
            return Err(TradelineFault::SettledButNotPaid);
        }
        Ok(())
    }
}
