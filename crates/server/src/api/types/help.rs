use proof::Digest;
use serde::{Deserialize, Serialize};
use servicing::help::{AskedBy, HelpOutcome, Wish};
use utoipa::ToSchema;

use super::plan::PlanChange;
use super::{Amount, Day, Instant, id};

/// A borrower asks for help.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HelpBody {
    /// `term_extension`, `payment_holiday`, `re_amortize`, `re_age`, `lower_rate`, `forgiveness` or `other`.
    #[schema(value_type = String, example = "payment_holiday")]
    pub(crate) wish: Wish,
    /// In the borrower's words, at most 1,000 characters.
    pub(crate) note: Option<String>,
}

/// Plans to quote.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlansBody {
    /// One to three.
    pub(crate) plans: Vec<PlanChange>,
}

/// Plans to offer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfferBody {
    /// One to three.
    pub(crate) plans: Vec<PlanChange>,
    /// The last day on which one can be accepted.
    pub(crate) valid_through: Day,
}

/// The plan that the borrower accepts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptBody {
    /// Which of the offer, from 1.
    #[schema(example = 1)]
    pub(crate) plan: u8,
    /// Its `digest`. With it, an offer that has taken the place of the one that the borrower saw is refused.
    #[schema(value_type = Option<id::Digest>)]
    pub(crate) digest: Option<Digest>,
}

/// How a request ends without a plan.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndHelpBody {
    /// Whether the borrower withdraws; else the lender declines.
    pub(crate) withdrawn: bool,
}

/// What was asked and answered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HelpView {
    /// The request that waits.
    pub(crate) open: Option<HelpRequestView>,
    /// The ended ones, oldest first.
    pub(crate) ended: Vec<EndedHelpView>,
    /// When the borrower may ask again, if not now.
    pub(crate) again_from: Option<Instant>,
}

/// A request for help.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HelpRequestView {
    /// When it was asked.
    pub(crate) asked_at: Instant,
    /// `borrower` or `agent`.
    #[schema(value_type = String, example = "borrower")]
    pub(crate) by: AskedBy,
    /// What for.
    #[schema(value_type = String, example = "payment_holiday")]
    pub(crate) wish: Wish,
    /// In the borrower's words.
    pub(crate) note: Option<String>,
    /// The answer.
    pub(crate) offer: Option<OfferView>,
}

/// Offered plans.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfferView {
    /// The last day on which one can be accepted.
    pub(crate) valid_through: Day,
    /// Whether one can be accepted now: enough people of the lender said yes.
    pub(crate) is_binding: bool,
    /// The plans, with the figures for which an acceptance holds.
    pub(crate) plans: Vec<OfferedPlanView>,
}

/// One offered plan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfferedPlanView {
    /// Stands for the plan with its figures: send it back with the acceptance.
    #[schema(value_type = id::Digest)]
    pub(crate) digest: Digest,
    /// What changes.
    pub(crate) change: String,
    /// The usual installment.
    pub(crate) installment: Amount,
    /// How many are left.
    pub(crate) installments_left: u64,
    /// The last due date.
    pub(crate) ends_on: Option<Day>,
    /// All that is left to pay.
    pub(crate) still_to_pay: Amount,
    /// What is paid more; below zero if less.
    pub(crate) extra_cost: Amount,
    /// What the lender gives up.
    pub(crate) waived: Amount,
}

/// A request that ended.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EndedHelpView {
    /// When it was asked.
    pub(crate) asked_at: Instant,
    /// What for.
    #[schema(value_type = String, example = "payment_holiday")]
    pub(crate) wish: Wish,
    /// When it ended.
    pub(crate) ended_at: Instant,
    /// `accepted`, `declined`, `withdrawn`, `lapsed` or `paid`.
    #[schema(value_type = String, example = "accepted")]
    pub(crate) outcome: HelpOutcome,
}
