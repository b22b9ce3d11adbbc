use anyhow::Context as _;
use askama::Template;
use jiff::tz::TimeZone;
use money::{Currency, Money};
use serde_json::Value;

use super::show::{Act, Show};
use crate::demo::lender::text;
use crate::demo::stage::TIME_ZONE;

#[derive(Template)]
#[template(path = "preparing.html")]
pub(super) struct Preparing {
    pub(super) contracts: u32,
    pub(super) percent: u32,
}

#[derive(Template)]
#[template(path = "demo.html")]
pub(super) struct Demo {
    lender: String,
    clock: String,
    phones: Vec<PhoneView>,
    chosen: Chosen,
    timeline: String,
    password: String,
}

struct PhoneView {
    number: usize,
    title: &'static str,
    url: String,
    state: String,
}

struct Chosen {
    number: usize,
    title: &'static str,
    contract: String,
}

#[derive(Template)]
#[template(path = "clock.html")]
struct ClockView {
    weekday: String,
    day: String,
    time: String,
    iso: String,
}

#[derive(Template)]
#[template(path = "state.html")]
struct StateView {
    wanted: String,
    applied: String,
    offline: bool,
    overdue: String,
    outstanding: String,
}

/// The whole page.
pub(super) async fn demo(show: &Show, number: usize) -> anyhow::Result<Demo> {
    let act = show.act(number).context("no phone")?;
    let mut phones = Vec::new();
    for act in &show.acts {
        phones.push(PhoneView {
            number: act.number,
            title: act.title,
            url: act.financed.phone.url.clone(),
            state: state(show, act).await?,
        });
    }
    Ok(Demo {
        lender: show.stage.context.name.clone(),
        clock: clock(show).await?,
        phones,
        chosen: Chosen { number: act.number, title: act.title, contract: act.financed.contract.clone() },
        timeline: timeline(show, act).await?,
        password: show.password.clone(),
    })
}

/// What the test clock shows.
pub(super) async fn clock(show: &Show) -> anyhow::Result<String> {
    let now = show.stage.app.now_for(&show.stage.context).await?.to_zoned(TimeZone::get(TIME_ZONE)?);
    let view = ClockView {
        weekday: now.strftime("%A").to_string(),
        day: now.strftime("%-d %B %Y").to_string(),
        time: now.strftime("%H:%M").to_string(),
        iso: now.timestamp().to_string(),
    };
    Ok(view.render()?)
}

/// Wanted beside applied, and the money.
pub(super) async fn state(show: &Show, act: &Act) -> anyhow::Result<String> {
    let screen = act.financed.phone.screen().await?;
    let contract = show.stage.lender.contract(&act.financed.contract).await?;
    let word = |value: &Value| value.as_str().unwrap_or("none").to_owned();
    let currency: Currency = text(&contract, "currency")?.parse()?;
    let money = |name: &str| {
        let amount = Money::parse(&text(&contract["balances"], name)?, currency)?;
        anyhow::Ok(format!("{currency} {}", amount.grouped()))
    };
    let view = StateView {
        wanted: word(&contract["restriction"]["level"]),
        applied: word(&screen["level"]),
        offline: screen["network"] == false,
        overdue: money("overdue")?,
        outstanding: money("outstanding")?,
    };
    Ok(view.render()?)
}

/// Everything that happened to the contract, newest first.
pub(super) async fn timeline(show: &Show, act: &Act) -> anyhow::Result<String> {
    let stage = &show.stage;
    let contract = stage.app.contract_of(stage.context.id, act.financed.contract.parse()?).await?;
    let timeline = server::web::timeline(&stage.app, &contract.context("no contract")?).await?;
    Ok(timeline.render()?)
}
