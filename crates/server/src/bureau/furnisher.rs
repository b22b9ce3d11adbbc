use bureau::Furnisher;
use serde::{Deserialize, Serialize};

/// Who the lender is to the bureaus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurnisherPaper {
    /// The number in every record by which bureaus know the lender.
    pub identification_number: String,
    /// The name.
    pub name: String,
    /// The whole mailing address on one line.
    pub address: String,
    /// Ten digits.
    #[serde(default)]
    pub telephone: Option<String>,
    /// Innovis's number for the lender.
    #[serde(default)]
    pub innovis: Option<String>,
    /// Equifax's number for the lender.
    #[serde(default)]
    pub equifax: Option<String>,
    /// Experian's number for the lender.
    #[serde(default)]
    pub experian: Option<String>,
    /// TransUnion's number for the lender.
    #[serde(default)]
    pub transunion: Option<String>,
}

impl From<FurnisherPaper> for Furnisher {
    fn from(paper: FurnisherPaper) -> Self {
        let FurnisherPaper {
            identification_number,
            name,
            address,
            telephone,
            innovis,
            equifax,
            experian,
            transunion,
        } = paper;
        Self { identification_number, name, address, telephone, innovis, equifax, experian, transunion }
    }
}
