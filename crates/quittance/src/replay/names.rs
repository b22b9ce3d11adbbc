use std::collections::BTreeMap;

use ident::TransactionId;

use crate::json_lines::Fault;

/// The names that a timeline gives its transactions. One without a name is called by its place among the events.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_name: BTreeMap<String, TransactionId>,
    by_id: BTreeMap<TransactionId, String>,
}

impl Names {
    /// A new transaction's identifier: the same timeline gives the same ones.
    pub(super) fn add(&mut self, name: Option<String>, place: usize) -> Result<TransactionId, Fault> {
        let name = name.unwrap_or_else(|| place.to_string());
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

    /// An earlier transaction.
    pub(super) fn find(&self, field: &str, name: &str) -> Result<TransactionId, Fault> {
        self.by_name.get(name).copied().ok_or_else(|| {
            Fault::new(field, format!("`{name}` is the id of no earlier event: give that event an `id`"))
        })
    }

    /// What the timeline calls a transaction.
    pub(super) fn of(&self, id: TransactionId) -> String {
        self.by_id.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }
}
