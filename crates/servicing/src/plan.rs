use std::collections::BTreeSet;

use ident::ContractId;
use policy::Level;

/// One rise that a plan means to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedRise {
    /// Of which contract.
    pub contract: ContractId,
    /// The level now.
    pub from: Level,
    /// The level after it.
    pub to: Level,
}

/// What the plan of one lender is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanLimits {
    /// How many phones the lender has that could be restricted at all.
    pub active: u64,
    /// How many rises the hour still has room for.
    pub left: u64,
}

/// Why none of a plan's rises may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// More than the budget has room for: people must look at it.
    #[error("the plan raises {rises} phones and the hour has room for {left}")]
    TooLarge {
        /// What it means to do.
        rises: u64,
        /// What is left.
        left: u64,
    },
    /// More phones than there are.
    #[error("the plan raises {rises} phones and the lender has {active}")]
    MoreThanThereAre {
        /// What it means to do.
        rises: u64,
        /// What there is.
        active: u64,
    },
    /// The same contract twice.
    #[error("the plan raises {0} twice")]
    Twice(ContractId),
    /// A rise that is none.
    #[error("the plan raises {0} to where it is or below")]
    NoRise(ContractId),
}

impl PlanFault {
    /// Whether the plan is sound and only too large: two people can approve it. The others are faults of ours.
    #[must_use]
    pub const fn is_size(self) -> bool {
        matches!(self, Self::TooLarge { .. })
    }
}

/// Looks at the rises of one lender's plan as a whole, before any is done.
///
/// # Errors
/// The first fault; then none of them may be done.
pub fn check_plan(rises: &[PlannedRise], limits: PlanLimits) -> Result<(), PlanFault> {
    let mut seen = BTreeSet::new();
    for rise in rises {
        if !seen.insert(rise.contract) {
            return Err(PlanFault::Twice(rise.contract));
        }
        if rise.to <= rise.from {
            return Err(PlanFault::NoRise(rise.contract));
        }
    }
    let count = u64::try_from(rises.len()).unwrap_or(u64::MAX);
    if count > limits.active {
        return Err(PlanFault::MoreThanThereAre { rises: count, active: limits.active });
    }
    if count > limits.left {
        return Err(PlanFault::TooLarge { rises: count, left: limits.left });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rise(n: u8) -> PlannedRise {
        let contract = ContractId::from_bytes([n; 16]);
        PlannedRise { contract, from: Level::None, to: Level::Reminder }
    }

    #[test]
    fn what_fits_is_done_and_one_more_stops_all() {
        let limits = PlanLimits { active: 9, left: 2 };
        assert_eq!(check_plan(&[], PlanLimits { active: 0, left: 0 }), Ok(()));
        assert_eq!(check_plan(&[rise(1), rise(2)], limits), Ok(()));
        let fault = check_plan(&[rise(1), rise(2), rise(3)], limits).unwrap_err();
        assert_eq!(fault, PlanFault::TooLarge { rises: 3, left: 2 });
        assert!(fault.is_size());
    }

    #[test]
    fn an_impossible_plan_is_a_fault_whatever_the_budget() {
        let limits = PlanLimits { active: 2, left: u64::MAX };
        let level = PlannedRise { to: Level::None, ..rise(1) };
        let faults = [
            (vec![rise(1), rise(1)], PlanFault::Twice(rise(1).contract)),
            (vec![level], PlanFault::NoRise(rise(1).contract)),
            (vec![rise(1), rise(2), rise(3)], PlanFault::MoreThanThereAre { rises: 3, active: 2 }),
        ];
        for (plan, fault) in faults {
            assert_eq!(check_plan(&plan, limits), Err(fault));
            assert!(!fault.is_size());
        }
    }
}
