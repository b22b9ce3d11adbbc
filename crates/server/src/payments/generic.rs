use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};
use serde::Deserialize;

use super::{IngestError, Kind, Notification, Target};

/// The body of the generic scheme.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    /// The rail's own name for the payment or reversal.
    id: String,
    #[serde(rename = "type")]
    kind: BodyKind,
    /// A decimal in quotes.
    amount: String,
    currency: String,
    reference: Option<String>,
    value_on: Option<String>,
    reverses: Option<String>,
    occurred_at: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum BodyKind {
    Payment,
    Reversal,
}

/// Reads a body of the generic scheme.
///
/// # Errors
/// [`IngestError::Invalid`] says what was wrong and what would be right.
pub(super) fn parse(rail: &str, body: &[u8]) -> Result<Notification, IngestError> {
    let body: Body = serde_json::from_slice(body).map_err(|error| invalid("body", &error))?;
    let currency: Currency = body.currency.parse().map_err(|error| invalid("currency", &error))?;
    let money = Money::parse(&body.amount, currency).map_err(|error| invalid("amount", &error))?;
    let kind = match (body.kind, body.reverses) {
        (BodyKind::Payment, None) => Kind::Payment,
        (BodyKind::Reversal, Some(of)) => Kind::Reversal { of },
        (BodyKind::Payment, Some(_)) => return Err(invalid("reverses", "a payment reverses nothing")),
        (BodyKind::Reversal, None) => {
            return Err(invalid("reverses", "name the payment that is taken back by its id"));
        }
    };
    Ok(Notification {
        rail: rail.to_owned(),
        external_id: body.id,
        kind,
        money,
        target: body.reference.map_or(Target::Unstated, Target::Reference),
        value_on: body.value_on.as_deref().map(day).transpose()?,
        occurred_at: body.occurred_at.as_deref().map(instant).transpose()?,
    })
}

fn day(text: &str) -> Result<Date, IngestError> {
    let read = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    read.ok_or_else(|| invalid("value_on", "write a day as YYYY-MM-DD"))
}

fn instant(text: &str) -> Result<Timestamp, IngestError> {
    text.parse().map_err(|_| invalid("occurred_at", "write an instant as 2026-01-31T12:00:00Z"))
}

pub(super) fn invalid(field: &'static str, detail: &(impl ToString + ?Sized)) -> IngestError {
    IngestError::Invalid { field, detail: detail.to_string() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn field_at_fault(body: &Value) -> &'static str {
        match parse("x", body.to_string().as_bytes()) {
            Err(IngestError::Invalid { field, .. }) => field,
            other => panic!("{body}: {other:?}"),
        }
    }

    fn with(field: &str, value: Value) -> Value {
        let mut body = json!({ "id": "p1", "type": "payment", "amount": "17.01", "currency": "USD" });
        body[field] = value;
        body
    }

    #[test]
    fn reads_all_fields() {
        let body = br#"{"id":"r1","type":"reversal","amount":"17.01","currency":"USD","reverses":"p1",
            "reference":"7K3MW9PA","value_on":"2026-01-31","occurred_at":"2026-01-31T12:00:00Z"}"#;
        let read = parse("mine", body).unwrap();
        assert_eq!(read.kind, Kind::Reversal { of: "p1".into() });
        assert_eq!((read.rail.as_str(), read.external_id.as_str()), ("mine", "r1"));
        assert_eq!((read.money.minor(), read.target), (1701, Target::Reference("7K3MW9PA".into())));
        assert_eq!(read.value_on, Some(jiff::civil::date(2026, 1, 31)));
        assert_eq!(read.occurred_at.map(|at| at.to_string()).as_deref(), Some("2026-01-31T12:00:00Z"));
    }

    #[test]
    fn says_what_is_wrong() {
        for (field, value, at_fault) in [
            ("amount", json!(17.01), "body"),
            ("amount", json!("17.005"), "amount"),
            ("amount", json!("1e3"), "amount"),
            ("amount", json!("1000000000000000000"), "amount"),
            ("currency", json!("ZZZ"), "currency"),
            ("currency", json!("usd"), "currency"),
            ("type", json!("gift"), "body"),
            ("id", json!(7), "body"),
            ("extra", json!(1), "body"),
            ("reverses", json!("p0"), "reverses"),
            ("type", json!("reversal"), "reverses"),
            ("value_on", json!("2026-02-30"), "value_on"),
            ("value_on", json!("20260131"), "value_on"),
            ("value_on", json!("2026-01-31T00:00:00"), "value_on"),
            ("occurred_at", json!("yesterday"), "occurred_at"),
        ] {
            assert_eq!(field_at_fault(&with(field, value.clone())), at_fault, "{field} = {value}");
        }
        assert!(
            parse("x", br#"{"id":"a","id":"b","type":"payment","amount":"1","currency":"USD"}"#).is_err()
        );
        assert!(parse("x", b"").is_err());
        assert!(parse("x", &[0xff, 0xfe]).is_err());
    }

    proptest! {
        #[test]
        fn never_panics(body: Vec<u8>) {
            prop_assert!(parse("x", &body).is_err());
        }

        #[test]
        fn never_panics_on_any_text(amount in ".{0,40}", currency in ".{0,5}", day in ".{0,12}") {
            let mut body = with("amount", json!(amount));
            body["currency"] = json!(currency);
            body["value_on"] = json!(day);
            // Reading is enough: it must not panic, and hardly any of these is right.
            drop(parse("x", body.to_string().as_bytes()));
        }
    }
}
