use jiff::civil::Date;
use money::Money;

use super::{AccountError, AccountRules, LoanAccount};
use crate::apr::Dated;
use crate::restructure::{RestructureError, Restructuring, apply};
use crate::{PlanQuote, Quoted, Schedule, Terms, TermsError, Transaction, TransactionBody, TransactionKind};

impl LoanAccount {
    /// An account by its terms: its plan can be changed later.
    ///
    /// # Errors
    /// When no schedule follows from the terms.
    pub fn of(terms: &Terms, rules: AccountRules) -> Result<Self, TermsError> {
        Ok(Self::open_under(Schedule::of(terms)?, rules.under(terms)))
    }

    /// What a change of the plan would mean on a day, beside the plan as it stands. Nothing is changed.
    ///
    /// # Errors
    /// When the change would be refused.
    pub fn plan_quote(&self, change: &Restructuring, on: Date) -> Result<PlanQuote, AccountError> {
        let rules = self.interest_rules().ok_or(AccountError::NoInterestRules)?;
        if let Some(day) = self.book.charged_off_on {
            return Err(RestructureError::ChargedOff(day).into());
        }
        if self.recalculates() {
            return Err(RestructureError::Recalculated.into());
        }
        let lent = self.lent()?;
        let paid: Vec<_> = self.live().filter(|transaction| transaction.kind().pays()).collect();
        let paid: Vec<_> = paid
            .iter()
            .filter_map(|t| t.body.amount().map(|amount| Dated { on: t.value_on, amount }))
            .collect();
        let first_delinquent_on = self.first_delinquent_on(on);
        let quoted =
            Quoted { rules, rows: self.rows(), advances: &lent, payments: &paid, first_delinquent_on };
        Ok(PlanQuote::of(quoted, change, on)?)
    }

    /// What was lent and when.
    fn lent(&self) -> Result<Vec<Dated>, AccountError> {
        let later =
            self.rules.advances.iter().map(|advance| Dated { on: advance.on, amount: advance.amount });
        let later: Vec<_> = later.collect();
        let first = Money::sum(self.currency(), later.iter().map(|dated| dated.amount))?;
        let first = Dated { on: self.schedule.starts_on(), amount: self.schedule.principal().minus(first)? };
        Ok(std::iter::once(first).chain(later).collect())
    }

    /// Refuses a change of the plan that makes no sense where it would stand.
    pub(super) fn admit_restructure(
        &self,
        transaction: &Transaction,
        change: &Restructuring,
    ) -> Result<(), AccountError> {
        if let Some(day) = self.book.charged_off_on {
            return Err(RestructureError::ChargedOff(day).into());
        }
        if self.recalculates() {
            return Err(RestructureError::Recalculated.into());
        }
        let on = transaction.value_on;
        if let Some(last) = self.rules.advances.iter().map(|advance| advance.on).max()
            && last > on
        {
            return Err(RestructureError::NotPaidOut(last).into());
        }
        if change.follows_payments()
            && let Some(later) = self.live().filter(|t| t.kind().pays()).map(|t| t.value_on).max()
            && later > on
        {
            return Err(RestructureError::BeforePayment(later).into());
        }
        if self.live().any(|t| t.value_on == on && changes_alike(&t.body, change)) {
            return Err(RestructureError::TwiceADay(on).into());
        }
        let earlier = self.transactions.partition_point(|t| t.value_on <= on);
        let (before, _) = self.fold_first(earlier)?;
        let rules = before.interest.as_ref().ok_or(AccountError::NoInterestRules)?;
        apply(rules, &before.rows, on, change)?;
        Ok(())
    }

    /// A re-age moved everything: it can be undone only while nothing came after it, but for offers to settle, which
    /// change nothing until money comes. An offer and its withdrawal are never undone.
    pub(super) fn admit_undo(&self, at: usize) -> Result<(), AccountError> {
        let Some(transaction) = self.transactions.get(at) else { return Ok(()) };
        self.admit_unmaking(transaction)?;
        let re_age =
            matches!(transaction.body, TransactionBody::Restructure { change: Restructuring::ReAge(_) });
        let changes = |later: &Transaction| {
            let offers = [TransactionKind::SettlementOffer, TransactionKind::SettlementWithdrawal];
            !later.reversed && !offers.contains(&later.kind())
        };
        let followed = self.transactions.iter().skip(at + 1).any(changes);
        if re_age && followed { Err(AccountError::NotTheLatest(transaction.id)) } else { Ok(()) }
    }

    /// The changes of the plan that count, oldest first.
    pub fn restructurings(&self) -> impl Iterator<Item = &Transaction> {
        self.live().filter(|transaction| transaction.kind() == TransactionKind::Restructure)
    }
}

fn changes_alike(body: &TransactionBody, change: &Restructuring) -> bool {
    matches!(body, TransactionBody::Restructure { change: other } if other.as_str() == change.as_str())
}
