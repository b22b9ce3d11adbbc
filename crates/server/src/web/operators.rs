use ident::LenderId;
use store::StoreError;
use store::rows::OperatorRow;

use super::password;
use crate::{App, Problem};

/// The least and most characters of a password. NIST SP 800-63B asks for 8 at least; the limit above keeps
/// hashing cheap.
const PASSWORD_CHARACTERS: std::ops::RangeInclusive<usize> = 12..=256;
/// What is longer is not hashed.
const MAX_PASSWORD_BYTES: usize = 1024;
const NAME_CHARACTERS: std::ops::RangeInclusive<usize> = 1..=64;
/// Supports borrowers, and can be one of two people who approve.
const AGENT: &str = "agent";
/// May freeze a lender and release all of its phones besides.
pub(super) const OWNER: &str = "owner";

/// Why there is no new operator.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// The name is empty, too long, or not plain text.
    #[error("a name has 1 to 64 characters, no control characters, and no space at its ends")]
    Name,
    /// The password is too short or too long.
    #[error("a password has 12 to 256 characters")]
    Password,
    /// Somebody has the name.
    #[error("another operator has this name")]
    Taken,
    /// The password could not be hashed.
    #[error("the password could not be hashed")]
    Hashing,
    /// It could not be kept.
    #[error(transparent)]
    Store(StoreError),
}

impl App {
    /// Makes an operator of the console: of one lender, or of the whole installation for `None`.
    ///
    /// # Errors
    /// [`OperatorError`]; nobody was made then.
    pub async fn create_operator(
        &self,
        name: &str,
        password: &str,
        lender: Option<LenderId>,
    ) -> Result<OperatorRow, OperatorError> {
        self.make_operator(name, password, lender, AGENT).await
    }

    /// Makes an operator who may freeze a lender and release all of its phones.
    ///
    /// # Errors
    /// As [`App::create_operator`].
    pub async fn create_owner(
        &self,
        name: &str,
        password: &str,
        lender: Option<LenderId>,
    ) -> Result<OperatorRow, OperatorError> {
        self.make_operator(name, password, lender, OWNER).await
    }

    async fn make_operator(
        &self,
        name: &str,
        password: &str,
        lender: Option<LenderId>,
        role: &str,
    ) -> Result<OperatorRow, OperatorError> {
        let plain = name.trim() == name && !name.chars().any(char::is_control);
        if !plain || !NAME_CHARACTERS.contains(&name.chars().count()) {
            return Err(OperatorError::Name);
        }
        if !PASSWORD_CHARACTERS.contains(&password.chars().count()) {
            return Err(OperatorError::Password);
        }
        let (password, salt) = (password.to_owned(), self.random());
        let hashed = tokio::task::spawn_blocking(move || password::hash(&password, salt)).await;
        let operator = OperatorRow {
            id: self.new_id(),
            lender,
            name: name.to_owned(),
            password_hash: hashed.ok().flatten().ok_or(OperatorError::Hashing)?,
            role: role.to_owned(),
            disabled_at: None,
        };
        match self.store.put_operator(operator.clone()).await {
            Ok(()) => Ok(operator),
            Err(StoreError::Duplicate(_)) => Err(OperatorError::Taken),
            Err(error) => Err(OperatorError::Store(error)),
        }
    }

    /// The operator whose name and password these are; shut out ones are nobody.
    pub(crate) async fn operator_with(
        &self,
        name: &str,
        password: &str,
    ) -> Result<Option<OperatorRow>, StoreError> {
        if password.len() > MAX_PASSWORD_BYTES {
            return Ok(None);
        }
        let operator = self.store.operator_by_name(name).await?;
        let operator = operator.filter(|operator| operator.disabled_at.is_none());
        let hash = operator.as_ref().map(|operator| operator.password_hash.clone());
        let password = password.to_owned();
        let fits = tokio::task::spawn_blocking(move || password::verify(&password, hash.as_ref())).await;
        Ok(operator.filter(|_| fits.unwrap_or(false)))
    }
}

impl From<OperatorError> for Problem {
    fn from(error: OperatorError) -> Self {
        match error {
            OperatorError::Name => Self::invalid("name", error.to_string()),
            OperatorError::Password => Self::invalid("password", error.to_string()),
            OperatorError::Taken => Self::conflict("taken", error.to_string()),
            OperatorError::Hashing => Self::unavailable(),
            OperatorError::Store(error) => error.into(),
        }
    }
}
