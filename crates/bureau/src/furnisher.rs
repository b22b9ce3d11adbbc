use crate::letters::capital;

/// The lender as the bureaus know it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Furnisher {
    /// The number in every record by which bureaus know the lender, 1 to 20 characters.
    pub identification_number: String,
    /// The name, 1 to 40 characters.
    pub name: String,
    /// The whole mailing address, 1 to 96 characters.
    pub address: String,
    /// A telephone number of ten digits.
    pub telephone: Option<String>,
    /// Innovis's number for the lender, up to 10 characters.
    pub innovis: Option<String>,
    /// Equifax's number for the lender, up to 10 characters.
    pub equifax: Option<String>,
    /// Experian's number for the lender, up to 5 characters.
    pub experian: Option<String>,
    /// TransUnion's number for the lender, up to 10 characters.
    pub transunion: Option<String>,
}

/// What about the lender can't be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {what}")]
pub struct FurnisherFault {
    /// The field.
    pub field: &'static str,
    /// What would be right.
    pub what: &'static str,
}

impl Furnisher {
    /// Whether a header can be written.
    ///
    /// # Errors
    /// The first field at fault.
    pub fn check(&self) -> Result<(), FurnisherFault> {
        let fits =
            |text: &str, most: usize| capital(text).is_some_and(|text| (1..=most).contains(&text.len()));
        let fault = |field, what| Err(FurnisherFault { field, what });
        if !fits(&self.identification_number, 20) {
            return fault("identification_number", "write the 1 to 20 characters that the bureaus agreed to");
        }
        if !fits(&self.name, 40) {
            return fault("name", "write 1 to 40 characters");
        }
        if !fits(&self.address, 96) {
            return fault("address", "write the whole mailing address in 1 to 96 characters");
        }
        let is_telephone = |text: &String| text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit());
        if self.telephone.as_ref().is_some_and(|text| !is_telephone(text)) {
            return fault("telephone", "write ten digits");
        }
        for (field, number, most) in [
            ("innovis", &self.innovis, 10),
            ("equifax", &self.equifax, 10),
            ("experian", &self.experian, 5),
            ("transunion", &self.transunion, 10),
        ] {
            if number.as_ref().is_some_and(|number| !fits(number, most)) {
                return fault(field, "write the program identifier that this bureau gave");
            }
        }
        Ok(())
    }
}
