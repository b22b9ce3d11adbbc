use ident::ContractId;
use servicing::{Command, HoldKind};

use crate::stage::{TestServer, new_contract};
use crate::story::Phone;

/// Contracts of every kind, those worth a look by a name.
pub(crate) async fn fill(server: &TestServer) -> Vec<(&'static str, ContractId)> {
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
    vec![("offered", offered.id), ("held", held.id), ("settled", settled.id)]
}
