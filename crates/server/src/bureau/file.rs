use bureau::{Furnisher, MetroFile, Period, Record};
use ident::ContractId;
use servicing::Contract;
use store::rows::ContractFilter;
use store::{Page, StoreError};

use super::line::{is_reported, line};
use super::month::Month;
use crate::{App, LenderContext, Problem, persist};

/// Contracts that are read at a time.
const PAGE: u32 = 500;

/// A loan that is in no file, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub(crate) contract: ContractId,
    pub(crate) why: String,
}

/// A month's file on its way, page by page: what is held in memory does not grow with the portfolio.
pub(super) struct Writing {
    month: Month,
    file: MetroFile,
    after: Option<ContractId>,
}

/// What a page of contracts came to.
#[derive(Default)]
pub(super) struct Written {
    pub(super) text: Vec<u8>,
    pub(super) left_out: Vec<LeftOut>,
}

const NO_IDENTITY: &str = "surname, first name, birth date, social security number and address are not on file: \
     PUT /v1/contracts/{id}/credit-reporting";

impl Writing {
    /// Begins a month's file.
    ///
    /// # Errors
    /// The month is not over, or the bureaus' numbers for the lender are not on file.
    pub(super) async fn begin(
        app: &App,
        lender: &LenderContext,
        month: Month,
    ) -> Result<(Self, Vec<u8>), Problem> {
        let now = app.now_for(lender).await?;
        if lender.day(now) <= month.last_day() {
            return Err(Problem::invalid("month", format!("{month} is not over")));
        }
        let missing = "who you are to the bureaus is not on file: PUT /v1/bureau/furnisher";
        let furnisher = app.furnisher(lender).await?;
        let furnisher: Furnisher =
            furnisher.ok_or_else(|| Problem::conflict("no-furnisher", missing))?.into();
        let made_at = lender.local(now).datetime();
        let period = Period { ends_on: month.last_day(), made_at };
        let begun = MetroFile::begin(&furnisher, period);
        let (file, header) = begun.map_err(|fault| Problem::invalid(fault.field, fault.what))?;
        Ok((Self { month, file, after: None }, text(&header)))
    }

    /// The records of the next contracts; `None` behind the last.
    pub(super) async fn next(
        &mut self,
        app: &App,
        lender: &LenderContext,
    ) -> Result<Option<Written>, StoreError> {
        let page = Page { after: self.after, limit: PAGE };
        let rows = app.store.contracts(lender.id, ContractFilter::default(), page).await?;
        let Some(last) = rows.last() else { return Ok(None) };
        self.after = Some(last.id);
        let mut written = Written::default();
        for row in &rows {
            let contract = persist::read_contract(row)?;
            if is_reported(&contract, self.month) {
                match self.record(app, lender, &contract).await? {
                    Ok(record) => written.text.extend(text(&record)),
                    Err(why) => written.left_out.push(LeftOut { contract: contract.id, why }),
                }
            }
        }
        Ok(Some(written))
    }

    /// The inner error says why it is left out.
    async fn record(
        &mut self,
        app: &App,
        lender: &LenderContext,
        contract: &Contract,
    ) -> Result<Result<Record, String>, StoreError> {
        let Some(paper) = app.identity(lender, contract.id).await? else {
            return Ok(Err(NO_IDENTITY.replace("{id}", &contract.id.to_string())));
        };
        let consumer = paper.consumer(contract.borrower.phone.as_deref(), self.month.last_day());
        Ok(match consumer {
            Err(fault) => Err(format!("{}: {}", fault.field, fault.what)),
            Ok(consumer) => {
                self.file.add(&line(contract, consumer, self.month)).map_err(|fault| fault.to_string())
            }
        })
    }

    /// How many loans the file has.
    pub(super) fn records(&self) -> i64 {
        self.file.records()
    }

    /// The totals.
    pub(super) fn finish(self) -> Vec<u8> {
        text(&self.file.finish())
    }
}

fn text(record: &Record) -> Vec<u8> {
    [record.as_bytes(), b"\n"].concat()
}
