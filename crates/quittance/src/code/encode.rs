use proof::code::{Format, Instruction, encode};
use serde::Serialize;
use serde_json::Value;

use super::fields::{Fields, LineError, wrong};

#[derive(Debug, Serialize)]
pub(super) struct Made {
    token: String,
    new_count: u32,
}

const FIELDS: [&str; 8] =
    ["key", "starting_code", "count", "type", "value", "value_divider", "extended", "restricted_digits"];

/// One line of `quittance code encode`.
pub(super) fn line(fields: &Fields) -> Result<Made, LineError> {
    fields.only(&FIELDS)?;
    let length = fields.length()?.unwrap_or_default();
    let format = Format { length, keypad: fields.keypad()? };
    let made = encode(&fields.secret()?, fields.count()?, instruction(fields)?, format)
        .map_err(|error| LineError::Input(error.to_string()))?;
    Ok(Made { token: made.token.to_string(), new_count: made.count })
}

fn instruction(fields: &Fields) -> Result<Instruction, LineError> {
    let divider = fields.divider()?;
    let right = "a number of units from 0 up that the token's digits can carry";
    let number = fields.number("value", right)?;
    let steps = match number {
        None => None,
        Some(number) => Some(divider.steps(number).ok_or_else(|| wrong("value", right))?),
    };
    let needed = || steps.ok_or_else(|| wrong("value", right));
    let unneeded = |instruction| match steps {
        None | Some(0) => Ok(instruction),
        Some(_) => Err(wrong("value", "left out: this type carries none")),
    };
    match kind(fields).as_deref() {
        Some("add_time" | "1") => needed().map(Instruction::AddTime),
        Some("set_time" | "2") => needed().map(Instruction::SetTime),
        Some("disable_payg" | "disable" | "3") => unneeded(Instruction::Disable),
        Some("counter_sync" | "4") => unneeded(Instruction::CounterSync),
        _ => Err(wrong("type", "add_time, set_time, disable_payg or counter_sync")),
    }
}

/// In small letters; the reference implementation writes capitals or the numbers 1 to 4.
fn kind(fields: &Fields) -> Option<String> {
    match fields.get("type")? {
        Value::String(name) => Some(name.to_lowercase()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
