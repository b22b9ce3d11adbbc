use std::path::Path;

use serde_json::{Value, json};

use super::clock::Financed;
use super::lender::{Lender, text};
use super::phones::{Model, Phone, folder};
use super::stage::TIME_ZONE;

/// One of the demo's phones.
pub(super) struct Role {
    pub(super) title: &'static str,
    model: &'static str,
    policy_pack: &'static str,
    installments: u16,
    every: (u16, &'static str),
    first_due_in_days: i64,
    /// Two SIM slots, two IMEIs.
    imeis: &'static [u64],
}

/// The phone that lives the whole life.
pub(super) const MAIN: Role = Role {
    title: "House rules, monthly",
    model: "Lumen One",
    policy_pack: "house",
    installments: 6,
    every: (1, "month"),
    first_due_in_days: 31,
    imeis: &[35_209_900_176_148, 35_209_900_176_149],
};

/// A weekly contract under a rule with short notice.
pub(super) const WEEKLY: Role = Role {
    title: "New Jersey model, weekly",
    model: "Lumen Mini",
    policy_pack: "us-nj",
    installments: 26,
    every: (1, "week"),
    first_due_in_days: 7,
    imeis: &[35_209_900_176_250],
};

/// A contract in a place where locking is forbidden.
pub(super) const FORBIDDEN: Role = Role {
    title: "Locking forbidden, monthly",
    model: "Lumen One",
    policy_pack: "br-locking-forbidden",
    installments: 12,
    every: (1, "month"),
    first_due_in_days: 31,
    imeis: &[35_209_900_176_351],
};

impl Role {
    /// What the shop asks for.
    fn contract(&self, number: usize, today: jiff::civil::Date) -> anyhow::Result<Value> {
        let first_due = today.checked_add(jiff::Span::new().days(self.first_due_in_days))?;
        Ok(json!({
            "currency": "KES",
            "price": "24000.00",
            "down_payment": "4000.00",
            "annual_rate_percent": "18",
            "interest": "declining",
            "installments": self.installments,
            "every": { "count": self.every.0, "unit": self.every.1 },
            "first_due_on": first_due.to_string(),
            "policy_pack": self.policy_pack,
            "time_zone": TIME_ZONE,
            "borrower": { "name": format!("Demo borrower {number}"), "phone": "+254 700 000001", "language": "en" },
            "device": { "imeis": self.imei_texts(), "serial": format!("LM-{number:04}"), "model": self.model },
        }))
    }

    fn imei_texts(&self) -> Vec<String> {
        self.imeis
            .iter()
            .filter_map(|body| ident::Imei::from_body(*body))
            .map(|imei| imei.to_string())
            .collect()
    }

    /// Sells the phone, starts it, and lets it scan the QR code.
    pub(super) async fn enter(
        &self,
        lender: &Lender,
        home: &Path,
        number: usize,
    ) -> anyhow::Result<Financed> {
        let today = lender.now().await?.to_zoned(jiff::tz::TimeZone::get(TIME_ZONE)?).date();
        let sold = lender.sell(&self.contract(number, today)?).await?;
        let contract = text(&sold, "id")?;
        let code = lender.enrollment_code(&contract).await?;
        let model = Model {
            dir: folder(home, number),
            imeis: self.imei_texts(),
            serial: format!("LM-{number:04}"),
            model: self.model.to_owned(),
        };
        let phone = Phone::start(&lender.http, &model, &code).await?;
        phone.wait_for("enrolled", |screen| screen["kind"] == "free").await?;
        Ok(Financed {
            phone,
            device: text(&sold["device"], "id")?,
            pay_url: text(&sold, "pay_url")?,
            contract,
        })
    }
}
