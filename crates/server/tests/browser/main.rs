//! The pages in a real browser: chromium, driven by chromedriver. Without them there is nothing to look through,
//! and the tests say so and end.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "helpers of tests speak and fail"
)]

#[path = "../console/stage.rs"]
mod stage;
#[path = "../console/story.rs"]
mod story;

mod browser;
mod checks;
mod hard_times;
mod portfolio;
mod site;

use fantoccini::key::Key;

use browser::{Browser, DESKTOP, NARROW, PHONE};
use site::Site;

/// Asks for a page, signs in by keyboard, and is where it should be.
async fn sign_in(browser: &Browser, site: &Site, asked: &str, arrives: &str) {
    browser.goto(&site.url(asked)).await;
    browser
        .press(&format!("agent{}{}{}", char::from(Key::Tab), stage::PASSWORD, char::from(Key::Enter)))
        .await;
    browser.until_at(&site.url(arrives)).await;
}

#[tokio::test]
async fn an_operator_works_without_a_mouse() {
    let Some(browser) = Browser::start().await else { return };
    let site = Site::start().await;
    browser.show(DESKTOP, "light").await;
    // The page that was asked for comes after signing in.
    let contract = format!("/console/contracts/{}", site.locked);
    sign_in(&browser, &site, &contract, &contract).await;
    browser.press(&char::from(Key::Tab).to_string()).await;
    assert_eq!(browser.script("return document.activeElement.textContent").await, "Skip to content");
    browser.press(&char::from(Key::Enter).to_string()).await;
    assert_eq!(browser.script("return document.activeElement.id").await, "main");
    // Down to the form, a hold is placed.
    browser.script("document.getElementById('kind').focus()").await;
    browser.press(&format!("D{}{}", char::from(Key::Tab), char::from(Key::Enter))).await;
    browser.until_at(&site.url(&format!("/console/contracts/{}?done=hold-placed", site.locked))).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn pages_fit_and_can_be_read() {
    let Some(browser) = Browser::start().await else { return };
    let site = Site::start().await;
    browser.show(DESKTOP, "light").await;
    sign_in(&browser, &site, "/console/sign-in", "/console").await;
    for (name, path) in site.pages() {
        for (size, screen) in [("narrow", NARROW), ("phone", PHONE), ("desktop", DESKTOP)] {
            for scheme in ["light", "dark"] {
                browser.show(screen, scheme).await;
                browser.goto(&site.url(&path)).await;
                browser.picture(&format!("{name}-{size}-{scheme}"), screen).await;
                assert_eq!(browser.faults(checks::SIDEWAYS).await, Vec::<String>::new(), "{name} {size}");
                assert_eq!(browser.faults(checks::CONTRAST).await, Vec::<String>::new(), "{name} {scheme}");
                assert_eq!(browser.faults(checks::NAMES).await, Vec::<String>::new(), "{name}");
            }
        }
    }
    // The picture of an enrollment code obeys the content policy.
    browser.show(DESKTOP, "light").await;
    browser.goto(&site.url(&site.pages().into_iter().find(|(name, _)| *name == "held").unwrap().1)).await;
    browser.script("document.querySelector('form[action$=\"/enrollment-code\"] button').click()").await;
    browser.until_true("return document.querySelector('.qr svg')?.getBoundingClientRect().width > 200").await;
    browser.picture("code-desktop-light", DESKTOP).await;
    // That a page is missing is what one of them is about, and a mistake is what another one is about.
    let expected = [site.url("/console/contracts/x - "), hard_times::MISTAKE.to_owned()];
    let is_expected = |text: &String| expected.iter().any(|known| text.contains(known));
    let complaints = browser.complaints().await.into_iter().filter(|text| !is_expected(text));
    assert_eq!(complaints.collect::<Vec<_>>(), Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn a_payment_shows_by_itself() {
    let Some(browser) = Browser::start().await else { return };
    let site = Site::start().await;
    browser.show(DESKTOP, "light").await;
    let contract = format!("/console/contracts/{}", site.locked);
    sign_in(&browser, &site, &contract, &contract).await;
    let shows = "return document.body.textContent.includes('Should be free, but still says it is locked')";
    assert_eq!(browser.script(shows).await, false);
    site.pay_locked().await;
    browser.until_true(shows).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}
