use ident::OperatorId;
use serde_json::{Value, json};
use server::admin::AdminCommand;
use servicing::{Command, ConcessionApprovals};

use crate::common::TestServer;

struct Scene {
    server: TestServer,
    id: String,
}

impl Scene {
    async fn begin() -> Self {
        let server = TestServer::new().await;
        let id = server.active(1).await;
        Self { server, id }
    }

    fn at(&self, tail: &str) -> String {
        format!("/v1/contracts/{}{tail}", self.id)
    }

    async fn ask(&self, tail: &str, body: Value) -> Value {
        let answer = self.server.post(&self.at(tail), &body).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    async fn refused(&self, tail: &str, body: Value) -> String {
        let answer = self.server.post(&self.at(tail), &body).await;
        assert_eq!(answer.problem(), "refused", "{}", answer.text());
        answer.json()["detail"].as_str().unwrap().to_owned()
    }

    async fn pay(&self, amount: &str, external_id: &str) -> Value {
        let pay = json!({"amount": amount, "currency": "USD", "external_id": external_id});
        let paid = self.server.post(&self.at("/payments"), &pay).await;
        assert_eq!(paid.status, 201, "{}", paid.text());
        self.server.get(&self.at("")).await.json()
    }

    async fn rule(&self, ordinary: u8, giving_up: u8, giving_up_above_percent: u8) -> Result<Value, String> {
        let rule = ConcessionApprovals { ordinary, giving_up, giving_up_above_percent };
        let command = AdminCommand::SetConcessionApprovals { lender: self.server.lender.id, rule };
        self.server.app.administer(command).await.map_err(|problem| problem.detail)
    }
}

fn offer(amount: &str) -> Value {
    json!({"amount": amount, "valid_through": "2026-03-01"})
}

#[tokio::test]
async fn a_settlement_is_quoted_offered_approved_and_paid() {
    let scene = Scene::begin().await;
    let quote = scene.ask("/settlement/quote", offer("50.00")).await;
    assert_eq!((&quote["amount"], &quote["valid_through"]), (&json!("50.00"), &json!("2026-03-01")));
    let before = scene.server.get(&scene.at("")).await.json();
    assert_eq!(before["settlement"], json!(null), "a quote offers nothing");
    assert_eq!(quote["payoff"], scene.server.get(&scene.at("/payoff-quote")).await.json()["total"]);

    let offered = scene.ask("/settlement", offer("50.00")).await;
    let settlement = &offered["settlement"];
    assert_eq!(
        (&settlement["stage"], &settlement["approvals_needed"]),
        (&json!("awaiting_approval"), &json!(1))
    );
    assert_eq!(offered["balances"], before["balances"]);
    let paid = scene.pay("1.00", "before").await;
    assert_eq!(paid["settlement"]["received"], "0.00", "nobody approved yet");

    let id = scene.id.parse().unwrap();
    let lender = scene.server.app.lender(scene.server.lender.id).await.unwrap().unwrap();
    let contract = scene.server.app.contract_of(lender.id, id).await.unwrap().unwrap();
    let offer = contract.settlement.unwrap().id;
    let approve = Command::ApproveSettlement { by: OperatorId::from_bytes([1; 16]), offer };
    scene.server.app.execute(&lender, id, approve, &|_, _| ()).await.unwrap();
    let part = scene.pay("20.00", "part").await;
    assert_eq!(
        (&part["settlement"]["stage"], &part["settlement"]["to_pay"]),
        (&json!("open"), &json!("30.00"))
    );
    let begun = scene.refused("/settlement/withdraw", json!({})).await;
    assert!(begun.contains("20.00"), "{begun}");
    let settled = scene.pay("30.00", "rest").await;
    assert_eq!(
        (&settled["status"], &settled["settlement"]["stage"]),
        (&json!("settled"), &json!("accepted"))
    );
    assert_eq!(settled["balances"]["outstanding"], "0.00");
    assert!(settled["quittance"].is_string());
    let events = scene.server.get(&scene.at("/events?limit=100")).await.json();
    let kinds: Vec<_> = events["data"].as_array().unwrap().iter().map(|event| &event["type"]).collect();
    for kind in ["settlement.offered", "settlement.approved", "settlement.accepted", "contract.settled"] {
        assert!(kinds.contains(&&json!(kind)), "{kind} in {kinds:?}");
    }
}

#[tokio::test]
async fn an_offer_is_withdrawn_lapses_and_is_bounded() {
    let scene = Scene::begin().await;
    assert_eq!(scene.refused("/settlement/withdraw", json!({})).await, "no offer to settle is open");
    scene.ask("/settlement", offer("50.00")).await;
    let second = scene.refused("/settlement", offer("40.00")).await;
    assert!(second.contains("withdraw it first"), "{second}");
    assert_eq!(scene.ask("/settlement/withdraw", json!({})).await["settlement"], json!(null));
    let all = scene.server.get(&scene.at("/payoff-quote")).await.json()["total"].clone();
    let not_less = scene.refused("/settlement/quote", offer(all.as_str().unwrap())).await;
    assert!(not_less.contains("must be less than"), "{not_less}");
    let bad = scene.server.post(&scene.at("/settlement"), &offer("5.001")).await;
    assert_eq!((bad.status, bad.field().as_str()), (422, "amount"));
    scene.ask("/settlement", offer("40.00")).await;
    let advanced = scene.server.post("/v1/test-clock/advance", &json!({"to": "2026-03-02T12:00:00Z"})).await;
    assert_eq!(advanced.status, 200);
    assert_eq!(scene.server.get(&scene.at("")).await.json()["settlement"], json!(null));
}

#[tokio::test]
async fn how_many_must_approve_is_the_lenders_setting() {
    let scene = Scene::begin().await;
    assert!(scene.rule(0, 2, 0).await.unwrap_err().contains("1 to 9"));
    assert!(scene.rule(2, 1, 0).await.unwrap_err().contains("or more"));
    assert_eq!(scene.rule(1, 3, 0).await.unwrap()["concession_approvals"]["giving_up"], 3);
    let offered = scene.ask("/settlement", offer("50.00")).await;
    assert_eq!(offered["settlement"]["approvals_needed"], 2, "and the lender's system is the first");
    scene.ask("/settlement/withdraw", json!({})).await;
    // So much may be given up by one.
    scene.rule(1, 3, 100).await.unwrap();
    let offered = scene.ask("/settlement", offer("50.00")).await;
    assert_eq!(offered["settlement"]["stage"], "open");
}
