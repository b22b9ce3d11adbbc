use jiff::Unit;
use proof::Unsigned;
use proof::code::CodeStatement;
use proof::documents::Warrant;
use proof::log::EntryKind;

use super::draft::Draft;
use crate::{Event, Grounds, LogLeaf, LoggedOrder, Refusal, standing};

const SECONDS_A_DAY: i64 = 24 * 60 * 60;

impl Draft<'_> {
    /// The log has a warrant. One that was replaced or lifted meanwhile changes nothing.
    pub(super) fn order_logged(&mut self, order: LoggedOrder) -> Result<(), Refusal> {
        let restriction = &mut self.contract.restriction;
        let Some(term) = restriction.warrant.as_ref().filter(|_| restriction.queued == Some(order.warrant()))
        else {
            return Ok(());
        };
        let entry = order.entry().entry();
        let is_about_it = entry.kind == EntryKind::Restriction
            && entry.level == Some(restriction.level)
            && entry.pack == Some(self.contract.pack.digest)
            && order.entry().is_for(self.contract.device.id, &order.warrant());
        if !is_about_it {
            return Err(Refusal::OtherEntry);
        }
        let named_through = self.contract.delinquency.as_ref().map(|delinquency| delinquency.named_through);
        restriction.logged = Some(order.into_logged(restriction.level, term.expires_at, named_through));
        Ok(())
    }

    /// The warrant in force, when the log was not given it yet.
    pub(super) fn new_warrant(&mut self) -> Result<Option<Unsigned<Warrant>>, Refusal> {
        let Some(warrant) = standing::warrant(&self.contract, self.pack)? else { return Ok(None) };
        let digest = warrant.digest();
        if self.contract.restriction.queued == Some(digest) {
            return Ok(None);
        }
        self.contract.restriction.queued = Some(digest);
        Ok(Some(warrant))
    }

    /// What the public log must say: every new or changed warrant, every lower level, the quittance,
    /// every code.
    pub(super) fn leaves(&self, warrant: Option<&Unsigned<Warrant>>) -> Vec<LogLeaf> {
        let of_event = |event: &Event| match event {
            Event::LevelLowered { to, .. } => {
                Some(LogLeaf { kind: EntryKind::Release, document: None, level: Some(*to), grounds: None })
            }
            Event::QuittanceIssued { quittance } => Some(LogLeaf {
                kind: EntryKind::Quittance,
                document: Some(*quittance),
                level: None,
                grounds: None,
            }),
            Event::CodeIssued { count, kind, days } => {
                let (contract, device) = (self.contract.id, self.contract.device.id);
                let statement = CodeStatement { contract, device, count: *count, kind: *kind, days: *days };
                let document = Some(statement.digest());
                Some(LogLeaf { kind: EntryKind::Code, document, level: None, grounds: None })
            }
            Event::Freed { release } => Some(LogLeaf {
                kind: EntryKind::Ombudsman,
                document: Some(*release),
                level: None,
                grounds: None,
            }),
            _ => None,
        };
        let restriction = warrant.map(|warrant| LogLeaf {
            kind: EntryKind::Restriction,
            document: Some(warrant.digest()),
            level: Some(warrant.body.level),
            grounds: Some(self.grounds(&warrant.body)),
        });
        self.events.iter().filter_map(of_event).chain(restriction).collect()
    }

    fn grounds(&self, warrant: &Warrant) -> Grounds {
        let days = warrant.oldest_due_on.until((Unit::Day, self.today)).map_or(0, |span| span.get_days());
        // In whole seconds, as documents have them: the device counts again.
        let last_notice = warrant.notices.iter().map(|notice| notice.delivered_at.as_second()).max();
        let notice_days = last_notice.map_or(0, |at| (self.now.as_second() - at) / SECONDS_A_DAY);
        Grounds {
            pack: warrant.pack,
            dpd: u16::try_from(days).unwrap_or(0),
            notice_days: u16::try_from(notice_days).unwrap_or(0),
            reconciled_to: warrant.reconciled_to,
        }
    }
}
