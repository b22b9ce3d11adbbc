//! "I can't pay now", as the borrower does it.

use axum::http::{Method, StatusCode};
use ident::OperatorId;
use loan::restructure::{Forgiven, ReAge, ReAgeInterest, Restructuring};
use loan::{Every, Unit};
use policy::Level;
use servicing::help::{HelpOutcome, Wish};
use servicing::{Command, HoldKind};

use crate::scene::{FORM, OTHER, OWN, Scene, refused};
use crate::stage::{day, usd};

fn re_age(installments: u16) -> Restructuring {
    let every = Every { count: 1, unit: Unit::Month };
    let (first_due_on, interest) = (day("2026-06-15"), ReAgeInterest::Default);
    Restructuring::ReAge(ReAge { installments, every, first_due_on, interest })
}

/// What the form of a plan sends back.
fn shown(page: &str, plan: usize) -> &str {
    let after = page.split("name=\"shown\" value=\"").nth(plan).unwrap();
    after.split('"').next().unwrap()
}

#[tokio::test]
async fn a_locked_phone_is_freed_by_asking_and_a_plan_is_accepted() {
    let scene = Scene::locked().await;
    assert!(scene.page("").await.contains("I can’t pay now"));
    let form = scene.page("/help").await;
    assert!(form.contains("No payments for a while") && form.contains("What would help?"), "{form}");

    let asked = scene.holder("/help", "&wish=term_extension&note=My+shop+burned").await;
    assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, &*scene.path("/help")));
    let contract = scene.now().await;
    let open = contract.help.open.as_ref().unwrap();
    assert_eq!((open.wish, open.note.as_deref()), (Wish::TermExtension, Some("My shop burned")));
    assert!(contract.holds.iter().any(|hold| hold.kind == HoldKind::Hardship));
    assert_eq!(contract.restriction.level, Level::None);
    let waiting = scene.page("/help").await;
    assert!(waiting.contains("Nothing is restricted until it is answered"), "{waiting}");
    assert!(!waiting.contains("burned"), "the note is for the lender");
    let early = scene.holder("/help/accept", "&shown=").await;
    refused(&early, StatusCode::CONFLICT, "The lender has not offered a plan yet.");

    scene.offer(vec![re_age(18), re_age(24)]).await;
    let page = scene.page("/help").await;
    // Today: 12 of 100.00. Offered: 18 of 66.67 and 24 of 50.00, all of the same 1,200.00.
    for fact in [
        "USD 100.00",
        "December 15, 2026",
        "USD 400.00",
        "120 to 149 days late",
        "USD 66.67",
        "November 15, 2027",
        "USD 50.00",
        "May 15, 2028",
        "the same",
        "less than 30 days late; the contract was changed by agreement",
        "June 10, 2026",
        "0.00 %",
        "Which plan do you accept?",
        "<span>Plan 2</span> <span class=\"num\">Usual installment: USD 50.00</span>",
        "Withdraw the request",
    ] {
        assert!(page.contains(fact), "{fact} in {page}");
    }

    let accept = format!("&shown={}", shown(&page, 2));
    let accepted = scene.holder("/help/accept", &accept).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text());
    let contract = scene.now().await;
    assert_eq!(contract.help.ended.last().unwrap().outcome, HelpOutcome::Accepted);
    assert!(contract.account.overdue(day("2026-05-15")).is_zero());
    assert_eq!(contract.account.outstanding(), usd(120_000));
    let open: Vec<_> = contract.account.installment_states().into_iter().collect();
    let open: Vec<_> = open.iter().filter(|state| state.outstanding.is_positive()).collect();
    assert_eq!((open.len(), open[0].due_on, open[0].outstanding), (24, day("2026-06-15"), usd(5_000)));
    let page = scene.page("/help").await;
    for fact in ["You accepted a plan on May 15, 2026", "June 15, 2026", "May 15, 2028", "USD 1,200.00"] {
        assert!(page.contains(fact), "{fact} in {page}");
    }

    let twice = scene.holder("/help/accept", &accept).await;
    refused(&twice, StatusCode::CONFLICT, "No request for help is open: ask for help first.");
    assert_eq!(scene.now().await, contract);
}

