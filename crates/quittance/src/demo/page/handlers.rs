use std::sync::Arc;

use anyhow::Context as _;
use axum::extract::{Path as UrlPath, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;
use server::web::{Fragment, page, page_framing};

use super::show::{Act, Show, Wings};
use super::views::{Preparing, clock, demo, state, timeline};
use crate::demo::clock::{Financed, advance, days_later, next_action};
use crate::demo::life;

/// The demo's own pages, beside those of the server.
pub(super) fn router(wings: Arc<Wings>) -> Router {
    Router::new()
        .route("/demo", get(index))
        .route("/demo/clock", get(show_clock).post(move_clock))
        .route("/demo/phone/{number}", post(act))
        .route("/demo/phone/{number}/state", get(show_state))
        .route("/demo/phone/{number}/timeline", get(show_timeline))
        .route(
            "/demo/demo.css",
            get(|| file("text/css; charset=utf-8", include_str!("../../../assets/demo.css"))),
        )
        .route(
            "/demo/demo.js",
            get(|| file("text/javascript; charset=utf-8", include_str!("../../../assets/demo.js"))),
        )
        .with_state(wings)
}

async fn file(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}

/// Something in the demo failed; the log says what.
struct Failure(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        tracing::error!(error = format!("{:#}", self.0), "the demo failed");
        (StatusCode::INTERNAL_SERVER_ERROR, format!("The demo could not do this: {:#}\n", self.0))
            .into_response()
    }
}

#[derive(Deserialize)]
struct Chosen {
    #[serde(default)]
    phone: usize,
}

async fn index(State(wings): State<Arc<Wings>>, Query(chosen): Query<Chosen>) -> Result<Response, Failure> {
    let Some(show) = wings.show() else {
        return Ok(page(StatusCode::OK, &Preparing { contracts: wings.contracts, percent: wings.percent() }));
    };
    let origins: Vec<String> = show.acts.iter().map(|act| act.financed.phone.url.clone()).collect();
    Ok(page_framing(StatusCode::OK, &demo(show, chosen.phone).await?, &origins))
}

async fn show_clock(State(wings): State<Arc<Wings>>, headers: HeaderMap) -> Result<Response, Failure> {
    let show = wings.show().context("not yet")?;
    Ok(Fragment::new(clock(show).await?).answer(&headers))
}

async fn show_state(
    State(wings): State<Arc<Wings>>,
    UrlPath(number): UrlPath<usize>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let show = wings.show().context("not yet")?;
    Ok(Fragment::new(state(show, chosen(show, number)?).await?).answer(&headers))
}

async fn show_timeline(
    State(wings): State<Arc<Wings>>,
    UrlPath(number): UrlPath<usize>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let show = wings.show().context("not yet")?;
    Ok(Fragment::new(timeline(show, chosen(show, number)?).await?).answer(&headers))
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Until {
    NextDay,
    NextDueDate,
    SomethingHappens,
}

#[derive(Deserialize)]
struct Move {
    until: Until,
    phone: usize,
}

async fn move_clock(State(wings): State<Arc<Wings>>, Form(form): Form<Move>) -> Result<Response, Failure> {
    let show = wings.show().context("not yet")?;
    let _turn = wings.turn.lock().await;
    let lender = &show.stage.lender;
    let everyone: Vec<&Financed> = show.acts.iter().map(|act| &act.financed).collect();
    let now = lender.now().await?;
    let financed = &chosen(show, form.phone)?.financed;
    let to = match form.until {
        Until::NextDay => Some(days_later(now, 1)?),
        Until::SomethingHappens => next_action(lender, &everyone).await?,
        Until::NextDueDate => life::next_due_morning(lender, financed).await?.filter(|due| *due > now),
    };
    // With nothing to come, a day is what can be waited for.
    let to = to.map_or_else(|| days_later(now, 1), Ok)?;
    advance(lender, &everyone, to).await?;
    Ok(back(form.phone))
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Pay,
    Offline,
    Online,
    Reset,
}

#[derive(Deserialize)]
struct Do {
    action: Action,
}

async fn act(
    State(wings): State<Arc<Wings>>,
    UrlPath(number): UrlPath<usize>,
    Form(form): Form<Do>,
) -> Result<Response, Failure> {
    let show = wings.show().context("not yet")?;
    let _turn = wings.turn.lock().await;
    let financed = &chosen(show, number)?.financed;
    match form.action {
        Action::Pay => life::pay_due(&show.stage.lender, financed).await?,
        Action::Offline => financed.phone.act("offline").await?,
        Action::Online => financed.phone.act("online").await?,
        Action::Reset => financed.phone.act("reset").await?,
    }
    Ok(back(number))
}

fn chosen(show: &Show, number: usize) -> anyhow::Result<&Act> {
    show.act(number).context("no such phone")
}

fn back(number: usize) -> Response {
    Redirect::to(&format!("/demo?phone={number}")).into_response()
}
