use loan::{AccountRules, AllocationRules, ChargeOffKind, DelinquencyRules, Terms};
use policy::Pack;
use serde_json::{Map, Value};

use super::{fields, pack};
use crate::json_lines::{Fault, Object};
use crate::quote::TermsInput;

/// What a timeline says of its contract.
pub(super) struct Agreed {
    pub(super) terms: Terms,
    pub(super) rules: AccountRules,
    pub(super) pack: Pack,
    /// Whether the timeline names the pack.
    pub(super) has_policy: bool,
}

/// Terms as `quote` reads them, and what only an account needs.
pub(super) fn read(mut fields: Map<String, Value>) -> Result<Agreed, Fault> {
    let policy: Option<String> = fields::take(&mut fields, "policy")?;
    let allocation: Option<Object<AllocationRules>> = fields::take(&mut fields, "allocation")?;
    let delinquency: Option<Object<DelinquencyRules>> = fields::take(&mut fields, "delinquency")?;
    let charge_off: Option<ChargeOffKind> = fields::take(&mut fields, "charge_off")?;
    let input: TermsInput = fields::rest(fields)?;
    Ok(Agreed {
        terms: input.terms(None)?,
        rules: AccountRules {
            allocation: allocation.map(|rules| rules.0).unwrap_or_default(),
            delinquency: delinquency.map(|rules| rules.0).unwrap_or_default(),
            charge_off: charge_off.unwrap_or_default(),
            ..AccountRules::default()
        },
        pack: pack::of(policy.as_deref())?,
        has_policy: policy.is_some(),
    })
}
