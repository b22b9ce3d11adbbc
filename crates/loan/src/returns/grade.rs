use std::fmt;

use serde::{Deserialize, Serialize};

use super::ReturnError;

/// The condition of a returned item, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// As new: works, no marks.
    A,
    /// Works, light marks of use.
    B,
    /// Works, heavy marks or a worn part.
    C,
    /// Broken: worth its parts.
    D,
}

impl Grade {
    /// All grades, best first.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The letter.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The share of the reference price that an item of a grade is worth, in hundredths of a percent: 0 to 10,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Factor(u16);

impl Factor {
    /// The whole price.
    pub const WHOLE: u16 = 10_000;

    /// A share in hundredths of a percent.
    ///
    /// # Errors
    /// [`ReturnError::Factor`] above 10,000.
    pub const fn new(hundredths: u16) -> Result<Self, ReturnError> {
        if hundredths > Self::WHOLE { Err(ReturnError::Factor(hundredths)) } else { Ok(Self(hundredths)) }
    }

    /// Hundredths of a percent.
    #[must_use]
    pub const fn hundredths(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Factor {
    type Error = ReturnError;

    fn try_from(hundredths: u16) -> Result<Self, Self::Error> {
        Self::new(hundredths)
    }
}

impl From<Factor> for u16 {
    fn from(factor: Factor) -> Self {
        factor.0
    }
}

/// The lender's published table: what an item of each grade is worth. A worse grade is never worth more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "[Factor; 4]", into = "[Factor; 4]")]
pub struct GradeTable([Factor; 4]);

impl GradeTable {
    /// 70, 55, 35 and 10 percent.
    pub const USUAL: Self = Self([Factor(7_000), Factor(5_500), Factor(3_500), Factor(1_000)]);

    /// A table from the factors of the grades A to D.
    ///
    /// # Errors
    /// [`ReturnError::TableRises`] when a worse grade is worth more than a better one.
    pub fn new(factors: [Factor; 4]) -> Result<Self, ReturnError> {
        if factors.is_sorted_by(|better, worse| better >= worse) {
            Ok(Self(factors))
        } else {
            Err(ReturnError::TableRises)
        }
    }

    /// The factor of a grade.
    #[must_use]
    pub const fn factor(self, grade: Grade) -> Factor {
        let [a, b, c, d] = self.0;
        match grade {
            Grade::A => a,
            Grade::B => b,
            Grade::C => c,
            Grade::D => d,
        }
    }
}

impl TryFrom<[Factor; 4]> for GradeTable {
    type Error = ReturnError;

    fn try_from(factors: [Factor; 4]) -> Result<Self, Self::Error> {
        Self::new(factors)
    }
}

impl From<GradeTable> for [Factor; 4] {
    fn from(table: GradeTable) -> Self {
        table.0
    }
}
