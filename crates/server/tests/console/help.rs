use loan::restructure::{Forgiven, HolidayInterest, Restructuring};
use money::Money;
use servicing::help::{AskedBy, HelpOutcome, Wish};
use servicing::{Command, ConcessionApprovals, Contract};

use crate::operator::{Operator, server, text};
use crate::stage::TestServer;

/// The value of a hidden field.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, after) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    after.split('"').next().unwrap()
}

async fn asked(server: &TestServer, wish: Wish, note: Option<&str>) -> (Contract, String) {
    let contract = server.contract().await;
    let ask = Command::AskForHelp { by: AskedBy::Borrower, wish, note: note.map(str::to_owned) };
    server.execute(&contract, ask).await.unwrap();
    let page = format!("/console/contracts/{}", contract.id);
    (contract, page)
}

fn forgive(contract: &Contract, minor: i64) -> Restructuring {
    let money = |minor| Money::from_minor(minor, contract.currency()).unwrap();
    Restructuring::Forgive(Forgiven {
        penalty: money(0),
        fee: money(0),
        interest: money(0),
        principal: money(minor),
    })
}

/// What the lender's own system offers.
async fn offered(server: &TestServer, contract: &Contract, changes: Vec<Restructuring>) {
    let valid_through = contract.day(server.now().await);
    let rule = ConcessionApprovals::default();
    server.execute(contract, Command::OfferPlans { changes, valid_through, by: None, rule }).await.unwrap();
}

#[tokio::test]
async fn an_operator_asks_for_a_borrower_who_called() {
    let server = server().await;
    let one = Operator::new(&server, "one", Some(server.lender.id)).await;
    let contract = server.contract().await;
    let page = format!("/console/contracts/{}", contract.id);
    assert!(one.page(&page).await.contains("Help with a plan"));
    assert!(one.page(&format!("{page}/help")).await.contains("Ask for the borrower"));
    let bad = one.post(&format!("{page}/help"), &[("wish", "whim"), ("note", "kept <as typed>")]).await;
    assert_eq!(bad.status, 422);
    assert!(
        text(&bad).contains("Choose one.") && text(&bad).contains("kept &#60;as typed&#62;"),
        "{}",
        text(&bad)
    );
    let done = one.post(&format!("{page}/help"), &[("wish", "lower_rate"), ("note", "ill")]).await;
    assert_eq!(done.status, 303);
    let open = server.read(&contract).await.help.open.unwrap();
    assert_eq!((open.by, open.wish, open.note.as_deref()), (AskedBy::Agent, Wish::LowerRate, Some("ill")));
    let twice = one.post(&format!("{page}/help"), &[("wish", "other")]).await;
    assert_eq!(twice.status, 409);
    assert_eq!(one.post(&format!("{page}/help/decline"), &[]).await.status, 303);
    let html = one.page(&format!("{page}/help")).await;
    assert!(html.contains("Lower rate, asked for on Jan 5, 2026: declined on Jan 5, 2026"), "{html}");
    let nothing = one.post(&format!("{page}/help/decline"), &[]).await;
    assert_eq!(nothing.status, 409);
}

