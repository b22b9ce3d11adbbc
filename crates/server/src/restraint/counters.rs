use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;
use servicing::ApprovalWhy;
use store::Withheld;

use crate::metrics::{Label, label};

/// What was restricted further, what was not, and what people were asked.
#[derive(Debug, Clone, Default)]
pub struct RestraintCounters {
    /// Levels that rose.
    pub rises: Counter,
    /// Rises and renewals that did not happen, by reason.
    pub withheld: Family<Label, Counter>,
    /// Questions to two people, by what they are about.
    pub asked: Family<Label, Counter>,
    /// Questions to which two people said yes.
    pub granted: Family<Label, Counter>,
    /// Seconds that phones were restricted without right.
    pub wrongful_seconds: Counter,
    /// Plans that no budget could make right. Anything but 0 is an alarm.
    pub impossible_plans: Counter,
}

impl RestraintCounters {
    pub(crate) fn register(&self, registry: &mut Registry) {
        registry.register("rises", "Levels that rose", self.rises.clone());
        registry.register("withheld", "Rises and renewals that did not happen", self.withheld.clone());
        registry.register("approvals_asked", "Questions to two people", self.asked.clone());
        registry.register("approvals_granted", "Questions two people said yes to", self.granted.clone());
        let help = "Seconds that phones were restricted without right, by their receipts";
        registry.register("wrongful_restriction_seconds", help, self.wrongful_seconds.clone());
        let help = "Plans refused because they can't be right";
        registry.register("impossible_plans", help, self.impossible_plans.clone());
        for why in ApprovalWhy::ALL {
            // A counter that is there from the start can be alarmed on.
            drop(self.asked.get_or_create(&label(why.as_str())));
        }
        for why in [Withheld::Frozen, Withheld::LenderBudget] {
            self.withheld(why, 0);
        }
        drop(self.withheld.get_or_create(&label(KEY_LEVEL)));
    }

    pub(super) fn withheld(&self, why: Withheld, count: u64) {
        self.withheld.get_or_create(&label(word(why))).inc_by(count);
    }

    pub(super) fn beyond_key(&self) {
        self.withheld.get_or_create(&label(KEY_LEVEL)).inc();
    }
}

/// The roster does not let the key order so high a level.
const KEY_LEVEL: &str = "key_level";

const fn word(why: Withheld) -> &'static str {
    match why {
        Withheld::Frozen => "frozen",
        Withheld::LenderBudget => "lender_budget",
        Withheld::CredentialBudget => "credential_budget",
        Withheld::InstallationBudget => "installation_budget",
        Withheld::RolloutStage => "rollout_stage",
        Withheld::RolloutStopped => "rollout_stopped",
    }
}
