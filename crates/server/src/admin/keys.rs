use std::sync::Arc;

use data_encoding::BASE64;
use ident::{ContractId, LenderId};
use proof::Digest;
use proof::keys::PublicKey;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use servicing::Command;
use store::Page;
use store::rows::ContractFilter;

use crate::custody::{Bearer, Change, KeyStore, KeyStoreError, PublicKeyFile, Purpose, SignerProgram};
use crate::{App, Problem, persist};

/// What can be done with signing keys. Documents travel as base64.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "act")]
pub enum KeysAct {
    /// What is there, and until when it is good.
    Status,
    /// Take the root that people signed.
    InstallRoot {
        /// The root.
        root: String,
    },
    /// A lender's next roster, for people to sign.
    DraftRoster {
        /// Whose.
        lender: LenderId,
    },
    /// Take a roster that people signed.
    InstallRoster {
        /// The roster.
        roster: String,
    },
    /// Make a lender's next key.
    Rotate {
        /// Whose.
        lender: LenderId,
        /// What it signs.
        purpose: Purpose,
    },
    /// Void everything a key ever signed.
    Revoke {
        /// Whose.
        lender: LenderId,
        /// Which.
        key: Digest,
    },
    /// A lender's next key is kept by a program.
    External {
        /// Whose.
        lender: LenderId,
        /// What it signs.
        purpose: Purpose,
        /// The public half.
        public_key: PublicKey,
        /// How to start it.
        program: SignerProgram,
    },
    /// Whose releases devices obey whatever a lender says.
    Ombudsman {
        /// The public key.
        file: PublicKeyFile,
    },
}

/// Contracts read at once.
const PAGE: u32 = 256;

impl App {
    pub(super) async fn administer_keys(self: &Arc<Self>, act: KeysAct) -> Result<Value, Problem> {
        let done = self.do_with_keys(act).await;
        // Also after a failure: the roster may be in force all the same.
        self.log_papers().await;
        done
    }

    async fn do_with_keys(self: &Arc<Self>, act: KeysAct) -> Result<Value, Problem> {
        let keys = self.keys.store().ok_or_else(|| Problem::not_found("key store"))?;
        match act {
            KeysAct::Status => Ok(json!(keys.status())),
            KeysAct::InstallRoot { root } => {
                let root = keys.install_root(&bytes("root", &root)?)?;
                Ok(json!({ "root": root.version, "origin": root.origin, "expires_at": root.expires_at }))
            }
            KeysAct::DraftRoster { lender } => {
                let bearer = self.bearer(lender).await?;
                let draft = self.with_entropy(|entropy| keys.draft_roster(bearer, entropy))?;
                Ok(json!({ "lender": lender, "draft": BASE64.encode(&draft) }))
            }
            KeysAct::InstallRoster { roster } => self.install_roster(keys, &bytes("roster", &roster)?).await,
            KeysAct::Rotate { lender, purpose } => {
                check_purpose(purpose)?;
                let bearer = self.bearer(lender).await?;
                let change = self.with_entropy(|entropy| keys.rotate(bearer, purpose, entropy))?;
                self.after(keys, bearer, change, false).await
            }
            KeysAct::Revoke { lender, key } => {
                let bearer = self.bearer(lender).await?;
                let change = self.with_entropy(|entropy| keys.revoke(bearer, &key, entropy))?;
                self.after(keys, bearer, change, true).await
            }
            KeysAct::External { lender, purpose, public_key, program } => {
                check_purpose(purpose)?;
                let bearer = self.bearer(lender).await?;
                let change = keys.set_external(bearer, purpose, (public_key, program))?;
                self.after(keys, bearer, change, false).await
            }
            KeysAct::Ombudsman { file } => {
                keys.set_ombudsman(&file)?;
                for row in self.store.lenders().await? {
                    self.roster_changed(row.id);
                }
                Ok(json!({ "ombudsman": file.public_key.thumbprint() }))
            }
        }
    }