#[tokio::test]
async fn without_the_phone_nothing_changes() {
    let scene = Scene::locked().await;
    let before = scene.now().await;
    for imei in ["", "1", OTHER] {
        for which in ["/return", "/return/withdraw", "/help/withdraw"] {
            let answer = scene.send(which, imei, "").await;
            refused(&answer, StatusCode::UNPROCESSABLE_ENTITY, "This is not an IMEI of the phone.");
        }
        let answer = scene.send("/help", imei, "&wish=other&note=Please").await;
        refused(&answer, StatusCode::UNPROCESSABLE_ENTITY, "This is not an IMEI of the phone.");
        assert!(answer.text().contains(">Please</textarea>"), "what was typed is kept");
    }
    assert_eq!(scene.now().await, before);

    scene.holder("/help", "&wish=other").await;
    scene.offer(vec![re_age(18)]).await;
    let offered = scene.now().await;
    let accept = format!("&shown={}", shown(&scene.page("/help").await, 1));
    let answer = scene.send("/help/accept", OTHER, &accept).await;
    refused(&answer, StatusCode::UNPROCESSABLE_ENTITY, "This is not an IMEI of the phone.");
    for which in ["/help", "/help/accept", "/help/withdraw", "/return", "/return/withdraw"] {
        let imei = &scene.contract.device.imeis[0];
        let rest = if which == "/help/accept" { accept.as_str() } else { "" };
        let elsewhere = [("sec-fetch-site", "cross-site"), FORM];
        let form = format!("imei={imei}{rest}").into_bytes();
        let answer = scene.server.send(Method::POST, &scene.path(which), &elsewhere, form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{which}");
    }
    assert_eq!(scene.now().await, offered);
}

#[tokio::test]
async fn what_is_wrong_in_the_request_is_said() {
    let scene = Scene::locked().await;
    let before = scene.now().await;
    for wish in ["", "&wish=", "&wish=money"] {
        let answer = scene.holder("/help", wish).await;
        refused(&answer, StatusCode::UNPROCESSABLE_ENTITY, "Choose what would help.");
    }
    let long = format!("&wish=other&note={}", "a".repeat(1001));
    refused(&scene.holder("/help", &long).await, StatusCode::UNPROCESSABLE_ENTITY, "too long");
    assert_eq!(scene.now().await, before);
    scene.holder("/help", "&wish=other").await;
    let again = scene.holder("/help", "&wish=other").await;
    refused(&again, StatusCode::CONFLICT, "A request for help is open already");
}

/// Money given up takes two people of the lender: until the second says yes, nothing binds and nothing is shown.
#[tokio::test]
async fn an_offer_is_shown_when_it_binds() {
    let scene = Scene::locked().await;
    scene.holder("/help", "&wish=forgiveness").await;
    let zero = usd(0);
    let forgiven = Forgiven { penalty: zero, fee: zero, interest: zero, principal: usd(30_000) };
    scene.offer(vec![Restructuring::Forgive(forgiven)]).await;
    let page = scene.page("/help").await;
    assert!(!page.contains("Accept the plan") && !page.contains("USD 300.00"), "{page}");
    let early = scene.holder("/help/accept", "&shown=").await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    let open = scene.now().await.help.open.unwrap();
    let (by, shown) = (OperatorId::from_bytes([1; 16]), open.offer.unwrap().digest());
    scene.server.act(scene.contract.id, Command::ApprovePlans { by, shown }).await;
    let page = scene.page("/help").await;
    for fact in ["USD 300.00 of what is owed is given up.", "USD 300.00 less", "Accept the plan"] {
        assert!(page.contains(fact), "{fact} in {page}");
    }
}

#[tokio::test]
async fn only_what_was_shown_is_accepted() {
    let scene = Scene::locked().await;
    scene.holder("/help", "&wish=re_age").await;
    scene.offer(vec![re_age(18)]).await;
    let old = format!("&shown={}", shown(&scene.page("/help").await, 1));
    scene.offer(vec![re_age(6)]).await;
    let answer = scene.holder("/help/accept", &old).await;
    refused(&answer, StatusCode::CONFLICT, "has changed the offer since you opened the page.");
    let missing = scene.holder("/help/accept", "&shown=").await;
    refused(&missing, StatusCode::CONFLICT, "has changed the offer since you opened the page.");

    // A payment makes other figures of the same plan.
    let new = format!("&shown={}", shown(&scene.page("/help").await, 1));
    let (pay, form) = (scene.path(""), b"choice=other&amount=50.00&attempt=A1".to_vec());
    let paid = scene.server.send(Method::POST, &pay, &[OWN, FORM], form).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER);
    let page = scene.page("/help").await;
    assert!(page.contains("can’t be accepted any more") && !page.contains("Accept the plan"), "{page}");
    let answer = scene.holder("/help/accept", &new).await;
    refused(&answer, StatusCode::CONFLICT, "The figures of this plan have changed since it was offered.");
    assert!(scene.now().await.help.open.is_some());
}

#[tokio::test]
async fn a_withdrawn_request_can_t_be_made_again_at_once() {
    let scene = Scene::locked().await;
    scene.holder("/help", "&wish=payment_holiday").await;
    let answer = scene.holder("/help/withdraw", "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let contract = scene.now().await;
    assert_eq!(contract.help.ended.last().unwrap().outcome, HelpOutcome::Withdrawn);
    assert!(contract.holds.is_empty());
    let page = scene.page("/help").await;
    assert!(page.contains("You can ask here again from June 14, 2026."), "{page}");
    assert!(!page.contains("What would help?"));
    let answer = scene.holder("/help", "&wish=other").await;
    refused(&answer, StatusCode::CONFLICT, "You can ask again from June 14, 2026");
    assert_eq!(scene.now().await, contract);
}
