//! Help before harm: a borrower who can't pay asks, the lender answers with plans, the borrower takes one or none.

use ident::OperatorId;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use loan::PlanQuote;
use loan::apr::Dated;
use loan::restructure::Restructuring;
use money::Money;
use proof::Digest;
use serde::{Deserialize, Serialize};

/// What a borrower asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// More installments, each smaller.
    TermExtension,
    /// All that is owed in a new series of installments.
    ReAge,
    /// What is overdue spread over the installments that are left.
    ReAmortize,
    /// No installments for a while.
    PaymentHoliday,
    /// Less interest.
    LowerRate,
    /// A part given up.
    Forgiveness,
    /// Whatever the lender can do.
    Other,
}

impl Wish {
    /// All of them, in the order in which pages list them.
    pub const ALL: [Self; 7] = [
        Self::TermExtension,
        Self::PaymentHoliday,
        Self::ReAmortize,
        Self::ReAge,
        Self::LowerRate,
        Self::Forgiveness,
        Self::Other,
    ];

    /// The word used in the API, pages and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TermExtension => "term_extension",
            Self::ReAge => "re_age",
            Self::ReAmortize => "re_amortize",
            Self::PaymentHoliday => "payment_holiday",
            Self::LowerRate => "lower_rate",
            Self::Forgiveness => "forgiveness",
            Self::Other => "other",
        }
    }

    /// The wish that this word means.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.as_str() == word)
    }
}

/// Who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedBy {
    /// The borrower.
    Borrower,
    /// The lender's agent, for the borrower.
    Agent,
}

/// What was asked and answered, and what came of it before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// The request that waits for an answer.
    #[serde(default)]
    pub open: Option<HelpRequest>,
    /// The ended ones, oldest first.
    #[serde(default)]
    pub ended: Vec<EndedHelp>,
}

/// A request for help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpRequest {
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Who asked.
    pub by: AskedBy,
    /// What for.
    pub wish: Wish,
    /// In the borrower's words.
    pub note: Option<String>,
    /// The lender's answer.
    pub offer: Option<PlanOffer>,
}

/// Plans the borrower may choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanOffer {
    /// When it was made.
    pub offered_at: Timestamp,
    /// The last day on which one can be accepted.
    pub valid_through: Date,
    /// One to three.
    pub plans: Vec<OfferedPlan>,
    /// How many people of the lender must say yes before the borrower may accept.
    pub approvals_needed: u8,
    /// Who said yes, the one who made the offer first.
    pub approved_by: Vec<OperatorId>,
}

/// One plan, with the figures that the borrower is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferedPlan {
    /// What changes.
    pub change: Restructuring,
    /// What it comes to. Acceptance holds for these figures only.
    pub figures: PlanFigures,
}

/// What a plan comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFigures {
    /// The usual installment.
    pub installment: Money,
    /// How many are left.
    pub installments_left: u64,
    /// The last due date.
    pub ends_on: Option<Date>,
    /// All that is left to pay.
    pub still_to_pay: Money,
    /// What is paid more than before; below zero if less.
    pub extra_cost: Money,
    /// What the lender gives up.
    pub waived: Money,
    /// Stands for all that is left to pay, by due date.
    #[serde(default)]
    pub schedule: Option<Digest>,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HelpOutcome {
    /// The borrower accepted a plan.
    Accepted,
    /// The lender has nothing to offer.
    Declined,
    /// The borrower needs no help any more.
    Withdrawn,
    /// Nobody accepted in time.
    Lapsed,
    /// Everything was paid meanwhile.
    Paid,
}

/// A request that ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndedHelp {
    /// When it was asked.
    pub asked_at: Timestamp,
    /// What for.
    pub wish: Wish,
    /// When it ended.
    pub ended_at: Timestamp,
    /// How.
    pub outcome: HelpOutcome,
}

impl Help {
    /// An open request lifts a restriction, so asking must be no way to stay unlocked without a plan: the next request
    /// opens so long after one that brought none.
    pub const AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);
    /// The longest that an offer stands.
    pub const OFFER_DAYS: u16 = 30;
    /// The most characters of a borrower's note.
    pub const LONGEST_NOTE: usize = 1_000;
    /// The most plans of an offer.
    pub const MOST_PLANS: usize = 3;

    /// When the next request may be made; `None` for now.
    #[must_use]
    pub fn again_from(&self, now: Timestamp) -> Option<Timestamp> {
        let last = self.ended.last().filter(|ended| ended.outcome != HelpOutcome::Accepted)?;
        last.ended_at.checked_add(Self::AGAIN_AFTER).ok().filter(|from| *from > now)
    }
}

impl PlanOffer {
    /// Whether the borrower may accept: enough people of the lender said yes.
    #[must_use]
    pub fn is_binding(&self) -> bool {
        self.approved_by.len() >= usize::from(self.approvals_needed)
    }

    /// Stands for what is offered through which day, whoever approved it: an approval names it, because another offer
    /// may take its place while someone reads it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let Self { valid_through, plans, .. } = self;
        Digest::of(format!("{valid_through} {plans:?}").as_bytes())
    }
}

impl OfferedPlan {
    /// Stands for the plan with its figures: an acceptance names it, because another offer may take this one's place
    /// while someone reads it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let Self { change, figures } = self;
        Digest::of(format!("{change:?} {figures:?}").as_bytes())
    }
}

impl PlanFigures {
    /// What the lender gives up at the most: what is waived, or all that is paid less than before. A lower rate waives
    /// nothing and costs the lender interest all the same.
    #[must_use]
    pub fn given_up(&self) -> Money {
        let less = Money::zero(self.extra_cost.currency()).minus(self.extra_cost).unwrap_or(self.waived);
        if self.waived < less { less } else { self.waived }
    }

    /// What of a quote the borrower is shown.
    ///
    /// # Errors
    /// When amounts are out of range.
    pub fn of(quote: &PlanQuote) -> Result<Self, money::MoneyError> {
        Ok(Self {
            installment: quote.new.installment,
            installments_left: u64::try_from(quote.new.installments_left()).unwrap_or(u64::MAX),
            ends_on: quote.new.ends_on,
            still_to_pay: quote.new.still_to_pay,
            extra_cost: quote.extra_cost,
            waived: quote.waived.total()?,
            schedule: Some(schedule(&quote.new.left)),
        })
    }
}

fn schedule(left: &[Dated]) -> Digest {
    let lines = left.iter().map(|part| format!("{} {}\n", part.on, part.amount.minor()));
    Digest::of(lines.collect::<String>().as_bytes())
}
