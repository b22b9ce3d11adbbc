use jiff::civil::Date;
use loan::restructure::{
    Forgiven, HolidayInterest, NewPlan, ReAge, ReAgeInterest, ReAmortizeInterest, Reschedule, Restructuring,
};
use loan::{Arrangement, BureauEffect, Every};
use money::{AnnualRate, Currency, Money};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::words::Unit;
use super::{Amount, AmountText, Day};
use crate::Problem;

/// A change of the plan that a borrower can be offered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum PlanChange {
    /// More installments, each smaller.
    TermExtension {
        /// How many are added.
        extra_installments: u16,
    },
    /// The next installments are skipped.
    PaymentHoliday {
        /// How many.
        installments: u16,
        /// `carried`, `compounded` or `waived`.
        #[schema(value_type = String, example = "carried")]
        interest: HolidayInterest,
    },
    /// All that is owed moves to a new series.
    ReAge {
        /// How many installments.
        installments: u16,
        /// How many units lie between two due dates.
        every_count: u16,
        /// The unit.
        every_unit: Unit,
        /// The first due date.
        first_due_on: Day,
        /// `default`, `waive`, `equal_amortization_payable` or `equal_amortization_full`.
        #[serde(default)]
        #[schema(value_type = Option<String>, example = "default")]
        interest: ReAgeInterest,
    },
    /// What is overdue is spread over the installments that are left.
    ReAmortize {
        /// `default`, `waive` or `equal_amortization`.
        #[serde(default)]
        #[schema(value_type = Option<String>, example = "default")]
        interest: ReAmortizeInterest,
    },
    /// Another annual rate.
    LowerRate {
        /// The first day of the new rate.
        from: Day,
        /// The rate in percent.
        #[schema(value_type = String, example = "12")]
        annual_rate_percent: AnnualRate,
    },
    /// Days without interest.
    InterestPause {
        /// The first day.
        from: Day,
        /// The last day.
        through: Day,
    },
    /// A part is given up.
    Forgiveness {
        /// Of penalties.
        penalty: Option<AmountText>,
        /// Of fees.
        fee: Option<AmountText>,
        /// Of interest that is due.
        interest: Option<AmountText>,
        /// Of principal.
        principal: Option<AmountText>,
    },
}

impl PlanChange {
    /// As the loan understands it.
    pub(crate) fn read(&self, field: &str, currency: Currency) -> Result<Restructuring, Problem> {
        Ok(match self {
            Self::TermExtension { extra_installments } => Restructuring::Reschedule(Reschedule {
                plan: Some(NewPlan { extra_installments: *extra_installments, ..NewPlan::default() }),
                ..Reschedule::default()
            }),
            Self::PaymentHoliday { installments, interest } => {
                Restructuring::Holiday { installments: *installments, interest: *interest }
            }
            Self::ReAge { installments, every_count, every_unit, first_due_on, interest } => {
                Restructuring::ReAge(ReAge {
                    installments: *installments,
                    every: Every { count: *every_count, unit: (*every_unit).into() },
                    first_due_on: first_due_on.0,
                    interest: *interest,
                })
            }
            Self::ReAmortize { interest } => Restructuring::ReAmortize { interest: *interest },
            Self::LowerRate { from, annual_rate_percent } => {
                Restructuring::ChangeRate { from: from.0, rate: *annual_rate_percent }
            }
            Self::InterestPause { from, through } => {
                Restructuring::InterestPause { from: from.0, through: through.0 }
            }
            Self::Forgiveness { penalty, fee, interest, principal } => {
                let part = |name: &str, amount: &Option<AmountText>| {
                    let read = |text: &AmountText| text.read(&format!("{field}.{name}"), currency);
                    amount.as_ref().map_or(Ok(Money::zero(currency)), read)
                };
                Restructuring::Forgive(Forgiven {
                    penalty: part("penalty", penalty)?,
                    fee: part("fee", fee)?,
                    interest: part("interest", interest)?,
                    principal: part("principal", principal)?,
                })
            }
        })
    }
}

/// One side of a comparison.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlanSideView {
    /// The usual installment.
    pub(crate) installment: Amount,
    /// How many are left.
    pub(crate) installments_left: u64,
    /// The last due date.
    pub(crate) ends_on: Option<Day>,
    /// All that is left to pay.
    pub(crate) still_to_pay: Amount,
    /// What of it is overdue.
    pub(crate) overdue: Amount,
    /// The annual percentage rate by Regulation Z, where one exists.
    #[schema(example = "23.999202")]
    pub(crate) apr_us_reg_z: Option<String>,
    /// The annual percentage rate by the European consumer credit directive, where one exists.
    #[schema(example = "26.823188")]
    pub(crate) apr_eu_ccd: Option<String>,
}

impl From<&loan::PlanSide> for PlanSideView {
    fn from(side: &loan::PlanSide) -> Self {
        Self {
            installment: side.installment.into(),
            installments_left: u64::try_from(side.installments_left()).unwrap_or(u64::MAX),
            ends_on: side.ends_on.map(Date::into),
            still_to_pay: side.still_to_pay.into(),
            overdue: side.overdue.into(),
            apr_us_reg_z: side.rates.map(|rates| rates.us_reg_z.to_string()),
            apr_eu_ccd: side.rates.map(|rates| rates.eu_ccd.to_string()),
        }
    }
}

/// The plan as it stands beside one that would take its place.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlanQuoteView {
    /// What changes: `re_age`, `re_amortize`, `reschedule`, `change_rate`, `interest_pause`, `holiday` or `forgive`.
    pub(crate) change: String,
    /// As it stands.
    pub(crate) old: PlanSideView,
    /// As it would be.
    pub(crate) new: PlanSideView,
    /// What is paid more; below zero if less.
    pub(crate) extra_cost: Amount,
    /// What is given up.
    pub(crate) waived: Amount,
    /// Whether a delinquency ends with it.
    pub(crate) cures: bool,
    /// What a credit bureau is told before and after.
    pub(crate) bureau: PlanBureauView,
}

/// What a credit bureau is told of a plan, if the lender reports.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlanBureauView {
    /// The Metro 2 account status under the plan as it stands: `11` for less than 30 days late, then `71`, `78`, `80`,
    /// `82`, `83` and `84`.
    #[schema(example = "71")]
    pub(crate) status_before: &'static str,
    /// The same under the new plan.
    #[schema(example = "11")]
    pub(crate) status_after: &'static str,
    /// The first day of the delinquency that is reported: no plan moves it.
    pub(crate) first_delinquent_on: Option<Day>,
    /// `forbearance` for payments or interest that rest, `modified` for a contract that was changed.
    #[schema(value_type = String, example = "modified")]
    pub(crate) arrangement: Arrangement,
}

impl From<BureauEffect> for PlanBureauView {
    fn from(effect: BureauEffect) -> Self {
        Self {
            status_before: effect.before.code(),
            status_after: effect.after.code(),
            first_delinquent_on: effect.first_delinquent_on.map(Date::into),
            arrangement: effect.arrangement,
        }
    }
}
