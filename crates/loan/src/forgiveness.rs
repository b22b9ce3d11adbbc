use money::Money;
use serde::{Deserialize, Serialize};

use crate::Portions;

/// What a settlement forgives, apart from interest of later days, which every payoff gives up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forgiveness {
    /// All that was owed and is not any more.
    pub portions: Portions,
    /// Of its interest, what was not income yet.
    pub unearned: Money,
}
