//! Factory resets: nothing local survives, and nothing is gained or lost by it.

use policy::Level;
use servicing::Contract;

use crate::phone::Phone;
use crate::world::World;

/// A phone that is locked because nothing was paid, as the server and the phone agree.
async fn locked() -> (World, Contract, Phone) {
    let server = World::new().await;
    let contract = server.contract().await;
    let mut phone = Phone::of(&contract);
    phone.enroll(&server, &contract).await;
    let days = (2..=28)
        .map(|day| format!("2026-02-{day:02}"))
        .chain((1..=20).map(|day| format!("2026-03-{day:02}")));
    for day in days {
        if phone.agent.level() != Level::Locked {
            server.advance(&format!("{day}T10:00:00Z")).await;
            phone.check_in(&server).await;
        }
    }
    assert_eq!(phone.agent.level(), Level::Locked, "{:?}", phone.refusals);
    (server, contract, phone)
}

async fn receipts(server: &World, contract: &Contract) -> Vec<u64> {
    let rows = server.app.store.receipts(contract.id).await.unwrap();
    rows.into_iter().map(|row| row.counter).collect()
}

#[tokio::test]
async fn twenty_resets_while_locked_leave_it_locked_and_its_evidence_kept() {
    let (server, contract, mut phone) = locked().await;
    let before = receipts(&server, &contract).await;
    let mut seq = phone.agent.standing_seq();
    for _ in 0..20 {
        phone.reset(&server, &contract).await;
        phone.check_in(&server).await;
        assert_eq!(phone.agent.level(), Level::Locked, "{:?}", phone.refusals);
        assert!(phone.agent.standing_seq() > seq, "the current standing, told anew");
        seq = phone.agent.standing_seq();
    }
    let after = receipts(&server, &contract).await;
    assert_eq!(after[..before.len()], before);
    assert!(after.len() >= before.len() + 20, "every return is on record");
    let counted: Vec<u64> = (1..=u64::try_from(after.len()).unwrap()).collect();
    assert_eq!(after, counted, "one chain without a gap");
    assert!(phone.refusals.is_empty(), "{:?}", phone.refusals);
}

#[tokio::test]
async fn twenty_resets_of_a_paid_phone_leave_it_free() {
    let (server, contract, mut phone) = locked().await;
    let owed = server.read(&contract).await.account.overdue(contract.day(server.now().await));
    server.pay(&contract, owed.minor()).await;
    for _ in 0..20 {
        phone.reset(&server, &contract).await;
        phone.check_in(&server).await;
        assert_eq!(phone.agent.level(), Level::None);
    }
}

#[tokio::test]
async fn twenty_resets_after_the_quittance_leave_it_free_for_ever() {
    let (server, contract, mut phone) = locked().await;
    server.pay(&contract, 30_000).await;
    for _ in 0..20 {
        phone.reset(&server, &contract).await;
        assert_eq!(phone.agent.level(), Level::None);
        assert_eq!(phone.agent.screen().kind, agent::ScreenKind::Quittance);
    }
    // Also where no network is: a phone that remembers nothing is free.
    phone.reset_offline(&server).await;
    assert_eq!(phone.agent.level(), Level::None);
    server.advance("2027-03-01T10:00:00Z").await;
    phone.check_in(&server).await;
    assert_eq!(phone.agent.screen().kind, agent::ScreenKind::Quittance);
}

#[tokio::test]
async fn a_reset_without_network_is_free_until_it_hears_again() {
    let (server, contract, mut phone) = locked().await;
    phone.reset_offline(&server).await;
    assert_eq!(phone.agent.level(), Level::None, "it knows of nothing that allows more");
    phone.check_in(&server).await;
    assert_eq!(phone.agent.level(), Level::Locked);
    assert_eq!(server.read(&contract).await.restriction.level, Level::Locked);
}

#[tokio::test]
async fn a_reset_in_the_middle_of_a_payment_finds_the_payment() {
    let (server, contract, mut phone) = locked().await;
    // The borrower pays, resets before the release arrives, and pays the rest while the phone is away.
    server.pay(&contract, 1_000).await;
    phone.reset_offline(&server).await;
    let owed = server.read(&contract).await.account.overdue(contract.day(server.now().await));
    server.pay(&contract, owed.minor()).await;
    phone.check_in(&server).await;
    assert_eq!(phone.agent.level(), Level::None);
    assert_eq!(server.read(&contract).await.restriction.applied, None, "it does not say locked any more");
}

#[tokio::test]
async fn a_new_key_after_a_reset_is_free_until_it_has_shown_the_notices_itself() {
    let (server, contract, mut phone) = locked().await;
    phone.reset_with_new_key(&server, 4).await;
    assert_eq!(phone.agent.level(), Level::None);
    assert_eq!(server.read(&contract).await.restriction.level, Level::None);
    let mut days = 0;
    while phone.agent.level() != Level::Locked {
        days += 1;
        assert!(days < 60, "never again locked: {:?} {:?}", phone.agent.level(), phone.refusals);
        let now = server.now().await;
        server.advance(&(now + jiff::SignedDuration::from_hours(24)).to_string()).await;
        phone.check_in(&server).await;
    }
    assert!(days >= 7, "the notices took their whole time again, and not {days} days");
    assert!(phone.refusals.is_empty(), "{:?}", phone.refusals);
}
