use proof::code::{Counter, Token, decode};
use serde::Serialize;
use serde_json::{Number, Value};

use super::fields::{Fields, LineError, wrong};

#[derive(Debug, Serialize)]
pub(super) struct Read {
    #[serde(rename = "type")]
    kind: &'static str,
    value: Number,
    new_count: u32,
    used_counts: Option<Vec<i64>>,
}

const FIELDS: [&str; 8] = [
    "key",
    "starting_code",
    "count",
    "used_counts",
    "token",
    "value_divider",
    "extended",
    "restricted_digits",
];

/// One line of `quittance code decode`.
pub(super) fn line(fields: &Fields) -> Result<Read, LineError> {
    fields.only(&FIELDS)?;
    let divider = fields.divider()?;
    let counter = Counter { count: fields.count()?, used: fields.used_counts()? };
    let token = token(fields)?;
    let read = decode(&fields.secret()?, &counter, token).map_err(LineError::Rejected)?;
    let value = divider.units(read.instruction.value());
    Ok(Read {
        kind: read.instruction.kind().as_str(),
        value: value.ok_or_else(|| wrong("value_divider", "smaller"))?,
        new_count: read.count,
        used_counts: read.counter.used,
    })
}

fn token(fields: &Fields) -> Result<Token, LineError> {
    let text = match fields.get("token") {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => return Err(wrong("token", "a string of 9 or 12 digits, or 15 or 20 on a restricted keypad")),
    };
    Token::parse(&text, fields.keypad()?, fields.length()?)
        .map_err(|error| LineError::Input(format!("`token` is wrong: {error}")))
}
