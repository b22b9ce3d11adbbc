use jiff::civil::Date;

use crate::letters::capital;
use crate::states::STATES;
use crate::{SocialSecurityNumber, base_fields};

/// Who owes, as the file names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consumer {
    /// The family name.
    pub surname: String,
    /// The given name.
    pub first_name: String,
    /// The middle name or initial.
    pub middle_name: Option<String>,
    /// Of the Social Security Administration.
    pub social_security_number: SocialSecurityNumber,
    /// The day of birth.
    pub born_on: Date,
    /// A telephone number; reported if it is an American one.
    pub telephone: Option<String>,
    /// Where they live.
    pub address: Address,
}

/// An address in the United States.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Number and street.
    pub line_1: String,
    /// Apartment and the like.
    pub line_2: Option<String>,
    /// The city.
    pub city: String,
    /// Two letters.
    pub state: String,
    /// Five digits, or nine with or without a hyphen.
    pub zip: String,
}

/// What about a consumer can't be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct ConsumerFault {
    /// The field, in the words of this program's API.
    pub field: &'static str,
    /// What would be right.
    pub what: &'static str,
}

const NAME: &str = "write 1 to 60 letters of the Latin alphabet, as the format has no others";
const LINE: &str = "write 1 to 60 characters in Latin letters, as the format has no others";

impl Consumer {
    /// Whether everything can be written.
    ///
    /// # Errors
    /// The first field at fault. `today` is the day by which one must have been born.
    pub fn check(&self, today: Date) -> Result<(), ConsumerFault> {
        let fault = |field, what| Err(ConsumerFault { field, what });
        for (field, name) in [
            ("surname", Some(&self.surname)),
            ("first_name", Some(&self.first_name)),
            ("middle_name", self.middle_name.as_ref()),
        ] {
            if name.is_some_and(|name| !is_written(name)) {
                return fault(field, NAME);
            }
        }
        if self.born_on.year() < 1880 || self.born_on >= today {
            return fault("birth_date", "write the day of birth, such as 1990-04-23");
        }
        let address = &self.address;
        for (field, line) in [
            ("address.line_1", Some(&address.line_1)),
            ("address.line_2", address.line_2.as_ref()),
            ("address.city", Some(&address.city)),
        ] {
            if line.is_some_and(|line| !is_written(line)) {
                return fault(field, LINE);
            }
        }
        if !STATES.contains(&address.state.as_str()) {
            return fault("address.state", "write a state's two capital letters, such as TX");
        }
        if address.zip_digits().is_none() {
            return fault("address.zip", "write five or nine digits, such as 78701 or 78701-1234");
        }
        Ok(())
    }

    /// Ten digits of an American telephone number, if it is one.
    pub(crate) fn american_telephone(&self) -> Option<i64> {
        let digits: String = self.telephone.as_ref()?.chars().filter(char::is_ascii_digit).collect();
        let national = match digits.len() {
            10 => digits.as_str(),
            11 => digits.strip_prefix('1')?,
            _ => return None,
        };
        let starts_well = !national.starts_with(['0', '1']);
        starts_well.then_some(national)?.parse().ok()
    }
}

impl Address {
    /// Five or nine digits.
    pub(crate) fn zip_digits(&self) -> Option<String> {
        let digits = match self.zip.split_once('-') {
            Some((five, four)) if five.len() == 5 && four.len() == 4 => format!("{five}{four}"),
            Some(_) => return None,
            None => self.zip.clone(),
        };
        let is_good = matches!(digits.len(), 5 | 9) && digits.bytes().all(|digit| digit.is_ascii_digit());
        is_good.then_some(digits)
    }
}

fn is_written(text: &str) -> bool {
    let longest = base_fields::ADDRESS_1.length.max(60);
    capital(text).is_some_and(|text| (1..=longest).contains(&text.len()))
}
