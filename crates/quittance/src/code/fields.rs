use data_encoding::HEXLOWER_PERMISSIVE;
use proof::code::{CodeKey, Keypad, Length, MAX_COUNT, Rejected, Secret};
use serde_json::{Map, Number, Value};

use super::units::Divider;

/// One line's fields, each read with an error that says what would be right.
pub(super) struct Fields(Map<String, Value>);

/// Why a line has no other answer than an error.
#[derive(Debug)]
pub(super) enum LineError {
    /// The line is wrong; the message names the field and what would be right.
    Input(String),
    /// The line is right and the token is not valid.
    Rejected(Rejected),
}

pub(super) fn wrong(field: &str, right: &str) -> LineError {
    LineError::Input(format!("`{field}` must be {right}"))
}

impl Fields {
    pub(super) fn parse(line: &[u8]) -> Result<Self, LineError> {
        serde_json::from_slice(line).map(Self).map_err(|error| {
            LineError::Input(format!("each line must be one JSON object such as {{\"key\": …}}: {error}"))
        })
    }

    /// No other fields than these: a misspelled one would silently count for nothing.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), LineError> {
        match self.0.keys().find(|name| !known.contains(&name.as_str())) {
            None => Ok(()),
            Some(name) => {
                Err(LineError::Input(format!("`{name}` is no field here; use {}", known.join(", "))))
            }
        }
    }

    /// The value of a field; none when it is left out or null.
    pub(super) fn get(&self, field: &str) -> Option<&Value> {
        self.0.get(field).filter(|value| !value.is_null())
    }

    fn flag(&self, field: &str) -> Result<Option<bool>, LineError> {
        let Some(value) = self.get(field) else { return Ok(None) };
        value.as_bool().map(Some).ok_or_else(|| wrong(field, "true or false"))
    }

    /// The key and the starting code; 0, like none, means the one that belongs to the key.
    pub(super) fn secret(&self) -> Result<Secret, LineError> {
        let key = self.get("key").and_then(Value::as_str);
        let key = key.and_then(|key| HEXLOWER_PERMISSIVE.decode(key.as_bytes()).ok());
        let key = key.and_then(|key| <[u8; 16]>::try_from(key).ok());
        let key = CodeKey::new(key.ok_or_else(|| wrong("key", "a string of 32 hexadecimal digits"))?);
        let right = "a whole number from 0 to 999999999; 0 or nothing stands for the key's own";
        let number = match self.get("starting_code") {
            None => 0,
            Some(value) => value.as_u64().ok_or_else(|| wrong("starting_code", right))?,
        };
        if number == 0 {
            return Ok(Secret::of(key));
        }
        let starting_code = number.try_into().map_err(|_| wrong("starting_code", right))?;
        Ok(Secret { key, starting_code })
    }

    pub(super) fn count(&self) -> Result<u32, LineError> {
        let count = self.get("count").and_then(Value::as_u64);
        let count = count.and_then(|count| u32::try_from(count).ok()).filter(|count| *count <= MAX_COUNT);
        count.ok_or_else(|| {
            wrong("count", &format!("a whole number from 0 to {MAX_COUNT}; a new device has 1"))
        })
    }

    /// None where use is not kept.
    pub(super) fn used_counts(&self) -> Result<Option<Vec<i64>>, LineError> {
        let Some(value) = self.get("used_counts") else { return Ok(None) };
        let used = value.as_array().and_then(|used| used.iter().map(Value::as_i64).collect());
        used.map(Some)
            .ok_or_else(|| wrong("used_counts", "a list of whole numbers, or null if use is not kept"))
    }

    pub(super) fn divider(&self) -> Result<Divider, LineError> {
        let Some(value) = self.get("value_divider") else { return Ok(Divider::default()) };
        let right = || wrong("value_divider", "a whole number from 1 to 1000000");
        value.as_u64().and_then(|divider| Divider::try_from(divider).ok()).ok_or_else(right)
    }

    pub(super) fn keypad(&self) -> Result<Keypad, LineError> {
        let restricted = self.flag("restricted_digits")?.unwrap_or(false);
        Ok(if restricted { Keypad::Restricted } else { Keypad::Full })
    }

    /// None when the line does not say.
    pub(super) fn length(&self) -> Result<Option<Length>, LineError> {
        let length = |extended| if extended { Length::Extended } else { Length::Standard };
        Ok(self.flag("extended")?.map(length))
    }

    pub(super) fn number(&self, field: &str, right: &str) -> Result<Option<&Number>, LineError> {
        match self.get(field) {
            None => Ok(None),
            Some(Value::Number(number)) => Ok(Some(number)),
            Some(_) => Err(wrong(field, right)),
        }
    }
}
