use std::sync::Arc;

use ident::{ApiKeyId, ContractId, LenderId};
use jiff::tz::TimeZone;
use policy::PackId;
use serde_json::{Value, json};
use servicing::{ConcessionApprovals, LockBudget};
use store::rows::{ApiKeyRow, LenderRow, OperatorRow};

use super::AdminCommand;
use crate::contracts::has_contact;
use crate::{App, LenderMode, LenderSettings, Problem};

impl App {
    /// Does one administrative act and says what came of it. Secrets are in the answer once and nowhere else.
    ///
    /// # Errors
    /// A problem that says what was wrong; nothing was changed then.
    pub async fn administer(self: &Arc<Self>, command: AdminCommand) -> Result<Value, Problem> {
        match command {
            AdminCommand::CreateLender {
                name,
                mode,
                contact,
                time_zone,
                policy_pack,
                attestation,
                starts_at,
            } => {
                let settings = LenderSettings {
                    mode,
                    contact,
                    time_zone,
                    policy_pack,
                    attestation,
                    lock_budget: LockBudget::default(),
                    concession_approvals: ConcessionApprovals::default(),
                };
                self.check_lender(&name, &settings)?;
                let starts_at = starts_at.unwrap_or_else(|| self.wall_now());
                let lender = self.create_lender(&name, &settings, starts_at).await?;
                if mode == LenderMode::Test {
                    let secret = data_encoding::BASE32_NOPAD.encode(&self.random::<20>());
                    let rail = crate::payments::SANDBOX_SCHEME;
                    crate::payments::put_rail(self, lender, rail, rail, &[secret]).await?;
                }
                Ok(json!({ "lender": lender, "name": name, "mode": mode }))
            }
            AdminCommand::SetAttestation { lender, attestation } => {
                self.set_attestation(lender, attestation).await
            }
            AdminCommand::SetConcessionApprovals { lender, rule } => {
                self.set_concession_approvals(lender, rule).await
            }
            AdminCommand::DeliverRelease { contract, release } => {
                self.hand_in_release(contract, &release).await
            }
            AdminCommand::ListLenders => {
                let rows = self.store.lenders().await?;
                let view = |row: LenderRow| {
                    let settings: Value = serde_json::from_str(&row.settings).unwrap_or(Value::Null);
                    json!({ "lender": row.id, "name": row.name, "created_at": row.created_at, "settings": settings })
                };
                Ok(rows.into_iter().map(view).collect())
            }
            AdminCommand::IssueKey { lender, label, scopes, expires_at } => {
                self.known_lender(lender).await?;
                let (row, secret) = self.issue_api_key(lender, &label, &scopes, expires_at).await?;
                Ok(json!({ "key": row.id, "lender": lender, "secret": secret, "scopes": row.scopes }))
            }
            AdminCommand::ListKeys { lender } => {
                self.known_lender(lender).await?;
                Ok(self.store.api_keys(lender).await?.iter().map(key_view).collect())
            }
            AdminCommand::RevokeKey { lender, key } => self.revoke_key(lender, key).await,
            AdminCommand::CreateOperator { name, password, lender, owner } => {
                if let Some(lender) = lender {
                    self.known_lender(lender).await?;
                }
                let row = if owner {
                    self.create_owner(&name, &password, lender).await?
                } else {
                    self.create_operator(&name, &password, lender).await?
                };
                Ok(operator_view(&row))
            }
            AdminCommand::ListOperators => {
                Ok(self.store.operators().await?.iter().map(operator_view).collect())
            }
            AdminCommand::DisableOperator { name } => self.disable_operator(&name).await,
            AdminCommand::SetBudget { lender, phones_per_hour, share_of_active_bp } => {
                self.set_budget(lender, LockBudget { phones_per_hour, share_of_active_bp }).await
            }
            AdminCommand::ListApprovals { lender } => self.list_approvals(lender).await,
            AdminCommand::Approve { request, operator, password, through } => {
                self.approve_by_password(request, &operator, &password, through).await
            }
            AdminCommand::Freeze { lender, reason } => self.freeze_lender(lender, &reason).await,
            AdminCommand::ReleaseAll { lender, reason, goes_on } => {
                self.release_all(lender, &reason, goes_on).await
            }
            AdminCommand::Thaw { lender } => self.thaw_lender(lender).await,
            AdminCommand::Bureau(act) => self.administer_bureau(act).await,
            AdminCommand::Books(act) => self.administer_books(act).await,
            AdminCommand::Keys(act) => self.administer_keys(act).await,
            AdminCommand::ListRollouts { lender } => self.list_rollouts(lender).await,
            AdminCommand::StopRollout { lender, pack } => self.halt_rollout(lender, pack).await,
            AdminCommand::ResumeRollout { lender, pack } => self.ask_to_resume_rollout(lender, pack).await,
            AdminCommand::PutRail { lender, rail, scheme, secrets } => {
                self.known_lender(lender).await?;
                crate::payments::put_rail(self, lender, &rail, &scheme, &secrets).await?;
                let url = format!("{}/webhooks/{lender}/{rail}", self.config.public_url);
                Ok(json!({ "lender": lender, "rail": rail, "scheme": scheme, "webhook_url": url }))
            }
        }
    }

