use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

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
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "each_once")]
    pub chargeback: Option<[Portion; 4]>,
}

/// An order of the portions, each of them once.
fn each_once<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<[Portion; 4]>, D::Error> {
    let order = Option::<[Portion; 4]>::deserialize(deserializer)?;
    let lacks = order.and_then(|order| Portion::ALL.into_iter().find(|portion| !order.contains(portion)));
    match lacks {
        Some(portion) => {
            Err(D::Error::custom(format_args!("{} is missing: name each portion once", portion.as_str())))
        }
        None => Ok(order),
    }
}

impl AllocationRules {
    /// The rule of a kind.
    #[must_use]
    pub fn of(&self, kind: TransactionKind) -> &AllocationRule {
        self.kinds.get(&kind).unwrap_or(&self.default)
    }
}