/// What is offered is what was looked at: the figures stand beside the plan as it stands, and go with the offer.
#[tokio::test]
async fn plans_are_looked_at_and_then_offered() {
    let server = server().await;
    let one = Operator::new(&server, "one", Some(server.lender.id)).await;
    let (contract, page) = asked(&server, Wish::PaymentHoliday, Some("<b>ill</b>")).await;
    let card = one.page(&page).await;
    assert!(card.contains("Asked for help") && card.contains("Answer with a plan"));
    assert!(!card.contains("<b>ill"), "the note is text, not markup");

    let typed = "plan1-kind=payment_holiday&plan1-skipped=1&plan1-holiday_interest=carried\
                 &plan2-kind=term_extension&plan2-extra=3\
                 &plan3-kind=forgiveness&plan3-principal=30.00";
    let html = one.page(&format!("{page}/help?preview=1&{typed}")).await;
    // Three installments of 100.00 without interest: six of 50.00, or three of 90.00.
    for fact in [
        "Plan 3",
        "The next installment is skipped.",
        "There are 3 installments more at the end.",
        "USD 30.00 of what is owed is given up.",
        "USD 50.00",
        "USD 90.00",
        "USD 30.00 less",
        "the same",
        "less than 30 days late; payments or interest rest by agreement",
        "Offer to the borrower",
        "value=\"2026-01-19\"",
    ] {
        assert!(html.contains(fact), "{fact} in {html}");
    }
    assert!(server.read(&contract).await.help.open.unwrap().offer.is_none(), "looking offers nothing");

    let shown = hidden(&html, "shown");
    let fields = [
        ("shown", shown),
        ("valid_through", "2026-01-20"),
        ("plan1-kind", "payment_holiday"),
        ("plan1-skipped", "1"),
        ("plan1-holiday_interest", "carried"),
        ("plan2-kind", "term_extension"),
        ("plan2-extra", "3"),
        ("plan3-kind", "forgiveness"),
        ("plan3-principal", "30.00"),
    ];
    let late = [&[("valid_through", "2027-01-01")], &fields[..1], &fields[2..]].concat();
    let late = one.post(&format!("{page}/help/offer"), &late).await;
    assert_eq!(late.status, 409);
    assert!(text(&late).contains("An offer stands from today through 2026-02-04 at the latest."));
    let other = [&[("plan3-principal", "31.00")], &fields[..8]].concat();
    let other = one.post(&format!("{page}/help/offer"), &other).await;
    assert_eq!(other.status, 422);
    assert!(text(&other).contains("The figures have changed since."), "{}", text(&other));
    assert_eq!(one.post(&format!("{page}/help/offer"), &fields).await.status, 303);
    let offer = server.read(&contract).await.help.open.unwrap().offer.unwrap();
    assert_eq!(offer.plans.len(), 3);
    let holiday = Restructuring::Holiday { installments: 1, interest: HolidayInterest::Carried };
    assert_eq!(offer.plans[0].change, holiday);
    assert_eq!(offer.plans[2].figures.still_to_pay.minor(), 27_000);
    let html = one.page(&format!("{page}/help")).await;
    assert!(html.contains("The next approval is another person’s."), "{html}");
}

/// What can't be read stands in its field, with what would be right beside it; the other plans are shown all the same.
#[tokio::test]
async fn a_mistake_is_marked_where_it_was_made() {
    let server = server().await;
    let one = Operator::new(&server, "one", Some(server.lender.id)).await;
    let (_, page) = asked(&server, Wish::Other, None).await;
    for (typed, said) in [
        ("plan1-kind=", "Choose a plan."),
        ("plan1-kind=magic", "Choose a plan."),
        ("plan1-kind=term_extension&plan1-extra=x%3Cy", "Write a whole number, such as 3."),
        ("plan1-kind=term_extension&plan1-extra=0", "Nothing changes"),
        ("plan1-kind=payment_holiday&plan1-skipped=1&plan1-holiday_interest=gone", "Choose one."),
        ("plan1-kind=payment_holiday&plan1-skipped=999&plan1-holiday_interest=waived", "there must be 1 to"),
        ("plan1-kind=lower_rate&plan1-rate=1e3&plan1-rate_from=2026-02-01", "is not an annual rate"),
        (
            "plan1-kind=re_age&plan1-series=6&plan1-first_due_on=soon&plan1-re_age_interest=default",
            "Choose a day",
        ),
        (
            "plan1-kind=interest_pause&plan1-pause_from=2026-02-09&plan1-pause_through=2026-02-01",
            "has no day",
        ),
        ("plan1-kind=forgiveness&plan1-principal=1.234", "plan1-principal-error"),
        ("plan1-kind=forgiveness&plan1-principal=900.00", "owed"),
    ] {
        let bad =
            one.get(&format!("{page}/help?preview=1&{typed}&plan2-kind=term_extension&plan2-extra=3")).await;
        let html = text(&bad);
        if typed == "plan1-kind=" {
            assert_eq!(bad.status, 200, "one plan is enough");
            let none = one.get(&format!("{page}/help?preview=1&plan1-kind=")).await;
            assert!(none.status == 422 && text(&none).contains(said));
            continue;
        }
        assert_eq!(bad.status, 422, "{typed}");
        assert!(html.contains(said) && html.contains("aria-invalid"), "{typed}: {html}");
        assert!(
            html.contains("USD 50.00") && !html.contains("help/offer"),
            "the good plan is shown: {typed}"
        );
    }
    let html =
        text(&one.get(&format!("{page}/help?preview=1&plan1-kind=term_extension&plan1-extra=x%3Cy")).await);
    assert!(html.contains("value=\"x&#60;y\""), "{html}");
}

