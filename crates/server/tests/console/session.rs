use jiff::SignedDuration;
use server::LenderMode;
use server::web::OperatorError;
use store::rows::OperatorRow;

use crate::operator::{Operator, cookie, get_with, post_with, server, sign_in, text};
use crate::stage::{PASSWORD, new_lender};

#[tokio::test]
async fn signing_in_needs_name_and_password() {
    let server = server().await;
    server.app.create_operator("agent", PASSWORD, None).await.unwrap();
    for (name, password) in
        [("agent", "wrong horse battery"), ("agent", ""), ("nobody", PASSWORD), ("Amina", PASSWORD)]
    {
        let reply = sign_in(&server, name, password).await;
        assert_eq!(reply.status, 401, "{name}");
        assert!(!reply.headers.contains_key("set-cookie"));
        assert!(text(&reply).contains("Name or password is wrong"), "{name}");
        assert!(!text(&reply).contains(PASSWORD));
    }
    assert_eq!(sign_in(&server, "agent", PASSWORD).await.headers["location"], "/console");
}

#[tokio::test]
async fn the_cookie_is_for_this_server_only() {
    let server = server().await;
    server.app.create_operator("agent", PASSWORD, None).await.unwrap();
    let reply = sign_in(&server, "agent", PASSWORD).await;
    let value = reply.headers["set-cookie"].to_str().unwrap();
    assert!(value.starts_with("quittance="), "{value}");
    for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=28800"] {
        assert!(value.contains(part), "{value}");
    }
}

#[tokio::test]
async fn nothing_is_shown_without_a_good_cookie() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", None).await;
    let reply = get_with(&server, "/console?status=active", "").await;
    assert_eq!(reply.status, 303);
    assert_eq!(reply.headers["location"], "/console/sign-in?next=%2Fconsole%3Fstatus%3Dactive");
    let (name, token) = agent.cookie.split_once('=').unwrap();
    for at in 0..token.len() {
        let mut altered = token.as_bytes().to_vec();
        altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
        let altered = format!("{name}={}", String::from_utf8(altered).unwrap());
        assert_eq!(get_with(&server, "/console", &altered).await.status, 303, "byte {at}");
    }
    assert_eq!(agent.get("/console").await.status, 200);
}

#[tokio::test]
async fn a_session_ends_after_a_working_day() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", None).await;
    let start = server.wall();
    server.set_wall(start.checked_add(SignedDuration::from_secs(8 * 3600 - 1)).unwrap());
    assert_eq!(agent.get("/console").await.status, 200);
    server.set_wall(start.checked_add(SignedDuration::from_hours(8)).unwrap());
    assert_eq!(agent.get("/console").await.status, 303);
}

#[tokio::test]
async fn who_is_shut_out_is_out_at_once() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", None).await;
    let row = server.app.store.operator_by_name("agent").await.unwrap().unwrap();
    server.app.store.put_operator(OperatorRow { disabled_at: Some(server.wall()), ..row }).await.unwrap();
    assert_eq!(agent.get("/console").await.status, 303);
    assert_eq!(sign_in(&server, "agent", PASSWORD).await.status, 401);
}

#[tokio::test]
async fn a_new_password_ends_every_session() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", None).await;
    let row = server.app.store.operator_by_name("agent").await.unwrap().unwrap();
    let other = server.app.create_operator("other", "another horse battery", None).await.unwrap();
    let changed = OperatorRow { password_hash: other.password_hash, ..row };
    server.app.store.put_operator(changed).await.unwrap();
    assert_eq!(agent.get("/console").await.status, 303);
}

#[tokio::test]
async fn signing_out_needs_the_token() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", None).await;
    let forged = post_with(&server, "/console/sign-out", &agent.cookie, &[("csrf", "x")]).await;
    assert_eq!(forged.status, 403);
    let reply = agent.post("/console/sign-out", &[]).await;
    assert_eq!(reply.status, 303);
    assert_eq!(cookie(&reply), "quittance=");
}

#[tokio::test]
async fn a_form_of_another_session_is_refused() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", None).await;
    let brian = Operator::new(&server, "brian", None).await;
    let csrf = brian.csrf().await;
    let reply = post_with(&server, "/console/sign-out", &agent.cookie, &[("csrf", &csrf)]).await;
    assert_eq!(reply.status, 403);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let server = server().await;
    server.app.create_operator("agent", PASSWORD, None).await.unwrap();
    let mut answers = Vec::new();
    for _ in 0..12 {
        answers.push(sign_in(&server, "agent", "a wrong password").await);
    }
    let last = answers.pop().unwrap();
    assert_eq!(answers[0].status, 401);
    assert_eq!(last.status, 429);
    assert_eq!(last.headers["retry-after"], "60");
}

#[tokio::test]
async fn an_operator_needs_a_name_and_a_long_password() {
    let server = server().await;
    let lender = new_lender(&server.app, "Second Lender", LenderMode::Test).await;
    let make = |name: &'static str, password: &'static str| {
        let app = server.app.clone();
        async move { app.create_operator(name, password, Some(lender)).await }
    };
    for name in ["", " agent", "am\nina", &*"a".repeat(65).leak()] {
        assert!(matches!(make(name, PASSWORD).await, Err(OperatorError::Name)), "{name:?}");
    }
    assert!(matches!(make("agent", "eleven char").await, Err(OperatorError::Password)));
    let made = make("agent", PASSWORD).await.unwrap();
    assert_eq!(made.lender, Some(lender));
    assert!(!format!("{made:?}").contains("argon2"), "a hash is not for logs");
    assert!(matches!(make("agent", PASSWORD).await, Err(OperatorError::Taken)));
}
