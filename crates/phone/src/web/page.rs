use agent::{Screen, ScreenKind};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use money::Money;
use policy::{FloorItem, Level};
use tokio::sync::watch;

use crate::{AccountState, AccountView, Status};

/// The drawn screen. It works without script; with it, it follows the phone at once.
#[derive(Template)]
#[template(path = "screen.html")]
struct Page<'a> {
    screen: &'a Screen,
    lender: &'a str,
    amount: Option<String>,
    next: Option<Next>,
    progress: Option<Progress>,
    floor: Vec<&'static str>,
    must_pay: bool,
    account: AccountView,
    /// Whether the borrower may set a recovery code.
    can_protect: bool,
    /// Without script, in seconds; longer where somebody may be typing.
    redraw_after: u32,
    /// The beginning of the proof's digest.
    proof: &'a str,
}

struct Next {
    due_on: String,
    amount: String,
}

/// How much of the contract is paid.
struct Progress {
    paid: String,
    total: String,
    percent: i64,
}

/// `GET /`.
pub(super) async fn get(State(status): State<watch::Receiver<Status>>) -> Response {
    let Status { screen, account, .. } = status.borrow().clone();
    match page(&screen, account).render() {
        Ok(html) => {
            ([(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-store")], html).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn page(screen: &Screen, account: AccountView) -> Page<'_> {
    let is_restricted = screen.level >= Level::Limited;
    let next = screen.next_due.as_ref().filter(|_| screen.kind == ScreenKind::Free);
    Page {
        screen,
        lender: screen.lender_name.as_deref().unwrap_or("This phone"),
        amount: screen.amount.map(words),
        next: next.map(|next| Next {
            due_on: next.due_on.strftime("%B %-d, %Y").to_string(),
            amount: words(next.amount),
        }),
        progress: progress(screen).filter(|_| {
            matches!(screen.kind, ScreenKind::Free | ScreenKind::Quittance | ScreenKind::Released)
        }),
        floor: if is_restricted { screen.floor.iter().copied().map(floor).collect() } else { Vec::new() },
        proof: screen.proof.as_deref().and_then(|digest| digest.get(..12)).unwrap_or_default(),
        redraw_after: if screen.code.is_some() || screen.kind == ScreenKind::NotEnrolled { 120 } else { 5 },
        must_pay: screen.amount.is_some() && screen.pay_url.is_some(),
        can_protect: screen.kind == ScreenKind::Free && account.state == AccountState::None,
        account,
    }
}

fn progress(screen: &Screen) -> Option<Progress> {
    let (outstanding, total) = (screen.outstanding?, screen.total?);
    let paid = total.minus(outstanding).ok().filter(|paid| !paid.is_negative())?;
    let percent = paid.minor().checked_mul(100)?.checked_div(total.minor())?;
    Some(Progress { paid: words(paid), total: words(total), percent })
}

/// An amount as people read it: `USD 1,234.50`.
fn words(amount: Money) -> String {
    format!("{} {}", amount.currency(), amount.grouped())
}

/// What stays available, in words for its user.
const fn floor(item: FloorItem) -> &'static str {
    match item {
        FloorItem::EmergencyCalls => "Emergency calls",
        FloorItem::IncomingCalls => "Incoming calls",
        FloorItem::PublicAlerts => "Public alerts",
        FloorItem::LenderContact => "Calling your lender",
        FloorItem::PayPage => "The pay page",
        FloorItem::OwnData => "Your data, untouched",
        FloorItem::Internet => "Internet",
    }
}

#[cfg(test)]
mod tests {
    use agent::{CodeAnswer, CodeEntry};
    use proof::documents::Contact;

    use super::*;

    fn usd(minor: i64) -> Money {
        Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
    }

    fn screen(kind: ScreenKind, level: Level) -> Screen {
        Screen {
            level,
            wanted: level,
            kind,
            title: "This device is locked due to an overdue installment payment".to_owned(),
            lines: vec!["A line".to_owned()],
            amount: Some(usd(123_456)),
            pay_url: Some("https://pay.example/c?a=1&b=2".to_owned()),
            contact: Contact { phone: Some("+1 202 555 0100".to_owned()), email: None, url: None },
            lender_name: Some("Harbor <script>alert(1)</script> Phones".to_owned()),
            floor: FloorItem::REQUIRED.to_vec(),
            emergency_call: true,
            next_due: None,
            outstanding: Some(usd(9_000)),
            total: Some(usd(12_000)),
            standing_seq: 7,
            proof: Some("ab".repeat(32)),
            offline: true,
            can_dismiss: false,
            code: Some(CodeEntry {
                answer: Some(CodeAnswer::Wrong),
                message: Some("This code is not right.".to_owned()),
                shut_until: None,
                free_until: None,
            }),
        }
    }

    #[test]
    fn a_locked_screen_has_what_it_must_have() {
        let html = page(&screen(ScreenKind::Locked, Level::Locked), AccountView::default()).render().unwrap();
        assert!(
            html.contains(
                "<h1 id=\"title\">This device is locked due to an overdue installment payment</h1>"
            )
        );
        assert!(html.contains("USD 1,234.56"));
        assert!(html.contains("href=\"https://pay.example/c?a=1&#38;b=2\" target=\"_blank\""));
        assert!(html.contains("href=\"tel:112\"") && html.contains("href=\"tel:+12025550100\""));
        assert!(html.contains("Emergency calls") && html.contains("Your data, untouched"));
        assert!(!html.contains("<script>alert"), "a name is not markup");
        assert!(html.contains("lang=\"en\""));
    }

    #[test]
    fn a_code_can_be_typed_without_script_and_not_while_none_is_read() {
        let mut screen = screen(ScreenKind::Locked, Level::Locked);
        let html = page(&screen, AccountView::default()).render().unwrap();
        assert!(html.contains("action=\"/control/code\"") && html.contains("inputmode=\"numeric\""));
        assert!(html.contains("This code is not right.") && html.contains("role=\"status\""));
        assert!(html.contains("content=\"120\""), "a redraw must not take away what is being typed");
        if let Some(entry) = &mut screen.code {
            entry.shut_until = Some(jiff::Timestamp::UNIX_EPOCH);
        }
        assert!(page(&screen, AccountView::default()).render().unwrap().contains("disabled"));
        screen.code = None;
        let html = page(&screen, AccountView::default()).render().unwrap();
        assert!(!html.contains("/control/code") && html.contains("content=\"5\""));
    }

    #[test]
    fn emergency_calls_are_on_every_screen() {
        use ScreenKind as K;
        let kinds = [
            K::NotEnrolled,
            K::Free,
            K::Notice,
            K::Reminder,
            K::Limited,
            K::Locked,
            K::Silence,
            K::Quittance,
        ];
        for kind in kinds {
            let html = page(&screen(kind, Level::None), AccountView::default()).render().unwrap();
            assert!(html.contains("href=\"tel:112\""), "{kind:?}");
        }
    }
    #[test]
    fn an_account_lock_takes_nothing_away() {
        let account = AccountView { state: AccountState::Locked, code: None, is_wrong: true };
        let html = page(&screen(ScreenKind::Locked, Level::Locked), account).render().unwrap();
        assert!(html.contains("action=\"/control/account/open\"") && html.contains("This is not the code"));
        assert!(html.contains("href=\"tel:112\"") && html.contains("href=\"tel:+12025550100\""));
        assert!(html.contains("https://pay.example/c?a=1&#38;b=2") && html.contains("USD 1,234.56"));
    }
}
