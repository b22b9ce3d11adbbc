//! Contracts with a past.

use jiff::{SignedDuration, ToSpan};
use policy::{Channel, Level, NoticeKey};
use proof::documents::{Fact, Receipt};
use proof::keys::{Signer, SoftDeviceKey};
use proof::{Claims, Digest, Party, Unsigned};
use servicing::{Command, Contract, NoticeDelivery};

use crate::stage::{TestServer, at};

/// The phone of a contract, which follows every order at once.
pub(crate) struct Phone(SoftDeviceKey);

impl Phone {
    pub(crate) async fn enroll(server: &TestServer, contract: &Contract, seed: u8) -> Self {
        let key = SoftDeviceKey::from_seed(&[seed; 32]);
        server.execute(contract, Command::Enroll { key: key.public_key() }).await.unwrap();
        let phone = Self(key);
        phone.follow(server, contract).await;
        phone
    }

    /// Says that it does what it is told.
    pub(crate) async fn follow(&self, server: &TestServer, contract: &Contract) {
        let now = server.read(contract).await;
        let (level, standing_seq) = (now.restriction.level, now.restriction.standing_seq);
        let applied = Command::LevelApplied { level, standing_seq, at: server.now().await };
        server.execute(contract, applied).await.unwrap();
    }

    /// Shows the notices that wait for it, and signs that it did.
    pub(crate) async fn show_notices(&self, server: &TestServer, contract: &Contract) {
        let contract = server.read(contract).await;
        let Some(delinquency) = &contract.delinquency else { return };
        for notice in &delinquency.notices {
            if notice.deliveries.iter().any(|delivery| delivery.channel == Channel::OnDevice) {
                continue;
            }
            let at = server.now().await;
            let claims = Claims {
                issuer: Party::Device(contract.device.id),
                subject: contract.id,
                audience: Party::Lender(contract.lender),
                expires_at: None,
                not_before: None,
                issued_at: at,
            };
            let fact = Fact::NoticeShown { key: notice.key.clone(), delinquent_since: delinquency.since };
            let body = Receipt { counter: 1, previous: Digest([0; 32]), standing_seq: 1, fact };
            let delivery = NoticeDelivery {
                key: NoticeKey(notice.key.0.clone()),
                delinquent_since: delinquency.since,
                channel: Channel::OnDevice,
                at,
                receipt: Some(Unsigned { claims, body }.sign(&self.0)),
                reference: None,
            };
            server.execute(&contract, Command::NoticeDelivered(delivery)).await.unwrap();
        }
    }

    /// Lives through the days until noon of this one, at which nothing is paid.
    pub(crate) async fn live_until(&self, server: &TestServer, contract: &Contract, day: &str) {
        let end = at(&format!("{day}T12:00:00Z"));
        while server.now().await < end {
            let tomorrow = server.now().await.checked_add(SignedDuration::from_hours(24)).unwrap().min(end);
            server.advance(tomorrow).await;
            self.show_notices(server, contract).await;
            self.follow(server, contract).await;
        }
        server.set_wall(server.wall().checked_add(10.seconds()).unwrap());
    }
}

/// A contract whose phone is locked, since 9 March.
pub(crate) async fn locked(server: &TestServer) -> (Contract, Phone) {
    let contract = server.contract().await;
    let phone = Phone::enroll(server, &contract, 3).await;
    phone.live_until(server, &contract, "2026-03-10").await;
    let contract = server.read(&contract).await;
    assert_eq!(contract.restriction.level, Level::Locked);
    (contract, phone)
}
