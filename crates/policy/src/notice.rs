use std::fmt;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// A notice's name inside its pack, such as `first` or `final`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(transparent)]
#[cbor(transparent)]
pub struct NoticeKey(#[n(0)] pub String);

impl fmt::Display for NoticeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A way to reach the borrower.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode,
)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Channel {
    /// Shown on the financed device, proved by a device-signed receipt.
    #[n(0)]
    OnDevice,
    /// A text message.
    #[n(1)]
    Sms,
    /// An e-mail.
    #[n(2)]
    Email,
    /// A letter.
    #[n(3)]
    Letter,
}

impl Channel {
    /// The word used in packs, the API and pages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OnDevice => "on_device",
            Self::Sms => "sms",
            Self::Email => "email",
            Self::Letter => "letter",
        }
    }
}

/// A notice that must be delivered, and its time to cure must have run out, before any level above `none`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(deny_unknown_fields)]
#[cbor(array)]
pub struct NoticeRule {
    /// Its name in the pack.
    #[n(0)]
    pub key: NoticeKey,
    /// Sent from this many days past due on, and not before the notice listed before it has run out.
    #[n(1)]
    pub at_dpd: u16,
    /// Full days (24 h each) the borrower has from delivery to pay.
    #[n(2)]
    pub cure_days: u16,
    /// The channels it is sent on.
    #[n(3)]
    pub channels: Vec<Channel>,
    /// On how many of them delivery must be proved before the time to cure starts.
    #[n(4)]
    pub min_channels: u8,
}

impl NoticeRule {
    /// Whether the device itself must show it.
    #[must_use]
    pub fn is_on_device(&self) -> bool {
        self.channels.contains(&Channel::OnDevice)
    }
}
