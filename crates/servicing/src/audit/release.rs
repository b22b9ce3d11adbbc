use policy::Level;
use proof::Party;

use super::Case;
use crate::ContractStatus;

impl Case<'_> {
    /// I3.
    pub(super) fn lift_fault(&self) -> Option<&'static str> {
        let warrant = self.before.restriction.warrant.as_ref()?;
        let paid = self.after.account.received().minus(self.before.account.received()).ok()?;
        if paid < warrant.amount {
            return None;
        }
        if self.level() != Level::None {
            return Some("the amount the warrant named is paid and the restriction stays");
        }
        self.decision.standing.is_none().then_some("the restriction is lifted and the device is not told")
    }

    /// I4.
    pub(super) fn quittance_fault(&self) -> Option<&'static str> {
        let (before, after) = (&self.before.restriction, &self.after.restriction);
        if (before.quittance.is_some() || after.quittance.is_some()) && self.level() != Level::None {
            return Some("restricted after the quittance");
        }
        if (before.release.is_some() || after.release.is_some()) && self.level() != Level::None {
            return Some("restricted after the ombudsman's release");
        }
        if before.release.is_some() && after.release != before.release {
            return Some("a release was taken back or changed");
        }
        if before.quittance.is_some() && after.quittance != before.quittance {
            return Some("a quittance was taken back or changed");
        }
        if !self.before.is_active() || !self.after.account.outstanding().is_zero() {
            return None;
        }
        let order = self.decision.standing.as_ref();
        let Some(quittance) = order.and_then(|order| order.quittance.as_ref()) else {
            return Some("paid in full without a quittance");
        };
        let exact = Some(quittance.digest()) == after.quittance
            && Some(quittance.body.terms) == self.after.accepted.map(|accepted| accepted.digest)
            && quittance.body.imeis == self.after.device.imeis
            && quittance.claims.subject == self.after.id
            && quittance.claims.audience == Party::Device(self.after.device.id);
        if !exact {
            return Some("the quittance is for something else");
        }
        (self.after.status != ContractStatus::Settled).then_some("paid in full and not settled")
    }
}
