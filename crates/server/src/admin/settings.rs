use ident::LenderId;
use serde_json::{Value, json};
use servicing::{ConcessionApprovals, LockBudget};
use store::StoreError;
use store::rows::LenderRow;

use crate::{App, AttestationRule, LenderSettings, Problem};

impl App {
    pub(super) async fn set_attestation(
        &self,
        lender: LenderId,
        attestation: AttestationRule,
    ) -> Result<Value, Problem> {
        self.change_settings(lender, |settings| settings.attestation = attestation).await?;
        Ok(json!({ "lender": lender, "attestation": attestation }))
    }

    /// A live lender's budget is at most the default: what is beyond it takes two approvals, hour by hour.
    pub(super) async fn set_budget(&self, lender: LenderId, budget: LockBudget) -> Result<Value, Problem> {
        if budget.share_of_active_bp > 10_000 {
            return Err(Problem::invalid("share_of_active_bp", "write 0 to 10000 hundredths of a percent"));
        }
        let context = self.lender_of(lender).await?;
        let most = LockBudget::default();
        if !context.is_test() && !budget.is_within(most) {
            let detail = format!(
                "a live lender's budget is at most {} phones an hour or {} hundredths of a percent; more takes two approvals when it is needed",
                most.phones_per_hour, most.share_of_active_bp
            );
            return Err(Problem::invalid("budget", detail));
        }
        self.change_settings(lender, |settings| settings.lock_budget = budget).await?;
        Ok(json!({ "lender": lender, "lock_budget": budget }))
    }

    /// What waits keeps the number of people that was asked for when it was offered.
    pub(super) async fn set_concession_approvals(
        &self,
        lender: LenderId,
        rule: ConcessionApprovals,
    ) -> Result<Value, Problem> {
        let rule = rule.check().map_err(|error| Problem::invalid(error.field(), error.to_string()))?;
        self.change_settings(lender, |settings| settings.concession_approvals = rule).await?;
        Ok(json!({ "lender": lender, "concession_approvals": rule }))
    }

    async fn change_settings(
        &self,
        lender: LenderId,
        change: impl FnOnce(&mut LenderSettings),
    ) -> Result<(), Problem> {
        let row = self.store.lender(lender).await?.ok_or_else(|| Problem::not_found("lender"))?;
        let mut settings: LenderSettings =
            serde_json::from_str(&row.settings).map_err(|error| StoreError::Damaged(Box::new(error)))?;
        change(&mut settings);
        let settings =
            serde_json::to_string(&settings).map_err(|error| StoreError::Invalid(error.to_string()))?;
        self.store.put_lender(LenderRow { settings, version: row.version + 1, ..row }).await?;
        self.forget_lender(lender);
        Ok(())
    }
}
