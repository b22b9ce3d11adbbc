use data_encoding::HEXLOWER;
use proof::Parsed;
use proof::documents::Terms;
use proof::log::LogProof;
use server::LenderMode;

use crate::operator::{Operator, get_with, send, server, text};
use crate::stage::{new_contract, new_lender};
use crate::story::locked;

/// Tags away, so that a snapshot reads as the page does.
fn words(html: &str) -> String {
    let mut out = String::new();
    for part in html.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        let is_block = ["/p", "/div", "/li", "/dl", "/h2", "/h3", "/dt"].contains(&tag);
        out.push_str(if is_block { "\n" } else { " " });
        out.push_str(text);
    }
    let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_timeline_tells_how_a_phone_was_locked_and_freed() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    let (contract, phone) = locked(&server).await;
    server.pay(&contract, 20_000).await;
    phone.follow(&server, &contract).await;
    let timeline = words(&agent.page(&format!("/console/contracts/{}/timeline", contract.id)).await);
    insta::assert_snapshot!("timeline", timeline);
}

#[tokio::test]
async fn a_paid_phone_that_is_still_locked_is_explained() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    let (contract, phone) = locked(&server).await;
    let path = format!("/console/contracts/{}/state", contract.id);
    let before = words(&agent.page(&path).await);
    server.pay(&contract, 20_000).await;
    let paid = words(&agent.page(&path).await);
    phone.follow(&server, &contract).await;
    let freed = words(&agent.page(&path).await);
    insta::assert_snapshot!(
        "state",
        format!("LOCKED\n{before}\n\nPAID\n{paid}\n\nFREED\n{freed}")
            .replace(&contract.payment_reference, "[reference]")
    );
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    let contract = server.contract().await;
    for part in ["state", "timeline"] {
        let path = format!("/console/contracts/{}/{part}", contract.id);
        let first = agent.get(&path).await;
        let etag = first.headers["etag"].to_str().unwrap();
        let again =
            axum::http::Request::get(&path).header("cookie", &agent.cookie).header("if-none-match", etag);
        let again = again.body(axum::body::Body::empty()).unwrap();
        let reply = send(&server, again).await;
        assert_eq!((reply.status.as_u16(), reply.body.len()), (304, 0), "{part}");
        // The page carries the same tag, so that a script need not ask for what is there.
        let page = agent.page(&format!("/console/contracts/{}", contract.id)).await;
        assert!(page.contains(&format!("data-etag=\"{}\"", etag.replace('"', "&#34;"))), "{part}");
    }
    server.pay(&contract, 1_000).await;
    let changed = agent.get(&format!("/console/contracts/{}/timeline", contract.id)).await;
    assert!(text(&changed).contains("10.00\u{a0}USD was received"));
}

#[tokio::test]
async fn a_script_without_a_session_is_not_sent_to_sign_in() {
    let server = server().await;
    let contract = server.contract().await;
    for part in ["state", "timeline"] {
        let path = format!("/console/contracts/{}/{part}", contract.id);
        assert_eq!(get_with(&server, &path, "").await.status, 401, "{part}");
    }
}

#[tokio::test]
async fn names_stay_text() {
    let server = server().await;
    let agent = Operator::new(&server, "<b>agent</b>", Some(server.lender.id)).await;
    let mut new = new_contract(49_015_420_323_751);
    let attack = "<script>alert(1)</script>\"'--";
    new.borrower.name = attack.to_owned();
    new.model = format!("Model {attack}");
    new.external_reference = Some(format!("'; DROP TABLE contracts; {attack}"));
    let made = server.offer(new).await;
    for path in [
        format!("/console/contracts/{}", made.id),
        "/console".to_owned(),
        "/console?q=%3Cscript%3E".to_owned(),
    ] {
        let page = agent.page(&path).await;
        assert!(!page.contains("<script>") && !page.contains("<b>agent"), "{path}");
        assert!(page.contains("&#60;script&#62;"), "{path}");
    }
    let stored = server.read(&made).await;
    assert_eq!(stored.borrower.name, attack);
}

#[tokio::test]
async fn a_contact_is_masked() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", None).await;
    let contract = server.contract().await;
    let page = agent.page(&format!("/console/contracts/{}", contract.id)).await;
    let phone = contract.borrower.phone.unwrap();
    assert!(!page.contains(&phone));
    assert!(page.contains("•••\u{a0}99"));
}

#[tokio::test]
async fn documents_are_the_signed_bytes() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", None).await;
    let contract = server.contract().await;
    let page = format!("/console/contracts/{}", contract.id);
    let terms = contract.accepted.unwrap().digest;
    let reply = agent.get(&format!("{page}/documents/{terms}")).await;
    assert_eq!(reply.headers["content-type"], "application/cose; cose-type=\"cose-sign1\"");
    assert!(
        reply.headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\"terms-")
    );
    let parsed = Parsed::<Terms>::parse(&reply.body).unwrap();
    parsed.verify(&server.lender.authority.keys.command.public_key()).unwrap();
    let unknown = HEXLOWER.encode(&[9; 32]);
    for digest in [unknown.as_str(), "x", "..%2f..%2fetc%2fpasswd"] {
        assert_eq!(agent.get(&format!("{page}/documents/{digest}")).await.status, 404, "{digest}");
    }
}

#[tokio::test]
async fn a_logged_document_comes_with_its_proof() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", None).await;
    let (contract, _) = locked(&server).await;
    let logged = contract.restriction.logged.unwrap();
    let page = format!("/console/contracts/{}", contract.id);
    let link = format!("{page}/documents/{}/proof", logged.digest);
    let shown = agent.page(&page).await;
    assert!(shown.contains(&format!("<a href=\"{link}\" download>public log, entry {}</a>", logged.index)));
    let reply = agent.get(&link).await;
    assert_eq!(reply.headers["content-type"], "text/plain; charset=utf-8");
    let text = String::from_utf8(reply.body.to_vec()).unwrap();
    let proved = LogProof::verify(&text, &server.app.log.trust()).unwrap();
    assert!(proved.is_for(contract.device.id, &logged.digest));
    let terms = contract.accepted.unwrap().digest;
    assert_eq!(agent.get(&format!("{page}/documents/{terms}/proof")).await.status, 404);
    let stranger =
        Operator::new(&server, "other", Some(new_lender(&server.app, "Other", LenderMode::Test).await)).await;
    assert_eq!(stranger.get(&link).await.status, 404);
}
