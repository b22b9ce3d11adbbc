use super::level::level;
use super::loan::Loan;
use super::precision::{nearest, nearest_multiple};
use super::smoothing::{Tolerance, smoothed};
use super::walk::{Target, Walk};
use crate::{Amortization, InterestMethod};

impl Loan<'_> {
    /// Every installment's target, `off` beside what is right: from the first on, and anew from each period with an
    /// advance on.
    pub(super) fn targets(&self, off: i64) -> Option<Vec<Target>> {
        let mut targets = vec![0; self.legs.len()];
        let later = self.advanced_in.iter().copied().filter(|place| *place > 0);
        for place in std::iter::once(0).chain(later) {
            self.retarget(&mut targets, place, off)?;
        }
        Some(targets)
    }

    /// Makes the targets from a place on anew, as if no later period had an advance.
    fn retarget(&self, targets: &mut [Target], from: usize, off: i64) -> Option<()> {
        let advances_until = from + 1;
        let walk = Walk { advances_until, ..Walk::of(self) };
        let repaying = from.max(usize::from(self.grace.principal));
        let legs = self.legs.get(repaying..)?;
        let balance = walk.balance_before(targets, from)?.checked_add(self.legs.get(from)?.advanced)?;
        let right = if self.targets_principal() {
            nearest(balance, legs.len())?
        } else if self.rules.method == InterestMethod::Flat {
            let interest = walk.flat_interest(repaying)?;
            nearest(balance.checked_add(interest)?, legs.len())?
        } else {
            let without = usize::from(self.grace.interest).saturating_sub(repaying);
            level(balance, legs, without)?
        };
        let mut chosen = nearest_multiple(right, self.multiple())?;
        if self.smooths() {
            let unit = 10_i64.checked_pow(self.rules.currency.decimals())?;
            let tolerance = Tolerance { count: legs.len(), unit, multiple: self.multiple() };
            chosen = smoothed(chosen, tolerance, |target| {
                targets.get_mut(from..)?.fill(target);
                walk.gap(targets)
            })?;
        }
        targets.get_mut(from..)?.fill(chosen.checked_add(off)?);
        Some(())
    }

    /// Whether a target is a principal, and not principal and interest together.
    pub(super) fn targets_principal(&self) -> bool {
        self.rules.amortization == Amortization::EqualPrincipal
    }

    fn smooths(&self) -> bool {
        self.rules.smoothing && !self.targets_principal() && self.rules.method == InterestMethod::Declining
    }
}
