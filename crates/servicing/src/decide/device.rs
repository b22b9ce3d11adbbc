use jiff::Timestamp;
use policy::Level;
use proof::documents::Fact;
use proof::keys::PublicKey;

use super::draft::Draft;
use crate::contract::EnrolledDevice;
use crate::{AppliedLevel, ContractStatus, Event, LowerReason, Refusal};

impl Draft<'_> {
    /// A one-time token is handed out; none is needed once the device is enrolled.
    pub(super) fn invite_device(&mut self) -> Result<(), Refusal> {
        self.require_active("invite a device")?;
        if self.contract.device.enrolled.is_some() {
            return Err(Refusal::AlreadyEnrolled);
        }
        self.record(Event::DeviceInvited);
        Ok(())
    }

    /// The device pins the terms. After a factory reset the same key comes back and is told where it stands;
    /// a paid-off device may do so for ever.
    pub(super) fn enroll(&mut self, key: PublicKey) -> Result<(), Refusal> {
        let digest = key.thumbprint();
        match &self.contract.device.enrolled {
            Some(enrolled) if enrolled.key.thumbprint() == digest => {
                self.came_back();
                self.record(Event::DeviceRecovered { key: digest });
            }
            Some(_) => return Err(Refusal::OtherDeviceKey),
            None if self.contract.status == ContractStatus::Active => {
                self.contract.device.enrolled =
                    Some(EnrolledDevice { key, at: self.now, former_keys: Vec::new() });
                self.record(Event::DeviceEnrolled { key: digest });
            }
            None => return Err(self.wrong_status("enroll a device")),
        }
        Ok(())
    }

    /// Another key takes the place of the one before. It knows nothing of what that one has shown and signed, so
    /// what rests on the old key's word for notices falls away: those notices are issued anew, and until then
    /// nothing is restricted by them.
    pub(super) fn replace_key(&mut self, key: PublicKey) -> Result<(), Refusal> {
        let Some(enrolled) = &mut self.contract.device.enrolled else {
            return Err(self.wrong_status("have its device's key replaced"));
        };
        if enrolled.keys().any(|known| *known == key) {
            return Err(Refusal::OtherDeviceKey);
        }
        let former = std::mem::replace(&mut enrolled.key, key);
        enrolled.former_keys.push(former);
        self.record(Event::DeviceKeyReplaced { former: former.thumbprint(), key: key.thumbprint() });
        self.came_back();
        if let Some(delinquency) = &mut self.contract.delinquency
            && delinquency.forget_shown(self.pack)
        {
            self.set_level(Level::None, LowerReason::KeyReplaced);
        }
        Ok(())
    }

    /// A device that remembers nothing restricts nothing until it is told, and says so when it does. Nobody vouches
    /// for how long it was restricted before, so no time without right is counted of it.
    fn came_back(&mut self) {
        self.tell_again = true;
        self.contract.restriction.applied = None;
        // It may have lost its count of codes and is given the server's.
        self.contract.codes.applied = self.contract.codes.count;
    }

    /// The device knows a higher standing than was ever issued here: somebody else signed for it, or the database
    /// was put back to an older state. Told once for each standing of ours, whatever a device goes on to say.
    pub(super) fn device_ahead(&mut self, known_seq: u64) {
        let restriction = &mut self.contract.restriction;
        let standing_seq = restriction.standing_seq;
        if known_seq > standing_seq && restriction.ahead_of != Some(standing_seq) {
            restriction.ahead_of = Some(standing_seq);
            self.record(Event::DeviceAhead { known_seq, standing_seq });
        }
    }

    /// What the device vouches for beyond notices and levels: that it pinned the terms, that it is free, that
    /// it fell silent.
    pub(super) fn keep_receipt(&mut self, counter: u64, fact: &Fact) {
        if let Fact::CodeApplied { count, .. } = fact {
            // A device can only have used what was given out.
            let codes = &mut self.contract.codes;
            codes.applied = codes.applied.max((*count).min(codes.count));
        }
        self.record(Event::ReceiptKept { counter, fact: fact.as_str().to_owned() });
    }

    /// What the device says it did. Older news than what is known, by standing and then by time, and the same
    /// news again are not recorded. A device's clock ahead of ours counts as ours, or it would silence all
    /// later news.
    ///
    /// A device on which no standing is in force is free and names standing 0: what it followed fell with the
    /// key that had signed it. Among such news the time alone decides.
    pub(super) fn level_applied(
        &mut self,
        level: Level,
        standing_seq: u64,
        at: Timestamp,
    ) -> Result<(), Refusal> {
        let follows_none = standing_seq == 0 && level == Level::None;
        if !follows_none && !(1..=self.contract.restriction.standing_seq).contains(&standing_seq) {
            return Err(Refusal::UnknownStanding(standing_seq));
        }
        let at = at.min(self.now);
        let is_news = self.contract.restriction.applied.as_ref().is_none_or(|known| {
            let is_later = if follows_none || known.standing_seq == 0 {
                at >= known.at
            } else {
                (standing_seq, at) > (known.standing_seq, known.at)
            };
            is_later && (level, standing_seq) != (known.level, known.standing_seq)
        });
        if is_news {
            self.count_wrongful(at)?;
            self.contract.restriction.applied = Some(AppliedLevel { level, standing_seq, at });
            self.record(Event::LevelApplied { level, standing_seq });
        }
        Ok(())
    }
}
