use ident::{OperatorId, TransactionId};
use servicing::{Command, ConcessionApprovals, Contract, HoldKind};

use crate::stage::{TestServer, new_contract, usd};
use crate::story::Phone;

/// Contracts of every kind; the pages worth a look by a name.
pub(crate) async fn fill(server: &TestServer) -> Vec<(&'static str, String)> {
    let mut new = new_contract(35_000_000_000_001);
    new.borrower.name =
        "Aboutasixtyletternamewithoutanyspaces-Thatgoesonandon, Withäccentsandmore".to_owned();
    new.model = "A phone with an extraordinarily long name, 512 GB, midnight green".to_owned();
    new.external_reference = Some("ORDER-2026-000000000000000000000000000000000000000000001".to_owned());
    let offered = server.offer(new).await;
    let mut new = new_contract(35_000_000_000_002);
    new.borrower.name = "Another borrower".to_owned();
    let held = server.accepted(new).await;
    let hold = Command::PlaceHold { kind: HoldKind::Hardship, until: None };
    server.execute(&held, hold).await.unwrap();
    let mut new = new_contract(35_000_000_000_003);
    new.borrower.name = "José Quispe".to_owned();
    let settled = server.accepted(new).await;
    Phone::enroll(server, &settled, 5).await;
    server.pay(&settled, 12_000).await;
    server.pay(&settled, 18_000).await;
    for number in 10..30 {
        let mut new = new_contract(35_000_000_000_000 + number);
        new.borrower.name = format!("Borrower {number}");
        let contract = server.accepted(new).await;
        if number % 3 == 0 {
            server.pay(&contract, 10_000).await;
        }
    }
    let (waits, open) = (settling(server, 4, 1).await, settling(server, 5, 2).await);
    server.pay(&open, 2_500).await;
    vec![
        ("offered", console(&offered)),
        ("held", console(&held)),
        ("settled", console(&settled)),
        ("settling", console(&waits)),
        ("settling-open", console(&open)),
        ("pay-settlement", format!("/pay/{}", open.payment_reference)),
    ]
}

fn console(contract: &Contract) -> String {
    format!("/console/contracts/{}", contract.id)
}

/// A contract of which less is taken, as so many people said.
async fn settling(server: &TestServer, number: u8, people: u8) -> Contract {
    let mut new = new_contract(35_000_000_000_000 + u64::from(number));
    new.borrower.name = format!("Borrower {number}, who settles");
    let contract = server.accepted(new).await;
    let id = TransactionId::from_bytes([number; 16]);
    let offer = Command::OfferSettlement {
        id,
        amount: usd(18_000),
        valid_through: contract.day(server.now().await).saturating_add(jiff::Span::new().days(120)),
        by: Some(OperatorId::from_bytes([1; 16])),
        rule: ConcessionApprovals::default(),
    };
    server.execute(&contract, offer).await.unwrap();
    for person in 2..=people {
        let by = OperatorId::from_bytes([person; 16]);
        server.execute(&contract, Command::ApproveSettlement { by, offer: id }).await.unwrap();
    }
    contract
}
