//! Requests for help: answered, approved, declined.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::{Span, Timestamp};
use loan::restructure::{HolidayInterest, NewPlan, ReAmortizeInterest, Reschedule, Restructuring};
use serde::Deserialize;
use servicing::Command;
use servicing::help::PlanApprovals;

use super::Console;
use super::actions::{Plain, act};
use super::contract::{self, Banner};
use super::denied::Denied;
use super::signed_in::SignedIn;
use crate::clock::made_at;

/// For so many days an offer from the console stands.
const OFFER_DAYS: i32 = 14;

/// What an operator can offer without the API, where every plan can be made.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Plan {
    TermExtension,
    HolidayCarried,
    HolidayWaived,
    ReAmortize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Offer {
    csrf: String,
    plan: Plan,
    installments: u16,
}

impl Plan {
    fn change(self, installments: u16) -> Restructuring {
        match self {
            Self::TermExtension => Restructuring::Reschedule(Reschedule {
                plan: Some(NewPlan { extra_installments: installments, ..NewPlan::default() }),
                ..Reschedule::default()
            }),
            Self::HolidayCarried => {
                Restructuring::Holiday { installments, interest: HolidayInterest::Carried }
            }
            Self::HolidayWaived => Restructuring::Holiday { installments, interest: HolidayInterest::Waived },
            Self::ReAmortize => Restructuring::ReAmortize { interest: ReAmortizeInterest::Default },
        }
    }
}

/// `POST /console/contracts/{id}/help/offer`. The operator's own yes is the first.
pub(super) async fn offer(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Offer>,
) -> Result<Response, Denied> {
    let (lender, contract) = me.contract(&console, &id).await?;
    let today = contract.day(console.app.now_for(&lender).await?);
    let valid_through = today.saturating_add(Span::new().days(OFFER_DAYS));
    let command = Command::OfferPlans {
        changes: vec![form.plan.change(form.installments)],
        valid_through,
        by: Some(me.operator.id),
        rule: PlanApprovals::default(),
    };
    act(&console, me, &id, &form.csrf, command, "plans-offered").await
}

/// `POST /console/contracts/{id}/help/approve`. Whoever can make operators must not be able to make approvals: the
/// operator was there before the offer.
pub(super) async fn approve(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Plain>,
) -> Result<Response, Denied> {
    let (lender, contract) = me.contract(&console, &id).await?;
    let offer = contract.help.open.as_ref().and_then(|request| request.offer.as_ref());
    let made_after = |offered_at: Timestamp| {
        // A test lender's clock is its own.
        !lender.is_test() && made_at(me.operator.id.unix_millis()) > offered_at
    };
    if offer.is_some_and(|offer| made_after(offer.offered_at)) {
        me.check_form(&form.csrf)?;
        let text =
            "Nothing was changed: this operator was made after the offer; it takes one who was there before.";
        let banner = Banner { tone: "lock", text: text.to_owned() };
        return contract::show(&console, me, &lender, &contract, StatusCode::CONFLICT, Some(banner), None)
            .await;
    }
    let by = me.operator.id;
    act(&console, me, &id, &form.csrf, Command::ApprovePlans { by }, "plans-approved").await
}

/// `POST /console/contracts/{id}/help/decline`.
pub(super) async fn decline(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Plain>,
) -> Result<Response, Denied> {
    act(&console, me, &id, &form.csrf, Command::EndHelp { withdrawn: false }, "help-declined").await
}
