use data_encoding::BASE64URL_NOPAD;
use ident::LenderId;
use jiff::Timestamp;
use proof::Digest;
use store::StoreError;
use store::rows::ApiKeyRow;

use super::scope::Scopes;
use crate::{App, Problem};

/// The longest label of a key, in characters.
const MAX_LABEL: usize = 100;

impl App {
    /// Makes an API key. The text that is returned beside its row is the key itself; it is kept nowhere, the
    /// store has its digest only.
    ///
    /// # Errors
    /// A problem that names the field at fault, or an unknown lender.
    pub async fn issue_api_key(
        &self,
        lender: LenderId,
        label: &str,
        scopes: &[String],
        expires_at: Option<Timestamp>,
    ) -> Result<(ApiKeyRow, String), Problem> {
        let context = self.lender(lender).await?.ok_or_else(|| Problem::not_found("lender"))?;
        let now = self.wall_now();
        let scopes = Scopes::of(scopes.iter().map(String::as_str));
        let scopes = scopes.map_err(|error| Problem::invalid("scopes", error.to_string()))?;
        if label.trim().is_empty() || label.chars().count() > MAX_LABEL || label.chars().any(char::is_control)
        {
            return Err(Problem::invalid("label", format!("write 1 to {MAX_LABEL} characters")));
        }
        if expires_at.is_some_and(|at| at <= now) {
            return Err(Problem::invalid("expires_at", "a key ends in the future"));
        }
        let mode = if context.is_test() { "test" } else { "live" };
        let key = format!("qk_{mode}_{}", BASE64URL_NOPAD.encode(&self.random::<32>()));
        let row = ApiKeyRow {
            id: self.new_id(),
            lender,
            hash: *Digest::of(key.as_bytes()).as_bytes(),
            scopes: scopes.to_string(),
            label: label.to_owned(),
            created_at: now,
            expires_at,
            revoked_at: None,
        };
        self.store.put_api_key(row.clone()).await?;
        Ok((row, key))
    }

    /// The key that a caller presented, if it is good now. Looked up by its digest, so the time it takes says
    /// nothing about how much of a guess was right.
    pub(super) async fn good_api_key(&self, key: &str) -> Result<Option<ApiKeyRow>, StoreError> {
        if !has_form(key) {
            return Ok(None);
        }
        let now = self.wall_now();
        let row = self.store.api_key_by_hash(Digest::of(key.as_bytes()).as_bytes()).await?;
        Ok(row.filter(|row| row.revoked_at.is_none() && row.expires_at.is_none_or(|at| at > now)))
    }
}

/// `qk_test_` or `qk_live_` and 43 characters of base 64 for URLs.
fn has_form(key: &str) -> bool {
    let random = key.strip_prefix("qk_test_").or_else(|| key.strip_prefix("qk_live_"));
    random.is_some_and(|random| random.len() == 43 && BASE64URL_NOPAD.decode(random.as_bytes()).is_ok())
}
