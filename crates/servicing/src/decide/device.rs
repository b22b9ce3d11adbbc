use jiff::Timestamp;
use policy::Level;
use proof::keys::PublicKey;

use super::draft::Draft;
use crate::contract::EnrolledDevice;
use crate::{AppliedLevel, ContractStatus, Event, Refusal};

impl Draft<'_> {
    /// The device pins the terms. After a factory reset the same key comes back and is told where it stands;
    /// a paid-off device may do so for ever.
    pub(super) fn enroll(&mut self, key: PublicKey) -> Result<(), Refusal> {
        let digest = key.thumbprint();
        match &self.contract.device.enrolled {
            Some(enrolled) if enrolled.key.thumbprint() == digest => {
                self.tell_again = true;
                self.record(Event::DeviceRecovered { key: digest });
            }
            Some(_) => return Err(Refusal::OtherDeviceKey),
            None if self.contract.status == ContractStatus::Active => {
                self.contract.device.enrolled = Some(EnrolledDevice { key, at: self.now });
                self.record(Event::DeviceEnrolled { key: digest });
            }
            None => return Err(self.wrong_status("enroll a device")),
        }
        Ok(())
    }

    /// What the device says it did. Older news than what is known is not recorded.
    pub(super) fn level_applied(&mut self, level: Level, standing_seq: u64, at: Timestamp) {
        let known = self.contract.restriction.applied.as_ref();
        if known.is_some_and(|applied| applied.at > at || (applied.level == level && applied.standing_seq >= standing_seq)) {
            return;
        }
        self.contract.restriction.applied = Some(AppliedLevel { level, standing_seq, at });
        self.record(Event::LevelApplied { level, standing_seq });
    }
}