/// Every kind of plan can be looked at.
#[tokio::test]
async fn every_kind_of_plan_has_figures() {
    let server = server().await;
    let one = Operator::new(&server, "one", Some(server.lender.id)).await;
    let (_, page) = asked(&server, Wish::Other, None).await;
    for (typed, said) in [
        (
            "plan1-kind=re_age&plan1-series=6&plan1-first_due_on=2026-02-10&plan1-re_age_interest=waive",
            "6 new installments",
        ),
        (
            "plan1-kind=payment_holiday&plan1-skipped=2&plan1-holiday_interest=compounded",
            "bears interest itself",
        ),
        ("plan1-kind=lower_rate&plan1-rate=5.5&plan1-rate_from=2026-02-02", "5.5 % a year"),
        (
            "plan1-kind=interest_pause&plan1-pause_from=2026-01-06&plan1-pause_through=2026-02-01",
            "There is no interest from",
        ),
    ] {
        let html = text(&one.get(&format!("{page}/help?preview=1&{typed}")).await);
        assert!(html.contains(said) && html.contains("Offer to the borrower"), "{typed}: {html}");
    }
}

#[tokio::test]
async fn an_offer_is_approved_by_another_person_who_has_read_it() {
    let server = server().await;
    let one = Operator::new(&server, "one", Some(server.lender.id)).await;
    let two = Operator::new(&server, "two", Some(server.lender.id)).await;
    let (contract, page) = asked(&server, Wish::Forgiveness, None).await;
    let is_binding = async || server.read(&contract).await.help.open.unwrap().offer.unwrap().is_binding();
    offered(&server, &contract, vec![forgive(&contract, 500)]).await;
    assert!(!is_binding().await, "money is given up: a person must say yes too");
    assert!(one.page(&page).await.contains("Look at the offer and approve"));
    let html = one.page(&format!("{page}/help")).await;
    assert!(html.contains("Approve the offer") && html.contains("USD 5.00 less"), "{html}");
    let read = hidden(&html, "shown").to_owned();

    offered(&server, &contract, vec![forgive(&contract, 20_000)]).await;
    for shown in [read.as_str(), "", "zz"] {
        let blind = one.post(&format!("{page}/help/approve"), &[("shown", shown)]).await;
        assert_eq!(blind.status, 409);
        assert!(text(&blind).contains("not the one that was shown: read it again"));
    }
    assert!(!is_binding().await);
    let html = one.page(&format!("{page}/help")).await;
    let read = hidden(&html, "shown").to_owned();
    assert_eq!(one.post(&format!("{page}/help/approve"), &[("shown", &read)]).await.status, 303);
    assert!(is_binding().await);
    let again = one.post(&format!("{page}/help/approve"), &[("shown", &read)]).await;
    assert!(text(&again).contains("this operator has approved already"));

    server.pay(&contract, 1_000).await;
    let html = two.page(&format!("{page}/help")).await;
    assert!(html.contains("The borrower can’t accept this any more."), "{html}");
    assert_eq!(two.post(&format!("{page}/help/decline"), &[]).await.status, 303);
    let contract = server.read(&contract).await;
    assert_eq!(contract.help.ended[0].outcome, HelpOutcome::Declined);
}
