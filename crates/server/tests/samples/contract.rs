//! Three installments of 100.00 without interest, monthly from 2 February 2026.

use ident::Imei;
use loan::{Conventions, Every, InterestMethod, Terms, Unit};
use money::{Currency, Money};
use policy::PackId;
use server::NewContract;
use servicing::Borrower;

/// What a lender says about a phone with this IMEI (14 digits).
pub(crate) fn new_contract(imei: u64) -> NewContract {
    let usd: Currency = "USD".parse().unwrap();
    NewContract {
        borrower: Borrower {
            name: "A Borrower".to_owned(),
            phone: Some("+1 555 0199".to_owned()),
            email: None,
            language: "en".to_owned(),
        },
        imeis: vec![Imei::from_body(imei).unwrap()],
        serial: format!("SN-{imei}"),
        model: "Model One".to_owned(),
        terms: Terms {
            price: Money::from_minor(30_000, usd).unwrap(),
            down_payment: Money::zero(usd),
            annual_rate: "0".to_owned().try_into().unwrap(),
            interest: InterestMethod::Flat,
            installments: 3,
            every: Every { count: 1, unit: Unit::Month },
            starts_on: "2026-01-05".parse().unwrap(),
            first_due_on: "2026-02-02".parse().unwrap(),
            conventions: Conventions::default(),
            advances: Vec::new(),
            down_payment_percent: None,
            fees: Vec::new(),
        },
        time_zone: None,
        policy_pack: Some(PackId("house".to_owned())),
        external_reference: None,
    }
}
