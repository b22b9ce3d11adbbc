use jiff::civil::Date;
use loan::apr::{eu_ccd, us_reg_z};
use loan::{FeeKind, Schedule, Terms};
use money::Money;
use serde::Serialize;

use super::book::Book;

use crate::json_lines::Fault;

/// What a loan demands and costs. Amounts are decimals in quotes.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    pub(super) installments: Vec<Row>,
    pub(super) totals: Totals,
    pub(super) apr_percent: AprPercent,
}

/// One installment.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) number: u16,
    pub(super) due_on: Date,
    pub(super) principal: String,
    pub(super) interest: String,
    pub(super) fees: String,
    pub(super) penalties: String,
    pub(super) total: String,
    /// The principal owed once it is paid.
    pub(super) balance_after: String,
}

/// The whole loan.
#[derive(Debug, Serialize)]
pub(super) struct Totals {
    pub(super) principal: String,
    pub(super) interest: String,
    pub(super) fees: String,
    pub(super) penalties: String,
    pub(super) total: String,
    /// The part of `fees` and `penalties` that is paid when money is paid out, beside the installments.
    pub(super) fees_at_disbursement: String,
    pub(super) amount_financed: String,
    pub(super) finance_charge: String,
}

/// The annual percentage rates; null where the law's formula has no answer.
#[derive(Debug, Serialize)]
pub(super) struct AprPercent {
    pub(super) us_reg_z: Option<String>,
    pub(super) eu_ccd: Option<String>,
}

impl Answer {
    pub(super) fn of(terms: &Terms) -> Result<Self, Fault> {
        let wrong = |error: loan::TermsError| Fault::new(error.field(), error.to_string());
        let schedule = Schedule::of(terms).map_err(wrong)?;
        let book = Book {
            fees: schedule.fees(terms).map_err(wrong)?,
            disbursements: terms.disbursements().map_err(wrong)?,
            schedule,
        };
        if book.advances().is_some_and(|net| net.iter().any(|(_, amount)| !amount.is_positive())) {
            let problem = "what is charged when money is paid out must be less than the money";
            return Err(Fault::new("fees", problem));
        }
        let too_large = || Fault::new("principal", "the amounts exceed the limit: lower it");
        Self::from_book(&book).ok_or_else(too_large)
    }

    /// None when a sum exceeds the limit.
    fn from_book(book: &Book) -> Option<Self> {
        let mut repaid = book.sum([])?;
        let mut installments = Vec::new();
        for installment in book.schedule.installments() {
            repaid = repaid.plus(installment.principal).ok()?;
            installments.push(Row {
                number: installment.number,
                due_on: installment.due_on,
                principal: installment.principal.to_string(),
                interest: installment.interest.to_string(),
                fees: book.charged_with(installment, FeeKind::Fee)?.to_string(),
                penalties: book.charged_with(installment, FeeKind::Penalty)?.to_string(),
                total: book.total_of(installment)?.to_string(),
                balance_after: book.disbursed_by(installment)?.minus(repaid).ok()?.to_string(),
            });
        }
        let transaction = book.transaction()?;
        let apr_percent = AprPercent {
            us_reg_z: us_reg_z::apr(&transaction, None).ok().map(|apr| apr.to_string()),
            eu_ccd: eu_ccd::apr(&transaction, None).ok().map(|apr| apr.to_string()),
        };
        Some(Self { installments, totals: Totals::of(book)?, apr_percent })
    }

    pub(super) fn json(&self) -> Result<String, Fault> {
        serde_json::to_string(self).map_err(|error| Fault::whole(error.to_string()))
    }
}

impl Totals {
    fn of(book: &Book) -> Option<Self> {
        let schedule = &book.schedule;
        let charged = |kind| book.sum(book.fees.iter().filter(|fee| fee.kind == kind).map(|fee| fee.amount));
        let fees_at_disbursement =
            book.sum(book.fees.iter().filter(|f| f.installment.is_none()).map(|f| f.amount))?;
        let (fees, penalties) = (charged(FeeKind::Fee)?, charged(FeeKind::Penalty)?);
        let finance_charge = book.sum([schedule.total_interest(), fees, penalties])?;
        let amount_financed = book.sum(book.advances()?.into_iter().map(|(_, amount)| amount))?;
        let text = |amount: Money| amount.to_string();
        Some(Self {
            principal: text(schedule.principal()),
            interest: text(schedule.total_interest()),
            fees: text(fees),
            penalties: text(penalties),
            total: text(schedule.principal().plus(finance_charge).ok()?),
            fees_at_disbursement: text(fees_at_disbursement),
            amount_financed: text(amount_financed),
            finance_charge: text(finance_charge),
        })
    }
}
