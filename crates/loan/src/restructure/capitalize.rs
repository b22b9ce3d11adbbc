use money::{Money, MoneyError};

use super::draft::Put;
use super::lay::Laid;

/// What was gathered to be laid anew, as it is labeled: the first that is repaid is interest that bears interest,
/// and of what is carried the first is what chargebacks brought back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Labels {
    pub(super) capitalized: Money,
    pub(super) credited: Money,
}

impl Labels {
    /// What a laid row gets; its part of the labels is used up.
    pub(super) fn put(&mut self, laid: Laid) -> Result<Put, MoneyError> {
        let capitalized = laid.bearing.min(self.capitalized)?;
        let credited = laid.carried.min(self.credited)?;
        self.capitalized = self.capitalized.minus(capitalized)?;
        self.credited = self.credited.minus(credited)?;
        Put::of(laid, capitalized, credited)
    }
}
