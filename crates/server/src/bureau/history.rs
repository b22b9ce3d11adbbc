use jiff::civil::Date;
use loan::{LoanAccount, Transaction, TransactionKind};
use money::Money;

/// How late an account is reported: from so many days on.
const LATE: i64 = 30;

/// How an account stood from day to day, by the days on which its transactions count.
#[derive(Debug)]
pub(super) struct History {
    steps: Vec<Step>,
    /// The account by the end of the last day.
    pub(super) account: LoanAccount,
    /// When it was charged off, and how much.
    pub(super) charged_off: Option<(Date, Money)>,
}

/// From a day on.
#[derive(Debug, Clone, Copy)]
struct Step {
    from: Date,
    /// `None` when all was paid.
    oldest_unpaid_due_on: Option<Date>,
    /// Whether a change of the plan began it, which pays nothing.
    is_help: bool,
}

impl History {
    /// Folds the transactions that count by the end of `through`. One that was taken back never counted.
    pub(super) fn through(account: &LoanAccount, opened_on: Date, through: Date) -> Self {
        let mut folded = LoanAccount::open_under(account.schedule().clone(), account.rules().clone());
        let first =
            Step { from: opened_on, oldest_unpaid_due_on: folded.oldest_unpaid_due_on(), is_help: false };
        let (mut steps, mut charged_off) = (vec![first], None);
        let counted = |it: &&Transaction| !it.reversed && it.value_on <= through;
        for transaction in account.transactions().iter().filter(counted) {
            // What refers to something that was taken back has no effect without it.
            if folded.record(transaction.clone()).is_err() {
                continue;
            }
            let kind = transaction.body.kind();
            if kind == TransactionKind::ChargeOff {
                charged_off = Some((transaction.value_on, folded.outstanding()));
            }
            steps.push(Step {
                from: transaction.value_on,
                oldest_unpaid_due_on: folded.oldest_unpaid_due_on(),
                is_help: kind == TransactionKind::Restructure,
            });
        }
        Self { steps, account: folded, charged_off }
    }

    /// Days past due by the end of a day.
    pub(super) fn days_past_due(&self, day: Date) -> u32 {
        let step = self.steps.iter().rev().find(|step| step.from <= day);
        let oldest = step.and_then(|step| step.oldest_unpaid_due_on);
        oldest.map_or(0, |due_on| u32::try_from(days(due_on, day)).unwrap_or(0))
    }

    /// The first day of the lateness that lasts through `day`: that on which it was 30 days. Payments that leave
    /// it 30 days late don't begin it anew, nor does a new plan.
    pub(super) fn first_delinquent_on(&self, day: Date) -> Option<Date> {
        let mut since = None;
        let nexts = self.steps.iter().skip(1).map(|step| step.from).chain([day]);
        for (step, until) in self.steps.iter().zip(nexts).filter(|(step, _)| step.from <= day) {
            let Some(due_on) = step.oldest_unpaid_due_on else {
                since = None;
                continue;
            };
            if days(due_on, step.from) < LATE && !step.is_help {
                since = None;
            }
            if since.is_none() && days(due_on, until.min(day)) >= LATE {
                since = due_on.checked_add(jiff::Span::new().days(LATE)).ok();
            }
        }
        since
    }
}

fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
