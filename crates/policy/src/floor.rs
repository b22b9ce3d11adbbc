use std::collections::BTreeSet;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// One thing that no restriction may take away (invariant I5).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode,
)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum FloorItem {
    /// Calls to emergency services.
    #[n(0)]
    EmergencyCalls,
    /// Being called.
    #[n(1)]
    IncomingCalls,
    /// Cell broadcast and government alerts.
    #[n(2)]
    PublicAlerts,
    /// Reaching the lender.
    #[n(3)]
    LenderContact,
    /// Opening the pay page.
    #[n(4)]
    PayPage,
    /// The owner's own data: never read, never erased, always there for the owner.
    #[n(5)]
    OwnData,
    /// Mobile data and Wi-Fi.
    #[n(6)]
    Internet,
}

impl FloorItem {
    /// What every pack must keep, whatever else it says.
    pub const REQUIRED: [Self; 6] = [
        Self::EmergencyCalls,
        Self::IncomingCalls,
        Self::PublicAlerts,
        Self::LenderContact,
        Self::PayPage,
        Self::OwnData,
    ];

    /// The word used in packs, the API and pages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EmergencyCalls => "emergency_calls",
            Self::IncomingCalls => "incoming_calls",
            Self::PublicAlerts => "public_alerts",
            Self::LenderContact => "lender_contact",
            Self::PayPage => "pay_page",
            Self::OwnData => "own_data",
            Self::Internet => "internet",
        }
    }
}

/// What stays available at every level.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Encode, Decode)]
#[serde(transparent)]
#[cbor(transparent)]
pub struct Floor(#[n(0)] BTreeSet<FloorItem>);

impl Floor {
    /// A floor of these items.
    #[must_use]
    pub fn new(items: impl IntoIterator<Item = FloorItem>) -> Self {
        Self(items.into_iter().collect())
    }

    /// Whether the item stays available.
    #[must_use]
    pub fn keeps(&self, item: FloorItem) -> bool {
        self.0.contains(&item)
    }

    /// The items, in a fixed order.
    pub fn items(&self) -> impl Iterator<Item = FloorItem> + '_ {
        self.0.iter().copied()
    }

    /// The required items that are missing; empty for a lawful floor.
    #[must_use]
    pub fn missing(&self) -> Vec<FloorItem> {
        FloorItem::REQUIRED.into_iter().filter(|item| !self.keeps(*item)).collect()
    }
}