    async fn bearer(&self, lender: LenderId) -> Result<Bearer, Problem> {
        let row = self.store.lender(lender).await?.ok_or_else(|| Problem::not_found("lender"))?;
        Ok(self.bearer_of(&row).await?)
    }

    /// With people's root it is the roster that changes who signs, not the command that made the key.
    async fn install_roster(self: &Arc<Self>, keys: &KeyStore, roster: &[u8]) -> Result<Value, Problem> {
        let before = keys.status();
        let lender = keys.install_roster(roster)?;
        let revoked = |status: &crate::custody::Status| {
            let rosters = status.rosters.iter().filter(|roster| roster.lender == lender);
            let keys = rosters.flat_map(|roster| roster.keys.iter());
            keys.filter(|key| key.revoked_at.is_some() && key.is_listed).count()
        };
        // A key that was still listed and is void from now on.
        let void = revoked(&before) > 0;
        let signed = self.sign_anew(keys, self.bearer(lender).await?, void).await?;
        Ok(json!({ "lender": lender, "signed_anew": signed.done, "failed": signed.failed }))
    }

    async fn after(
        self: &Arc<Self>,
        keys: &KeyStore,
        bearer: Bearer,
        change: Change,
        void: bool,
    ) -> Result<Value, Problem> {
        let Change { key, is_in_force } = change;
        if !is_in_force {
            let next = "run keys draft-roster, root sign and keys install-roster: until then devices know the keys of before";
            return Ok(json!({ "lender": bearer.lender, "key": key, "in_force": false, "next": next }));
        }
        let signed = self.sign_anew(keys, bearer, void).await?;
        let Signed { done, failed } = signed;
        Ok(json!({
            "lender": bearer.lender, "key": key, "in_force": true, "signed_anew": done, "failed": failed,
        }))
    }

    /// Every contract that ever told a device anything says it again, under the key in force. Doing it twice does
    /// no harm, so after a failure the act is simply repeated.
    async fn sign_anew(
        self: &Arc<Self>,
        keys: &KeyStore,
        bearer: Bearer,
        void: bool,
    ) -> Result<Signed, Problem> {
        self.roster_changed(bearer.lender);
        let lender = self.lender(bearer.lender).await?.ok_or_else(|| Problem::not_found("lender"))?;
        let mut signed = Signed::default();
        let mut after: Option<ContractId> = None;
        loop {
            let page = Page { after, limit: PAGE };
            let rows = self.store.contracts(bearer.lender, ContractFilter::default(), page).await?;
            let Some(last) = rows.last() else { break };
            after = Some(last.id);
            for row in &rows {
                if persist::read_contract(row)?.restriction.standing_seq == 0 {
                    continue;
                }
                match self.execute(&lender, row.id, Command::Rekey { void }, &|_, _| ()).await {
                    Ok(_) => signed.done += 1,
                    Err(error) => {
                        tracing::error!(contract = %row.id, %error, "a contract could not be signed anew");
                        signed.failed += 1;
                    }
                }
            }
            tracing::info!(lender = %bearer.lender, done = signed.done, failed = signed.failed, "signing anew");
        }
        if signed.failed == 0 {
            keys.retire(bearer, bearer.now)?;
        }
        Ok(signed)
    }
}

#[derive(Debug, Default)]
struct Signed {
    done: u64,
    failed: u64,
}

fn bytes(field: &'static str, text: &str) -> Result<Vec<u8>, Problem> {
    BASE64.decode(text.as_bytes()).map_err(|_| Problem::invalid(field, "write it in base64"))
}

fn check_purpose(purpose: Purpose) -> Result<(), Problem> {
    match purpose {
        Purpose::Command | Purpose::Freshness => Ok(()),
        _ => Err(Problem::invalid("role", "a lender's own keys are `command` and `freshness`")),
    }
}

impl From<KeyStoreError> for Problem {
    fn from(error: KeyStoreError) -> Self {
        if error.is_callers() {
            return Self::invalid("keys", error.to_string());
        }
        tracing::error!(%error, "the key store failed");
        Self::unavailable()
    }
}
