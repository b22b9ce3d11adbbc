//! The account lock that a reset triggers: it is the borrower's, and never a second trap.

use axum::http::StatusCode;

use crate::lender::Lender;
use crate::running::Running;

const FORM: &str = "application/x-www-form-urlencoded";

impl Running {
    /// Sets a recovery code and gives it as its owner writes it down.
    async fn protect(&self) -> String {
        self.control("account/offer").await;
        let page = self.get("/").await;
        let code = page.split("<strong>").nth(1).and_then(|rest| rest.split("</strong>").next()).unwrap();
        let code = code.to_owned();
        assert_eq!(code.chars().filter(char::is_ascii_digit).count(), 16, "{code}");
        self.control("account/confirm").await;
        assert!(!self.get("/").await.contains(&code), "it is shown once");
        code
    }

    async fn open(&self, code: &str) -> StatusCode {
        self.post("/control/account/open", FORM, format!("code={}", code.replace(' ', "+"))).await.0
    }

    async fn is(&self, state: &str) {
        self.until(|screen| screen["account"]["state"] == state).await;
    }
}

#[tokio::test]
async fn a_reset_asks_for_the_borrower_s_own_code() {
    let (lender, dir) = (Lender::serve().await, tempfile::tempdir().unwrap());
    let phone = Running::start(dir.path()).await;
    phone.enroll(&lender).await;
    let code = phone.protect().await;
    phone.is("set").await;
    phone.control("reset").await;
    phone.is("locked").await;

    // Switching it off and on opens nothing, nor does another code.
    phone.switch_off().await;
    let phone = Running::start(dir.path()).await;
    phone.is("locked").await;
    assert_eq!(phone.open("0000 0000 0000 0000").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(phone.get("/").await.contains("This is not the code"));
    assert_eq!(phone.open(&code).await, StatusCode::SEE_OTHER);
    phone.is("set").await;
    phone.switch_off().await;
}

#[tokio::test]
async fn the_code_is_nowhere_but_on_the_page() {
    let (lender, dir) = (Lender::serve().await, tempfile::tempdir().unwrap());
    let phone = Running::start(dir.path()).await;
    phone.enroll(&lender).await;
    phone.control("account/offer").await;
    // Any page may watch the screen; it must not learn the code.
    let screen: serde_json::Value = serde_json::from_str(&phone.get("/screen").await).unwrap();
    assert_eq!(screen["account"], serde_json::json!({ "state": "offered" }));
    // A code that was never confirmed is gone with the reset, and locks nothing.
    phone.control("reset").await;
    phone.is("none").await;
    phone.switch_off().await;
}

#[tokio::test]
async fn under_the_lock_the_phone_is_found_again_and_can_pay_and_call() {
    let (lender, dir) = (Lender::serve().await, tempfile::tempdir().unwrap());
    let phone = Running::start(dir.path()).await;
    phone.enroll(&lender).await;
    phone.protect().await;
    phone.control("reset").await;
    phone.is("locked").await;
    let screen = phone.until(|screen| screen["standing_seq"] == 1).await;
    assert_eq!((&screen["applied"], &screen["emergency_call"]), (&"none".into(), &true.into()));
    let page = phone.get("/").await;
    for reachable in ["tel:112", "tel:+12025550100", "https://pay.example"] {
        assert!(page.contains(reachable), "{reachable}");
    }
    phone.switch_off().await;
}

#[tokio::test]
async fn the_quittance_takes_the_lock_away_for_good() {
    let (lender, dir) = (Lender::serve().await, tempfile::tempdir().unwrap());
    let phone = Running::start(dir.path()).await;
    phone.enroll(&lender).await;
    phone.protect().await;
    phone.control("reset").await;
    phone.is("locked").await;
    // Nobody enters a code: the borrower has lost it, and has paid.
    lender.release(2);
    phone.until(|screen| screen["kind"] == "quittance").await;
    phone.is("none").await;
    for _ in 0..3 {
        phone.control("reset").await;
        phone.is("none").await;
        phone.until(|screen| screen["kind"] == "quittance").await;
    }
    // Also where no network is.
    phone.control("offline").await;
    phone.control("reset").await;
    phone.is("none").await;
    phone.switch_off().await;
}