    fn check_lender(&self, name: &str, settings: &LenderSettings) -> Result<(), Problem> {
        if name.trim().is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
            return Err(Problem::invalid("name", "write 1 to 100 characters"));
        }
        if !has_contact(&settings.contact) {
            let detail = "borrowers must be able to reach the lender: give a phone number, an e-mail address or a page";
            return Err(Problem::invalid("contact", detail));
        }
        if TimeZone::get(&settings.time_zone).is_err() {
            let detail = format!("`{}` is not an IANA name such as Africa/Nairobi", settings.time_zone);
            return Err(Problem::invalid("time_zone", detail));
        }
        let pack = PackId(settings.policy_pack.clone());
        if self.packs.newest(&pack).is_none() {
            let known: Vec<_> = self.packs.all().map(|pack| pack.id.to_string()).collect();
            let detail = format!("there is no `{pack}`; choose one of {}", known.join(", "));
            return Err(Problem::invalid("policy_pack", detail));
        }
        Ok(())
    }

    async fn hand_in_release(&self, contract: ContractId, release: &str) -> Result<Value, Problem> {
        let bytes = data_encoding::BASE64.decode(release.as_bytes());
        let bytes = bytes.map_err(|_| Problem::invalid("release", "write the signed release in base 64"))?;
        let row = self.store.contract(contract).await?.ok_or_else(|| Problem::not_found("contract"))?;
        let lender = self.lender(row.lender).await?.ok_or_else(|| Problem::not_found("lender"))?;
        let executed = self.deliver_release(&lender, contract, &bytes).await?;
        Ok(json!({ "contract": contract, "status": executed.contract.status }))
    }

    async fn known_lender(&self, lender: LenderId) -> Result<(), Problem> {
        self.store.lender(lender).await?.map(drop).ok_or_else(|| Problem::not_found("lender"))
    }

    async fn revoke_key(&self, lender: LenderId, key: ApiKeyId) -> Result<Value, Problem> {
        let revoked = self.store.revoke_api_key(lender, key, self.wall_now()).await?;
        if revoked { Ok(json!({ "key": key, "revoked": true })) } else { Err(Problem::not_found("API key")) }
    }

    async fn disable_operator(&self, name: &str) -> Result<Value, Problem> {
        let row = self.store.operator_by_name(name).await?.ok_or_else(|| Problem::not_found("operator"))?;
        let disabled = OperatorRow { disabled_at: row.disabled_at.or(Some(self.wall_now())), ..row };
        self.store.put_operator(disabled.clone()).await?;
        Ok(operator_view(&disabled))
    }
}

fn key_view(row: &ApiKeyRow) -> Value {
    json!({
        "key": row.id,
        "label": row.label,
        "scopes": row.scopes,
        "created_at": row.created_at,
        "expires_at": row.expires_at,
        "revoked_at": row.revoked_at,
    })
}

fn operator_view(row: &OperatorRow) -> Value {
    json!({ "operator": row.id, "name": row.name, "lender": row.lender, "role": row.role, "disabled_at": row.disabled_at })
}
