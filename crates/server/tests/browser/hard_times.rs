use loan::restructure::{HolidayInterest, NewPlan, Reschedule, Restructuring};
use loan::returns::{Expense, ExpenseKind, Grade};
use servicing::giving_back::ReturnStep;
use servicing::help::{AskedBy, Wish};
use servicing::{Command, Contract};

use crate::stage::{TestServer, new_contract, usd};

/// A plan that can't be read.
pub(crate) const MISTAKE: &str = "plan3-kind=term_extension&plan3-extra=none";

/// The pages of a borrower who was offered plans, and of two who give the phone back, for operator and borrower.
pub(crate) async fn pages(server: &TestServer) -> Vec<(&'static str, String)> {
    let (helped, returning, returned) =
        (helped(server).await, back(server, 41).await, back(server, 42).await);
    let expenses = vec![Expense { kind: ExpenseKind::Preparing, amount: usd(2_000) }];
    step(
        server,
        &returned,
        ReturnStep::Value { proceeds: usd(12_000), expenses, credits: Vec::new(), cap: None },
    )
    .await;
    let console = |contract: &Contract| format!("/console/contracts/{}", contract.id);
    let pay = |contract: &Contract| format!("/pay/{}", contract.payment_reference);
    let typed =
        "preview=1&plan1-kind=term_extension&plan1-extra=6&plan2-kind=forgiveness&plan2-principal=25.00";
    vec![
        ("books", "/console/books".to_owned()),
        ("helped", console(&helped)),
        ("help", format!("{}/help?{typed}", console(&helped))),
        ("help-mistaken", format!("{}/help?{typed}&{MISTAKE}", console(&helped))),
        ("returning", console(&returning)),
        ("returned", console(&returned)),
        ("pay", pay(&helped)),
        ("pay-help", format!("{}/help", pay(&helped))),
        ("pay-ask", format!("{}/help", pay(&returned))),
        ("pay-return", format!("{}/return", pay(&returned))),
        ("pay-key-facts", format!("{}/key-facts?language=fr", pay(&helped))),
    ]
}

async fn helped(server: &TestServer) -> Contract {
    let contract = server.accepted(new_contract(35_000_000_000_040)).await;
    let note = Some(format!("A long story. {}", "Thatgoesonandonwithoutanyspaces".repeat(6)));
    let ask = Command::AskForHelp { by: AskedBy::Borrower, wish: Wish::ReAmortize, note };
    server.execute(&contract, ask).await.unwrap();
    let extension = |extra_installments| {
        let plan = Some(NewPlan { extra_installments, ..NewPlan::default() });
        Restructuring::Reschedule(Reschedule { plan, ..Reschedule::default() })
    };
    let holiday = Restructuring::Holiday { installments: 2, interest: HolidayInterest::Compounded };
    let offer = Command::OfferPlans {
        changes: vec![holiday, extension(3), extension(9)],
        valid_through: contract.day(server.now().await),
        by: None,
        rule: servicing::ConcessionApprovals::default(),
    };
    server.execute(&contract, offer).await.unwrap().contract
}

/// A phone that was handed over and inspected.
async fn back(server: &TestServer, number: u64) -> Contract {
    let contract = server.accepted(new_contract(35_000_000_000_000 + number)).await;
    let day = contract.day(server.now().await);
    for next in [
        ReturnStep::Request,
        ReturnStep::Appoint { day, place: "The shop that it came from, beside the station".to_owned() },
        ReturnStep::Receive,
        ReturnStep::Inspect { grade: Grade::C, note: "A deep scratch across the screen".to_owned() },
    ] {
        step(server, &contract, next).await;
    }
    contract
}

async fn step(server: &TestServer, contract: &Contract, step: ReturnStep) {
    server.execute(contract, Command::AdvanceReturn { step }).await.unwrap();
}
