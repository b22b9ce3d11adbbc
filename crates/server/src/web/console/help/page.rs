use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use disclosure::{Language, PlanTable};
use jiff::Span;
use jiff::civil::Date;
use servicing::Contract;
use servicing::help::{HelpRequest, Wish};

use super::super::contract::{Banner, amounts};
use super::super::denied::Denied;
use super::super::signed_in::SignedIn;
use super::super::typed::{Typed, Wrong};
use super::super::{Console, words};
use super::draft::Draft;
use super::form::{self, Input, Slot};
use super::standing::Standing;
use crate::LenderContext;
use crate::web::page;

/// For so many days an offer stands unless another day is chosen.
const OFFER_DAYS: i32 = 14;

/// What was typed, what came of it, and what is wrong with it.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) banner: Option<Banner>,
    pub(super) typed: Typed,
    pub(super) draft: Option<Draft>,
    /// A field outside of the plans.
    pub(super) wrong: Option<Wrong>,
}

#[derive(Template)]
#[template(path = "console/help_page.html")]
struct Page {
    me: SignedIn,
    banner: Option<Banner>,
    id: String,
    borrower: String,
    about: String,
    request: Option<Request>,
    amounts: Vec<(&'static str, String)>,
    /// Word, label, and whether it is chosen, while no request is open and one may be.
    wishes: Vec<(&'static str, &'static str, bool)>,
    note: String,
    wrong: Option<Wrong>,
    standing: Option<Standing>,
    slots: Vec<Slot>,
    preview: Option<Preview>,
    /// Each ended request, newest first.
    ended: Vec<String>,
}

/// The open request.
struct Request {
    facts: Vec<(&'static str, String)>,
    note: Option<String>,
}

/// The plans that were typed, beside the one that stands.
struct Preview {
    table: PlanTable,
    /// What the offer sends again.
    fields: Vec<(String, String)>,
    /// Stands for the figures; nothing while a plan is wrong.
    shown: Option<String>,
    valid_through: String,
}

impl Page {
    /// What is wrong with a field outside of the plans.
    fn error(&self, field: &str) -> Option<&str> {
        self.wrong.as_ref().filter(|wrong| wrong.field == field).map(|wrong| wrong.text.as_str())
    }
}

/// The page.
pub(super) async fn show(
    console: &Console,
    me: SignedIn,
    lender: &LenderContext,
    contract: &Contract,
    status: StatusCode,
    shown: Shown,
) -> Result<Response, Denied> {
    let now = console.app.now_for(lender).await?;
    let today = contract.day(now);
    let standing = Standing::of(contract, &me, today).map_err(|_| Denied::Unavailable)?;
    let Shown { banner, typed, draft, wrong } = shown;
    let preview = match &draft {
        Some(draft) => preview(draft, &typed, today)?,
        None => None,
    };
    let mistakes = draft.map(|draft| draft.wrong).unwrap_or_default();
    let may_ask = contract.is_active() && contract.help.open.is_none();
    let wish = |wish: &Wish| (wish.as_str(), words::wish(*wish), typed.get("wish") == wish.as_str());
    let is_active = contract.is_active() && !contract.account.is_settled();
    let page_shown = Page {
        banner,
        id: contract.id.to_string(),
        borrower: contract.borrower.name.clone(),
        about: format!("{} · {}", contract.device.model, lender.name),
        request: contract.help.open.as_ref().map(|open| request(contract, open)),
        amounts: amounts(contract, now),
        wishes: Wish::ALL.iter().filter(|_| may_ask).map(wish).collect(),
        note: typed.get("note").to_owned(),
        wrong,
        standing,
        slots: if is_active { form::slots(&typed, &mistakes, contract, today) } else { Vec::new() },
        preview,
        ended: contract.help.ended.iter().rev().map(|ended| past(contract, ended)).collect(),
        me,
    };
    Ok(page(status, &page_shown))
}

fn request(contract: &Contract, open: &HelpRequest) -> Request {
    Request {
        facts: vec![
            ("Asked for", words::wish(open.wish).to_owned()),
            ("On", words::moment(&contract.local(open.asked_at))),
            ("By", words::asked_by(open.by).to_owned()),
        ],
        note: open.note.clone(),
    }
}

fn past(contract: &Contract, ended: &servicing::help::EndedHelp) -> String {
    let wish = words::wish(ended.wish);
    let (asked, over) = (contract.day(ended.asked_at), contract.day(ended.ended_at));
    let outcome = words::help_outcome(ended.outcome);
    format!("{wish}, asked for on {}: {outcome} on {}", words::day(asked), words::day(over))
}

fn preview(draft: &Draft, typed: &Typed, today: Date) -> Result<Option<Preview>, Denied> {
    let table = PlanTable::of(&draft.quotes, Language::English).map_err(|_| Denied::Unavailable)?;
    let valid_through = match typed.get("valid_through") {
        "" => today.saturating_add(Span::new().days(OFFER_DAYS)).to_string(),
        typed => typed.to_owned(),
    };
    Ok(table.map(|table| Preview {
        table,
        fields: typed.beginning("plan"),
        shown: draft.digest().map(|digest| digest.to_string()),
        valid_through,
    }))
}
