use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};
use proof::documents::{Standing, Warrant};
use proof::keys::LenderKey;
use proof::log::{Commitment, Entry, EntryKind, LogProof, Salt};
use proof::testing::MemoryLog;
use proof::{Digest, Unsigned};

use super::Lender;
use super::authority::{ORIGIN, log_key};

/// The salt of a document's entry.
pub(crate) fn salt(document: &Digest) -> Salt {
    Salt::derive(&[50; 32], document)
}

impl Lender {
    /// Puts a warrant, signed by this key, and the log's proof of it into a standing.
    pub(crate) fn enclose(&self, standing: &mut Standing, warrant: &Unsigned<Warrant>, key: &LenderKey) {
        standing.warrant = Some(warrant.sign(key).into());
        standing.log_proof = Some(self.logged(warrant).to_string().into_bytes().into());
    }

    /// The log's proof of a warrant.
    pub(crate) fn logged(&self, warrant: &Unsigned<Warrant>) -> LogProof {
        self.proved(&self.entry(warrant), salt(&warrant.digest()), ORIGIN, log_key())
    }

    /// Any entry, as the last of three of some log.
    pub(crate) fn proved(&self, entry: &Entry, salt: Salt, origin: &str, key: LenderKey) -> LogProof {
        let mut log = MemoryLog::new(origin, key);
        for second in 0..2 {
            let other = Entry::new(EntryKind::Policy, Timestamp::from_second(second).unwrap());
            log.append(&other, salt).unwrap();
        }
        log.append(entry, salt).unwrap()
    }

    /// What the log says of a warrant: the truth.
    pub(crate) fn entry(&self, warrant: &Unsigned<Warrant>) -> Entry {
        let (body, at) = (&warrant.body, warrant.claims.issued_at);
        let (digest, zone) = (warrant.digest(), TimeZone::get(&self.terms.time_zone).unwrap());
        let salt = salt(&digest);
        let overdue = body.oldest_due_on.until((Unit::Day, at.to_zoned(zone).date())).unwrap().get_days();
        let last = body.notices.iter().map(|notice| notice.delivered_at.as_second()).max().unwrap_or(0);
        Entry {
            lender: Some(self.id),
            device: Some(Commitment::of_device(&salt, self.device)),
            document: Some(Commitment::of_document(&salt, &digest)),
            level: Some(body.level),
            pack: Some(body.pack),
            dpd: u16::try_from(overdue).ok(),
            notice_days: u16::try_from((at.as_second() - last) / 86_400).ok(),
            reconciled_to: Some(body.reconciled_to),
            ..Entry::new(EntryKind::Restriction, at)
        }
    }
}
