use jiff::Timestamp;
use loan::PlanQuote;
use servicing::help::{Help, HelpRequest, OfferedPlan, PlanOffer};

use crate::api::types::{
    EndedHelpView, HelpRequestView, HelpView, OfferView, OfferedPlanView, PlanQuoteView,
};

/// What was asked and answered.
pub(crate) fn help(help: &Help, now: Timestamp) -> HelpView {
    let ended = help.ended.iter().map(|ended| EndedHelpView {
        asked_at: ended.asked_at.into(),
        wish: ended.wish,
        ended_at: ended.ended_at.into(),
        outcome: ended.outcome,
    });
    HelpView {
        open: help.open.as_ref().map(request),
        ended: ended.collect(),
        again_from: help.again_from(now).map(Into::into),
    }
}

fn request(request: &HelpRequest) -> HelpRequestView {
    HelpRequestView {
        asked_at: request.asked_at.into(),
        by: request.by,
        wish: request.wish,
        note: request.note.clone(),
        offer: request.offer.as_ref().map(offer),
    }
}

fn offer(offer: &PlanOffer) -> OfferView {
    OfferView {
        valid_through: offer.valid_through.into(),
        is_binding: offer.is_binding(),
        plans: offer.plans.iter().map(offered).collect(),
    }
}

fn offered(plan: &OfferedPlan) -> OfferedPlanView {
    let OfferedPlan { change, figures } = plan;
    OfferedPlanView {
        digest: plan.digest(),
        change: change.as_str().to_owned(),
        installment: figures.installment.into(),
        installments_left: figures.installments_left,
        ends_on: figures.ends_on.map(Into::into),
        still_to_pay: figures.still_to_pay.into(),
        extra_cost: figures.extra_cost.into(),
        waived: figures.waived.into(),
    }
}

/// Two plans side by side.
pub(crate) fn plan_quote(quote: &PlanQuote) -> Result<PlanQuoteView, money::MoneyError> {
    Ok(PlanQuoteView {
        change: quote.change.as_str().to_owned(),
        old: (&quote.old).into(),
        new: (&quote.new).into(),
        extra_cost: quote.extra_cost.into(),
        waived: quote.waived.total()?.into(),
        cures: quote.cures,
        bureau: quote.bureau.into(),
    })
}
