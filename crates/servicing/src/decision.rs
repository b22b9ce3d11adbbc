use jiff::civil::Date;
use loan::ledger::Posting;
use money::Money;
use policy::{Channel, NoticeKey};
use proof::Unsigned;
use proof::documents::{Quittance, Standing, Terms, Warrant};

use crate::{Contract, Event, LogLeaf};

/// Everything one command changes, to be stored in one transaction or not at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The contract after the change; its version is one higher.
    pub contract: Contract,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// What moved in the books.
    pub postings: Vec<Posting>,
    /// Notices to send on channels other than the device.
    pub notices: Vec<NoticeOrder>,
    /// Terms to sign, at acceptance.
    pub terms: Option<Unsigned<Terms>>,
    /// The evidence for a restriction, new or changed, to sign. The device gets it when it is in the log.
    pub warrant: Option<Unsigned<Warrant>>,
    /// What the device must be told.
    pub standing: Option<StandingOrder>,
    /// What must be in the public log.
    pub leaves: Vec<LogLeaf>,
}

/// A notice to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeOrder {
    /// Which of the pack's notices.
    pub key: NoticeKey,
    /// The delinquency it belongs to.
    pub delinquent_since: Date,
    /// The channel, never `on_device`: the standing carries those.
    pub channel: Channel,
    /// What must be paid.
    pub amount: Money,
    /// Full days from delivery to pay it.
    pub cure_days: u16,
}

/// The next state of the device, not yet signed. The standing's `quittance` field is filled when that is
/// signed; a warrant is in it as the log has it.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingOrder {
    /// The state.
    pub standing: Unsigned<Standing>,
    /// The final release.
    pub quittance: Option<Unsigned<Quittance>>,
}
