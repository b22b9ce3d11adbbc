use serde::{Deserialize, Serialize};

use super::{Cell, Timing};
use crate::Portion;

/// Which installment that is not due yet gets money first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InAdvance {
    /// The next one.
    #[default]
    Next,
    /// The last one.
    Last,
    /// The one whose period runs, then the last one.
    NextLast,
    /// All of them, in equal shares.
    Spread,
}

/// The order in which money pays: each of the twelve places once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct AllocationRule {
    order: [Cell; 12],
    in_advance: InAdvance,
}

/// A list that doesn't name each of the twelve places once.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "an allocation order names each of past_due, due and in_advance penalty, fee, interest and principal once"
)]
pub struct NotAnOrder;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    #[serde(default = "standard")]
    order: Vec<Cell>,
    #[serde(default)]
    in_advance: InAdvance,
}

impl AllocationRule {
    /// A rule of twelve places.
    ///
    /// # Errors
    /// When a place is missing or comes twice.
    pub fn new(order: Vec<Cell>, in_advance: InAdvance) -> Result<Self, NotAnOrder> {
        let order: [Cell; 12] = order.try_into().map_err(|_| NotAnOrder)?;
        let mut sorted = order;
        sorted.sort_unstable();
        let distinct = sorted.windows(2).all(|pair| pair.first() != pair.last());
        if distinct { Ok(Self { order, in_advance }) } else { Err(NotAnOrder) }
    }

    /// The order.
    #[must_use]
    pub const fn order(&self) -> &[Cell; 12] {
        &self.order
    }

    /// Where money in advance goes.
    #[must_use]
    pub const fn in_advance(&self) -> InAdvance {
        self.in_advance
    }

    /// The three timings by their first place in the order.
    pub(crate) fn timings(&self) -> [Timing; 3] {
        let mut timings = Timing::ALL;
        timings.sort_by_key(|timing| self.order.iter().position(|cell| cell.timing == *timing));
        timings
    }

    /// The portions of one timing in the order.
    pub(crate) fn portions(&self, timing: Timing) -> impl Iterator<Item = Portion> + '_ {
        self.order.iter().filter(move |cell| cell.timing == timing).map(|cell| cell.portion)
    }
}

/// Oldest first; of each installment penalty, fee, interest, principal; in advance to the next one.
impl Default for AllocationRule {
    fn default() -> Self {
        let [past, due, ahead] =
            Timing::ALL.map(|timing| Portion::ALL.map(|portion| Cell { timing, portion }));
        let [a, b, c, d] = past;
        let [e, f, g, h] = due;
        let [i, j, k, l] = ahead;
        Self { order: [a, b, c, d, e, f, g, h, i, j, k, l], in_advance: InAdvance::Next }
    }
}

/// The order of whoever names only where money in advance goes.
fn standard() -> Vec<Cell> {
    AllocationRule::default().order().to_vec()
}

impl TryFrom<Parts> for AllocationRule {
    type Error = NotAnOrder;

    fn try_from(Parts { order, in_advance }: Parts) -> Result<Self, Self::Error> {
        Self::new(order, in_advance)
    }
}

impl From<AllocationRule> for Parts {
    fn from(rule: AllocationRule) -> Self {
        Self { order: rule.order.to_vec(), in_advance: rule.in_advance }
    }
}
