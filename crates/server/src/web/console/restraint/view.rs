use askama::Template;
use ident::OperatorId;
use jiff::Timestamp;
use servicing::ApprovalWhy;
use store::StoreError;
use store::rows::{ApprovalRow, ApprovalState, FreezeRow, ReleaseRunRow};

use super::super::contract::Banner;
use super::super::denied::Denied;
use super::super::signed_in::SignedIn;
use super::super::words;
use super::rollouts::{RolloutLine, pack_name, rollouts};
use crate::{App, LenderContext, restraint};

/// Requests of one state that are shown.
const MOST: u32 = 20;

#[derive(Template)]
#[template(path = "console/restraint.html")]
pub(super) struct Page {
    me: SignedIn,
    is_owner: bool,
    banner: Option<Banner>,
    log: Option<String>,
    lenders: Vec<Lender>,
}

/// A lender and what waits.
struct Lender {
    id: String,
    name: String,
    frozen: Option<String>,
    releasing: Option<String>,
    requests: Vec<Request>,
    rollouts: Vec<RolloutLine>,
}

/// A question to two people.
struct Request {
    id: String,
    title: &'static str,
    text: &'static str,
    phones: u64,
    used: u64,
    asked: String,
    given: String,
    is_mine: bool,
    is_open: bool,
    /// Of a stale feed: what can be stated at the latest.
    latest: Option<String>,
    through: String,
}

impl Page {
    pub(super) async fn read(app: &App, me: SignedIn, banner: Option<Banner>) -> Result<Self, Denied> {
        let mut lenders = Vec::new();
        for row in app.store.lenders().await?.into_iter().filter(|row| me.may_see(row.id)) {
            if let Some(lender) = app.lender(row.id).await? {
                lenders.push(Lender::read(app, &me, &lender).await?);
            }
        }
        Ok(Self { is_owner: me.is_owner(), me, banner, log: log_line(app), lenders })
    }
}

impl Lender {
    async fn read(app: &App, me: &SignedIn, lender: &LenderContext) -> Result<Self, StoreError> {
        let (now, wall_now) = (app.now_for(lender).await?, app.wall_now());
        let latest = app.latest_watermark(lender, now).await?;
        let mut requests = Vec::new();
        for state in [ApprovalState::Open, ApprovalState::Granted] {
            for row in app.store.approvals(lender.id, state, MOST).await? {
                let is_over = row.state == ApprovalState::Granted && row.granted_until <= Some(now);
                if !is_over {
                    requests.push(Request::new(app, me.operator.id, row, latest, wall_now).await?);
                }
            }
        }
        let frozen = app.store.frozen(lender.id).await?;
        let run = app.store.release_run(lender.id).await?;
        Ok(Self {
            id: lender.id.to_string(),
            name: lender.name.clone(),
            frozen: frozen.map(|row| frozen_line(&row, wall_now)),
            releasing: run.map(|run| releasing_line(&run)),
            requests,
            rollouts: rollouts(app, lender, now).await?,
        })
    }
}

impl Request {
    async fn new(
        app: &App,
        me: OperatorId,
        row: ApprovalRow,
        latest: Timestamp,
        wall_now: Timestamp,
    ) -> Result<Self, StoreError> {
        let (why, given) = restraint::read(&row)?;
        let names = app.store.operators().await?;
        let name = |id: OperatorId| names.iter().find(|row| row.id == id).map(|row| row.name.clone());
        let by: Vec<String> = given.iter().filter_map(|given| name(given.operator)).collect();
        let through = given.first().and_then(|given| given.through).unwrap_or(latest);
        let (title, text) = question(why);
        Ok(Self {
            id: row.id.to_string(),
            title,
            text,
            phones: row.phones,
            used: row.used,
            asked: words::ago(row.asked_at, wall_now),
            given: by.join(", "),
            is_mine: given.iter().any(|given| given.operator == me),
            is_open: row.state == ApprovalState::Open,
            latest: (why == ApprovalWhy::StaleFeed).then(|| latest.to_string()),
            through: through.to_string(),
        })
    }
}

const fn question(why: ApprovalWhy) -> (&'static str, &'static str) {
    match why {
        ApprovalWhy::Budget => (
            "More phones than the hour has room for",
            "A plan would restrict so many phones further. None of them was. Look at why they are so many; two approvals let exactly these many through within an hour.",
        ),
        ApprovalWhy::StaleFeed => (
            "The payment feed is stale",
            "These phones would be restricted further, but who has paid is not known. Two people who have looked at the bank’s own books can state up to when payments are complete.",
        ),
        ApprovalWhy::Rollout => (
            "A rollout stopped",
            "Under these rules too many restrictions were taken back for another reason than a payment. Two approvals let the rollout go on.",
        ),
        ApprovalWhy::Thaw => {
            ("Let the lender restrict again", "The lender is frozen. Two approvals end that.")
        }
    }
}

fn frozen_line(row: &FreezeRow, now: Timestamp) -> String {
    format!("Frozen {}: {}. What is in force ends with its warrants.", words::ago(row.since, now), row.reason)
}

fn releasing_line(run: &ReleaseRunRow) -> String {
    match run.finished_at {
        Some(_) => format!("All phones were released for good, {} of them: {}.", run.released, run.reason),
        None => format!("All phones are being released for good, {} so far: {}.", run.released, run.reason),
    }
}

/// That restrictions wait for the public log. What is wrong with its files is the operator of the server's.
pub(in super::super) fn log_line(app: &App) -> Option<String> {
    let since = app.log.stands_still_since()?;
    let ago = words::ago(since, app.wall_now());
    Some(format!("The public log stopped {ago}: new restrictions wait for it. Payments and releases don’t."))
}

/// What an action's redirect says came of it.
pub(super) fn done(word: &str) -> Option<Banner> {
    let text = match word {
        "approved" => "Your approval counts.",
        "frozen" => "The lender is frozen: nothing is restricted further from now on.",
        "asked" => "Two people are asked. Your approval can be one of them.",
        "releasing" => "Every phone is being released for good.",
        _ => return None,
    };
    Some(Banner { tone: "free", text: text.to_owned() })
}

/// What an operator should see on every look at a lender's contracts.
pub(in super::super) async fn alerts(app: &App, lender: &LenderContext) -> Result<Vec<String>, StoreError> {
    let mut alerts = Vec::from_iter(log_line(app));
    if let Some(frozen) = app.store.frozen(lender.id).await? {
        alerts.push(frozen_line(&frozen, app.wall_now()));
    }
    for row in app.store.rollouts(lender.id).await?.into_iter().filter(|row| row.stopped_at.is_some()) {
        alerts.push(format!("The rollout of {} stopped.", pack_name(app, row.pack)));
    }
    for row in app.store.approvals(lender.id, ApprovalState::Open, MOST).await? {
        let (why, _) = restraint::read(&row)?;
        let (title, _) = question(why);
        alerts.push(match row.phones {
            0 => format!("{title}: two approvals are asked for."),
            1 => format!("{title}: 1 phone waits for two approvals."),
            phones => format!("{title}: {phones} phones wait for two approvals."),
        });
    }
    Ok(alerts)
}
