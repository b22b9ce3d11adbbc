use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::AllocationRule;
use crate::{Portion, TransactionKind};

/// Whether one installment is finished before the next is touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Processing {
    /// Installment by installment: of each, every portion in order.
    #[default]
    Horizontal,
    /// Portion by portion: of each, every installment in order.
    Vertical,
}

/// How the money of each kind of transaction is allocated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllocationRules {
    /// Whether one installment is finished before the next is touched.
    #[serde(default)]
    pub processing: Processing,
    /// The rule of every kind that has none of its own.
    #[serde(default)]
    pub default: AllocationRule,
    /// Rules of single kinds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kinds: BTreeMap<TransactionKind, AllocationRule>,
    /// As what a chargeback is owed again: what the payment had paid, in this order. All as principal for
    /// `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chargeback: Option<[Portion; 4]>,
}

impl AllocationRules {
    /// The rule of a kind.
    #[must_use]
    pub fn of(&self, kind: TransactionKind) -> &AllocationRule {
        self.kinds.get(&kind).unwrap_or(&self.default)
    }
}
