use ident::Imei;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use loan::{Conventions, Every, Terms};
use money::{AnnualRate, Currency};
use policy::PackId;
use serde::Deserialize;
use servicing::Borrower;
use utoipa::ToSchema;

use super::words::{Interest, Unit};
use super::{AmountText, Day, id, object};
use crate::{NewContract, Problem};

/// A contract to offer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "currency": "USD",
    "price": "180.00",
    "down_payment": "30.00",
    "annual_rate_percent": "24.5",
    "interest": "declining",
    "installments": 12,
    "every": {"count": 1, "unit": "month"},
    "starts_on": "2026-02-28",
    "first_due_on": "2026-03-31",
    "policy_pack": "house",
    "time_zone": "Africa/Nairobi",
    "external_reference": "order-10482",
    "borrower": {"name": "A. Borrower", "phone": "+254700000000", "email": "borrower@example.com", "language": "en"},
    "device": {"imeis": ["490154203237518"], "serial": "R58M12ABCDE", "model": "Phone 5 Lite"},
}))]
pub(crate) struct NewContractRequest {
    /// The currency of all amounts.
    #[schema(value_type = id::Currency)]
    currency: String,
    /// The device's price, above zero.
    price: AmountText,
    /// Paid at once; nothing when absent.
    down_payment: Option<AmountText>,
    /// The nominal annual rate in percent.
    #[schema(value_type = id::Percent)]
    annual_rate_percent: String,
    /// How interest is reckoned.
    interest: Interest,
    /// How many installments, 1 to 600.
    #[schema(example = 12, minimum = 1, maximum = 600)]
    installments: i64,
    /// The rhythm of the due dates.
    #[serde(deserialize_with = "object")]
    every: EveryRequest,
    /// The day the loan begins; today when absent.
    starts_on: Option<Day>,
    /// The first due date, after the start.
    first_due_on: Day,
    /// A policy pack's name; your default when absent.
    #[schema(example = "house")]
    policy_pack: Option<String>,
    /// The IANA time zone of its days and hours; your default when absent.
    #[schema(example = "Africa/Nairobi")]
    time_zone: Option<String>,
    /// Your own name for it, unique among your contracts.
    #[schema(example = "order-10482")]
    external_reference: Option<String>,
    /// Who owes.
    #[serde(deserialize_with = "object")]
    borrower: BorrowerRequest,
    /// What is financed.
    #[serde(deserialize_with = "object")]
    device: DeviceRequest,
}

/// A payment rhythm.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EveryRequest {
    /// How many units lie between two due dates, 1 to 366.
    #[schema(example = 1, minimum = 1, maximum = 366)]
    count: i64,
    /// The unit.
    unit: Unit,
}

/// Who owes. A phone number or an e-mail address is needed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BorrowerRequest {
    /// The name as the borrower writes it.
    #[schema(example = "A. Borrower")]
    name: String,
    /// A phone number for messages.
    #[schema(example = "+254700000000")]
    phone: Option<String>,
    /// An e-mail address for messages.
    #[schema(example = "borrower@example.com")]
    email: Option<String>,
    /// A BCP 47 language tag.
    #[schema(example = "en")]
    language: String,
}

/// What is financed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeviceRequest {
    /// Every IMEI of the phone, 1 to 4.
    #[schema(value_type = Vec<id::Imei>)]
    imeis: Vec<Imei>,
    /// The maker's serial number.
    #[schema(example = "R58M12ABCDE")]
    serial: String,
    /// The model's name.
    #[schema(example = "Phone 5 Lite")]
    model: String,
}

impl NewContractRequest {
    /// Reads what the fields mean together. `zone` is the lender's default time zone.
    pub(crate) fn read(self, zone: &str, now: Timestamp) -> Result<NewContract, Problem> {
        let currency = self.currency.parse::<Currency>();
        let currency = currency.map_err(|error| Problem::invalid("currency", error.to_string()))?;
        let annual_rate = self.annual_rate_percent.parse::<AnnualRate>();
        let annual_rate =
            annual_rate.map_err(|error| Problem::invalid("annual_rate_percent", error.to_string()))?;
        let installments = count("installments", self.installments, "600")?;
        let every =
            Every { count: count("every.count", self.every.count, "366")?, unit: self.every.unit.into() };
        let zone = self.time_zone.as_deref().unwrap_or(zone);
        let zone = TimeZone::get(zone).map_err(|_| {
            Problem::invalid("time_zone", "use a name of the IANA database, such as Africa/Nairobi")
        })?;
        let today = now.to_zoned(zone).date();
        let down_payment = self.down_payment.unwrap_or_else(AmountText::zero);
        let terms = Terms {
            price: self.price.read("price", currency)?,
            down_payment: down_payment.read("down_payment", currency)?,
            annual_rate,
            interest: self.interest.into(),
            installments,
            every,
            starts_on: self.starts_on.map_or(today, |day| day.0),
            first_due_on: self.first_due_on.0,
            conventions: Conventions::default(),
            advances: Vec::new(),
            down_payment_percent: None,
            fees: Vec::new(),
        };
        let BorrowerRequest { name, phone, email, language } = self.borrower;
        Ok(NewContract {
            borrower: Borrower { name, phone, email, language },
            imeis: self.device.imeis,
            serial: self.device.serial,
            model: self.device.model,
            terms,
            time_zone: self.time_zone,
            policy_pack: self.policy_pack.map(PackId),
            external_reference: self.external_reference,
        })
    }
}

/// A count from 1; the schedule knows the exact limit, this keeps the number small enough to ask it.
fn count(field: &str, count: i64, limit: &str) -> Result<u16, Problem> {
    let wrong = |_| Problem::invalid(field, format!("{count}: there must be 1 to {limit}"));
    u16::try_from(count).map_err(wrong)
}
