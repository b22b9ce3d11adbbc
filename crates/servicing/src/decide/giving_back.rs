use ident::TransactionId;
use jiff::civil::Date;
use loan::returns::{HalfRule, Outcome, ReturnCase, ReturnFacts, ReturnStatement, Stage};
use loan::{ChargeTiming, Portion, TransactionBody, Waived};

use super::draft::Draft;
use crate::giving_back::ReturnStep;
use crate::help::Help;
use crate::{Booking, ContractStatus, Event, HoldKind, Refusal};

impl Draft<'_> {
    /// One step of a voluntary return. From the request on nothing is restricted; from the hand-over on nothing ever
    /// is again. The device is wiped by its owner, never by the lender.
    pub(super) fn advance_return(&mut self, step: ReturnStep) -> Result<(), Refusal> {
        self.require_returnable(&step)?;
        let booked_as = match step {
            ReturnStep::Close { rebate, settlement } => Some((rebate, settlement)),
            _ => None,
        };
        let stage = self.stage(step)?;
        if let Some(day) = self.return_again_from().filter(|_| is_request(&stage)) {
            return Err(Refusal::ReturnAgain(day));
        }
        let case = match self.contract.giving_back.take().filter(|case| case.is_open() || !is_request(&stage))
        {
            None if is_request(&stage) => ReturnCase::requested(self.today),
            None => return Err(Refusal::NoReturn),
            Some(case) => case.advance(stage.clone())?,
        };
        self.contract.giving_back = Some(case.clone());
        self.record(Event::ReturnAdvanced { stage: stage.as_str().to_owned() });
        match stage {
            Stage::Requested { .. } => self.place_hold(HoldKind::Hardship, None),
            Stage::Received { .. } => self.place_hold(HoldKind::ReleasedByLender, None),
            // A phone that the lender has released stays free.
            Stage::Withdrawn { .. } => self.release_hardship(),
            Stage::Closed { .. } => booked_as.map_or(Ok(()), |ids| self.settle_return(&case, ids)),
            Stage::Appointed { .. } | Stage::Inspected { .. } | Stage::Valued { .. } => Ok(()),
        }
    }

    /// After the contract ended only a return under way goes on: whatever became of the debt, a device that was handed
    /// over counts for the borrower, or is the borrower's again.
    fn require_returnable(&self, step: &ReturnStep) -> Result<(), Refusal> {
        let begins = matches!(step, ReturnStep::Request | ReturnStep::Appoint { .. } | ReturnStep::Receive);
        if self.contract.return_outlives_it() && !begins {
            Ok(())
        } else {
            self.require_active("be returned")
        }
    }

    /// When a return may be requested after one that was withdrawn; `None` for now.
    fn return_again_from(&self) -> Option<Date> {
        let Some(Stage::Withdrawn { on }) = self.contract.giving_back.as_ref().map(ReturnCase::stage) else {
            return None;
        };
        on.checked_add(Help::AGAIN_AFTER).ok().filter(|day| *day > self.today)
    }

    /// The step as it goes on record. What remains is reckoned here, from the account as it stands.
    fn stage(&self, step: ReturnStep) -> Result<Stage, Refusal> {
        let on = self.today;
        Ok(match step {
            ReturnStep::Request => Stage::Requested { on },
            ReturnStep::Appoint { day, place } => Stage::Appointed { on, day, place },
            ReturnStep::Receive => Stage::Received { on },
            ReturnStep::Inspect { grade, note } => Stage::Inspected { on, grade, note },
            ReturnStep::Value { proceeds, expenses, credits, cap } => {
                let payoff = self.contract.account.payoff_quote(on);
                let cap =
                    if self.is_settled() { Some(HalfRule::nothing(payoff.total.currency())) } else { cap };
                let statement =
                    ReturnStatement::of(ReturnFacts { payoff, proceeds, expenses, credits, cap })?;
                Stage::Valued { on, statement }
            }
            ReturnStep::Close { .. } => Stage::Closed { on },
            ReturnStep::Withdraw => Stage::Withdrawn { on },
        })
    }

    /// Books what the written explanation says: unearned interest is given up, then the value of the device, net of
    /// costs and with what cap and credits take off, pays the debt. A surplus becomes the borrower's credit (UCC § 9-615);
    /// all of the value is one when the debt was paid meanwhile, and no costs are asked for then (invariant I4).
    fn settle_return(
        &mut self,
        case: &ReturnCase,
        (rebate, settlement): (TransactionId, TransactionId),
    ) -> Result<(), Refusal> {
        let valued = case.stages().filter_map(|stage| match stage {
            Stage::Valued { statement, .. } => Some(statement),
            _ => None,
        });
        let statement = valued.last().ok_or(Refusal::NoReturn)?.clone();
        let owed = self.contract.account.outstanding_interest();
        let unearned = statement.rebate.min(owed)?;
        if unearned.is_positive() {
            let what = Waived::Portion { portion: Portion::Interest, amount: Some(unearned) };
            self.book(Booking { id: rebate, value_on: self.today, body: TransactionBody::Waiver { what } })?;
        }
        let counted = match statement.outcome {
            Outcome::Surplus(surplus) => statement.obligation.plus(surplus)?,
            Outcome::Deficiency(left) => statement.obligation.minus(left)?,
        };
        let body = if counted.is_negative() {
            let amount = money::Money::zero(counted.currency()).minus(counted)?;
            let due = ChargeTiming::On(self.today);
            TransactionBody::Charge { portion: Portion::Fee, amount, due }
        } else {
            TransactionBody::DeviceReturn { amount: counted }
        };
        if counted.is_zero() || counted.is_negative() && self.is_settled() {
            return Ok(());
        }
        self.book(Booking { id: settlement, value_on: self.today, body })
    }

    fn is_settled(&self) -> bool {
        self.contract.status == ContractStatus::Settled
    }
}

const fn is_request(stage: &Stage) -> bool {
    matches!(stage, Stage::Requested { .. })
}
