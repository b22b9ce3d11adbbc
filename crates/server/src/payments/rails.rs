use ident::LenderId;
use store::StoreError;
use store::rows::RailRow;
use zeroize::Zeroizing;

use super::SANDBOX_SCHEME;
use crate::{App, LenderContext, Problem, SealError};

/// During a rotation two secrets are good; four leave room for a mistake.
const MAX_SECRETS: usize = 4;
/// Rails that are not webhooks: payments reported by API and by operators.
const RESERVED: [&str; 2] = ["api", "manual"];

/// How a rail's webhooks are signed and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// This project's own, for rails with a gateway of the lender's.
    Generic,
    /// Stripe's.
    Stripe,
    /// The generic one, sent by this server itself, for test lenders.
    Sandbox,
}

impl Scheme {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "generic" => Some(Self::Generic),
            "stripe" => Some(Self::Stripe),
            SANDBOX_SCHEME => Some(Self::Sandbox),
            _ => None,
        }
    }

    /// Where the signature stands.
    pub(super) const fn header(self) -> &'static str {
        match self {
            Self::Generic | Self::Sandbox => "quittance-signature",
            Self::Stripe => "stripe-signature",
        }
    }
}

/// A rail with its secrets opened.
pub(super) struct Rail {
    pub(super) name: String,
    pub(super) scheme: Scheme,
    pub(super) secrets: Vec<Zeroizing<String>>,
}

/// Why a rail could not be written.
#[derive(Debug, thiserror::Error)]
pub enum RailError {
    /// A field is wrong.
    #[error("{field}: {detail}")]
    Invalid {
        /// The field at fault.
        field: &'static str,
        /// What would be right.
        detail: &'static str,
    },
    /// No such lender.
    #[error("there is no such lender")]
    NoSuchLender,
    /// The secrets could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes a rail: its scheme (`generic`, `stripe`; `sandbox` for test lenders) and one to four signing secrets,
/// each of which is good, so that they can be rotated. What is known of the rail's feed stays.
///
/// # Errors
/// [`RailError`]; nothing was changed then.
pub async fn put_rail(
    app: &App,
    lender: LenderId,
    rail: &str,
    scheme: &str,
    secrets: &[String],
) -> Result<(), RailError> {
    let lender = app.lender(lender).await?.ok_or(RailError::NoSuchLender)?;
    check(&lender, rail, scheme, secrets)?;
    let json = serde_json::to_vec(secrets).map_err(|error| StoreError::Invalid(error.to_string()))?;
    let json = Zeroizing::new(json);
    let secrets = app.with_entropy(|entropy| app.sealer.seal(&place(lender.id, rail), &json, entropy))?;
    let row = RailRow {
        lender: lender.id,
        rail: rail.to_owned(),
        scheme: scheme.to_owned(),
        secrets,
        feed_reconciled_to: None,
        feed_heard_to: None,
    };
    Ok(app.store.put_rail(row).await?)
}

fn check(lender: &LenderContext, rail: &str, scheme: &str, secrets: &[String]) -> Result<(), RailError> {
    let invalid = |field, detail| Err(RailError::Invalid { field, detail });
    let clean = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    if !(1..=32).contains(&rail.len()) || !rail.bytes().all(clean) {
        return invalid("rail", "use 1 to 32 of a-z, 0-9, - and _");
    }
    let Some(scheme) = Scheme::of(scheme) else {
        return invalid("scheme", "use generic or stripe");
    };
    if RESERVED.contains(&rail) || (rail == SANDBOX_SCHEME) != (scheme == Scheme::Sandbox) {
        return invalid("rail", "this name is taken by the server itself");
    }
    if scheme == Scheme::Sandbox && !lender.is_test() {
        return invalid("scheme", "only a test lender has a sandbox");
    }
    if !(1..=MAX_SECRETS).contains(&secrets.len()) {
        return invalid("secrets", "give 1 to 4 secrets");
    }
    if !secrets.iter().all(|secret| (16..=256).contains(&secret.len())) {
        return invalid("secrets", "a secret has 16 to 256 characters");
    }
    Ok(())
}

/// A lender's rail; `None` if there is none of this name.
pub(super) async fn open(app: &App, lender: &LenderContext, rail: &str) -> Result<Option<Rail>, StoreError> {
    let Some(row) = app.store.rail(lender.id, rail).await? else { return Ok(None) };
    let Some(scheme) = Scheme::of(&row.scheme) else { return Ok(None) };
    if scheme == Scheme::Sandbox && !lender.is_test() {
        return Ok(None);
    }
    let damaged = |error: Box<dyn std::error::Error + Send + Sync>| StoreError::Damaged(error);
    let json =
        app.sealer.open(&place(lender.id, rail), &row.secrets).map_err(|error| damaged(error.into()))?;
    let json = Zeroizing::new(json);
    let secrets = serde_json::from_slice::<Vec<String>>(&json).map_err(|error| damaged(error.into()))?;
    Ok(Some(Rail { name: row.rail, scheme, secrets: secrets.into_iter().map(Zeroizing::new).collect() }))
}

/// What the secrets are sealed for.
fn place(lender: LenderId, rail: &str) -> String {
    format!("rail:{lender}:{rail}")
}

impl From<RailError> for Problem {
    fn from(error: RailError) -> Self {
        match error {
            RailError::Invalid { field, detail } => Self::invalid(field, detail),
            RailError::NoSuchLender => Self::not_found("lender"),
            RailError::Seal(error) => {
                tracing::error!(%error, "a rail's secrets could not be sealed");
                Self::unavailable()
            }
            RailError::Store(error) => error.into(),
        }
    }
}
