use jiff::Timestamp;
use money::Money;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::generic::invalid;
use super::{IngestError, Notification, Target, stripe_amount};

/// Where a lender's integration puts the contract's payment reference.
const METADATA_KEY: &str = "quittance_reference";

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    created: i64,
    #[serde(default = "live")]
    livemode: bool,
    data: Data,
}

fn live() -> bool {
    true
}

#[derive(Deserialize)]
struct Data {
    object: Value,
    #[serde(default)]
    previous_attributes: Value,
}

/// A finished checkout.
#[derive(Deserialize)]
struct Session {
    payment_status: String,
    payment_intent: Option<String>,
    amount_total: Option<i64>,
    currency: Option<String>,
    client_reference_id: Option<String>,
    #[serde(default)]
    metadata: Value,
}

#[derive(Deserialize)]
struct PaymentIntent {
    id: String,
    amount_received: i64,
    currency: String,
    #[serde(default)]
    metadata: Value,
}

#[derive(Deserialize)]
struct Charge {
    id: String,
    payment_intent: Option<String>,
    amount_refunded: i64,
    currency: String,
}

#[derive(Deserialize)]
struct Dispute {
    id: String,
    payment_intent: Option<String>,
    amount: i64,
    currency: String,
}

/// Reads an event of Stripe's; `None` for what says nothing about money of a contract.
///
/// A payment is named by its payment intent, not by the event: the several events that tell of one payment, and
/// their repetitions, post once. A refund is named by its charge and the sum refunded by then, a dispute by
/// itself; each counts as the part of the payment it takes back. Money that a won dispute gives back is a payment
/// that states no reference. Events of Stripe's test mode don't count for a live lender.
///
/// # Errors
/// [`IngestError::Invalid`] says what was wrong.
pub(super) fn parse(rail: &str, body: &[u8], is_test: bool) -> Result<Option<Notification>, IngestError> {
    let event: Event = serde_json::from_slice(body).map_err(|error| invalid("body", &error))?;
    if !event.livemode && !is_test {
        return Ok(None);
    }
    let object = event.data.object;
    let read = match event.kind.as_str() {
        "checkout.session.completed" | "checkout.session.async_payment_succeeded" => {
            session(rail, read(object)?)?
        }
        "payment_intent.succeeded" => Some(payment_intent(rail, &read(object)?)?),
        "charge.refunded" => charge(rail, read(object)?, &event.data.previous_attributes)?,
        "charge.dispute.funds_withdrawn" => dispute(rail, read(object)?)?,
        "charge.dispute.funds_reinstated" => Some(reinstated(rail, &read(object)?)?),
        _ => None,
    };
    let occurred_at = Timestamp::from_second(event.created).ok();
    Ok(read.map(|notification| Notification { occurred_at, ..notification }))
}

fn read<T: DeserializeOwned>(object: Value) -> Result<T, IngestError> {
    serde_json::from_value(object).map_err(|error| invalid("data.object", &error))
}

/// Only a paid checkout of one payment; a delayed one is told of again when it is paid.
fn session(rail: &str, session: Session) -> Result<Option<Notification>, IngestError> {
    let Some(id) = session.payment_intent.filter(|_| session.payment_status == "paid") else {
        return Ok(None);
    };
    let missing = |field| move || invalid(field, "a paid checkout has one");
    let amount = session.amount_total.ok_or_else(missing("amount_total"))?;
    let currency = session.currency.ok_or_else(missing("currency"))?;
    let reference = in_metadata(&session.metadata).or(session.client_reference_id);
    Ok(Some(payment(rail, &id, stripe_amount::money(amount, &currency)?, reference)))
}

fn payment_intent(rail: &str, intent: &PaymentIntent) -> Result<Notification, IngestError> {
    let money = stripe_amount::money(intent.amount_received, &intent.currency)?;
    Ok(payment(rail, &intent.id, money, in_metadata(&intent.metadata)))
}

/// The event tells the sum of all refunds of the charge; what is new is the difference to the sum before.
fn charge(rail: &str, charge: Charge, previous: &Value) -> Result<Option<Notification>, IngestError> {
    let Some(of) = charge.payment_intent else { return Ok(None) };
    let before = previous.get("amount_refunded").and_then(Value::as_i64).unwrap_or(0);
    let amount = charge.amount_refunded.checked_sub(before);
    let amount = amount.ok_or_else(|| invalid("amount_refunded", "the amount is too large"))?;
    let name = format!("{}:refunded:{}", charge.id, charge.amount_refunded);
    let money = stripe_amount::money(amount, &charge.currency)?;
    Ok(Some(Notification::reversal(rail, &name, money, &of)))
}

fn dispute(rail: &str, dispute: Dispute) -> Result<Option<Notification>, IngestError> {
    let Some(of) = dispute.payment_intent else { return Ok(None) };
    let money = stripe_amount::money(dispute.amount, &dispute.currency)?;
    Ok(Some(Notification::reversal(rail, &dispute.id, money, &of)))
}

fn reinstated(rail: &str, dispute: &Dispute) -> Result<Notification, IngestError> {
    let money = stripe_amount::money(dispute.amount, &dispute.currency)?;
    Ok(payment(rail, &format!("{}:reinstated", dispute.id), money, None))
}

fn payment(rail: &str, id: &str, money: Money, reference: Option<String>) -> Notification {
    Notification::payment(rail, id, money, reference.map_or(Target::Unstated, Target::Reference))
}

fn in_metadata(metadata: &Value) -> Option<String> {
    metadata.get(METADATA_KEY)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests;
