use bureau::Furnisher;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who the lender is to the bureaus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FurnisherBody)]
pub struct FurnisherPaper {
    /// The number in every record by which bureaus know the lender, up to 20 characters.
    #[schema(example = "EXAMPLE0001")]
    pub identification_number: String,
    /// The name, up to 40 characters.
    #[schema(example = "Example Phones")]
    pub name: String,
    /// The whole mailing address on one line, up to 96 characters.
    #[schema(example = "1 Main Street, Austin TX 78701")]
    pub address: String,
    /// Ten digits.
    #[schema(example = "5125550100")]
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
