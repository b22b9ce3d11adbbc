use money::Money;
use serde::{Deserialize, Serialize};

use super::{Factor, Grade, GradeTable, ReturnError};

/// What a returned item counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Valuation {
    /// What the item would cost today in new condition.
    pub price: Money,
    /// Its condition.
    pub grade: Grade,
    /// The share of the price, from the lender's table.
    pub factor: Factor,
    /// Price × factor, half to even.
    pub value: Money,
}

impl Valuation {
    /// The value of an item by its grade.
    ///
    /// # Errors
    /// [`ReturnError::NegativePrice`], or when the amount leaves the range.
    pub fn of(price: Money, grade: Grade, table: GradeTable) -> Result<Self, ReturnError> {
        if price.is_negative() {
            return Err(ReturnError::NegativePrice(price));
        }
        let factor = table.factor(grade);
        let value = price.ratio(i64::from(factor.hundredths()), i64::from(Factor::WHOLE))?;
        Ok(Self { price, grade, factor, value })
    }
}
