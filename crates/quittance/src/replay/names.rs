use std::collections::BTreeMap;
use std::fmt;

use ident::TransactionId;
use jiff::civil::Date;
use money::Money;
use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::json_lines::Fault;

/// What a timeline calls a transaction: text, or a whole number, which is the same as its digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name(pub(super) String);

/// What makes a payment the same when it comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paid {
    pub(super) amount: Money,
    pub(super) rail: String,
    /// The day it names, if it names one.
    pub(super) value_on: Option<Date>,
}

/// The names that a timeline gives its transactions. One without a name is called by its place among the events.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_name: BTreeMap<Name, TransactionId>,
    by_id: BTreeMap<TransactionId, Name>,
    payments: BTreeMap<Name, Paid>,
}

impl Names {
    /// A new transaction's identifier: the same timeline gives the same ones.
    pub(super) fn add(&mut self, name: Option<Name>, place: usize) -> Result<TransactionId, Fault> {
        let name = name.unwrap_or_else(|| Name(place.to_string()));
        if self.by_name.contains_key(&name) {
            return Err(Fault::new("id", format!("`{name}` is taken by an earlier event: use another one")));
        }
        let mut bytes = [0; 16];
        bytes[8..].copy_from_slice(&(u64::try_from(place).unwrap_or(u64::MAX) + 1).to_be_bytes());
        let id = TransactionId::from_bytes(bytes);
        self.by_name.insert(name.clone(), id);
        self.by_id.insert(id, name);
        Ok(id)
    }

    /// The same of a payment; none when the very same payment came before, which has no second effect.
    pub(super) fn add_payment(
        &mut self,
        name: Option<Name>,
        place: usize,
        paid: Paid,
    ) -> Result<Option<TransactionId>, Fault> {
        let Some(name) = name else { return self.add(None, place).map(Some) };
        match self.payments.get(&name) {
            Some(before) if *before == paid => Ok(None),
            Some(before) => {
                let right = "send the same again, or use another id";
                Err(Fault::new("id", format!("`{name}` is another payment, of {}: {right}", before.amount)))
            }
            None => {
                let id = self.add(Some(name.clone()), place)?;
                self.payments.insert(name, paid);
                Ok(Some(id))
            }
        }
    }

    /// An earlier transaction.
    pub(super) fn find(&self, field: &str, name: &Name) -> Result<TransactionId, Fault> {
        self.by_name.get(name).copied().ok_or_else(|| {
            Fault::new(field, format!("`{name}` is the id of no earlier event: give that event an `id`"))
        })
    }

    /// What the timeline calls a transaction.
    pub(super) fn of(&self, id: TransactionId) -> String {
        self.by_id.get(&id).map_or_else(|| id.to_string(), Name::to_string)
    }

    /// A text about transactions in the timeline's own names.
    pub(super) fn tell(&self, text: &str) -> String {
        let told = |text: String, (id, name): (&TransactionId, &Name)| {
            text.replace(&id.to_string(), &format!("`{name}`"))
        };
        self.by_id.iter().fold(text.to_owned(), told)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a transaction, such as \"p1\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Name, E> {
        if text.is_empty() {
            return Err(E::custom("it is empty: write a name, such as \"p1\", or leave it out"));
        }
        Ok(Name(text.to_owned()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Name, E> {
        Ok(Name(number.to_string()))
    }
}
