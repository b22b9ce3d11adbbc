use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Amount, Day, Instant, TrialBalanceView, id};

/// By the end of which day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TrialBalanceQuery {
    /// Everything booked by the end of this day counts; today when absent.
    pub(crate) on: Option<Day>,
}

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DownloadQuery {
    /// Not before this day; from the beginning when absent.
    pub(crate) from: Option<Day>,
    /// Not after this day; to the end when absent.
    pub(crate) through: Option<Day>,
}

/// A period to close.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"through": "2026-01-31"}))]
pub(crate) struct NewClosing {
    /// The period's last day, which must be over. Nothing is booked on it or before it afterwards.
    pub(crate) through: Day,
}

/// All closings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClosingList {
    /// Oldest first.
    pub(crate) data: Vec<ClosingView>,
}

/// The end of a period, for good.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClosingView {
    /// The period's last day.
    pub(crate) through: Day,
    /// When it was closed.
    pub(crate) closed_at: Instant,
    /// How many entries the books had then.
    #[schema(example = 1042)]
    pub(crate) entries: u64,
    /// The hash of the last of them. Kept elsewhere, it proves later that none was changed.
    #[schema(value_type = id::Digest)]
    pub(crate) hash: String,
    /// The sums of everything booked by `through`, as they stay.
    pub(crate) trial_balance: TrialBalanceView,
}

/// The end of the chain of your entries: each entry's hash covers the one before.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChainView {
    /// How many entries there are.
    #[schema(example = 1042)]
    pub(crate) entries: u64,
    /// The hash of the last one; zeros without any.
    #[schema(value_type = id::Digest)]
    pub(crate) hash: String,
    /// Nothing is booked on this day or before it any more.
    pub(crate) closed_through: Option<Day>,
}

/// Money that waits for its contract, by how long it has.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SuspenseAgeingView {
    /// By age and currency.
    pub(crate) data: Vec<SuspenseAgeView>,
}

/// Money of one age and currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SuspenseAgeView {
    /// Days since it came: `0-7`, `8-30`, `31-90` or `>90`.
    #[schema(example = "0-7")]
    pub(crate) days: &'static str,
    /// The currency.
    #[schema(value_type = id::Currency)]
    pub(crate) currency: String,
    /// How many payments.
    #[schema(example = 3)]
    pub(crate) payments: u64,
    /// Their sum.
    pub(crate) amount: Amount,
}
