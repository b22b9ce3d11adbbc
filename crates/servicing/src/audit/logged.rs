use policy::Level;
use proof::documents::{Standing, Warrant};
use proof::log::{Commitment, Entry, EntryKind, Extra, LogProof};
use proof::{Digest, Parsed};

use super::Case;
use crate::Event;

impl Case<'_> {
    /// I8.
    pub(super) fn log_fault(&self) -> Option<&'static str> {
        let told = self.decision.standing.as_ref().map(|order| &order.standing.body);
        told.and_then(|told| self.order_fault(told))
            .or_else(|| self.wait_fault())
            .or_else(|| self.leaf_fault())
    }

    /// A level above none is told with a warrant and the log's proof of exactly that warrant.
    fn order_fault(&self, told: &Standing) -> Option<&'static str> {
        let (warrant, proof) = match (told.level, &told.warrant, &told.log_proof) {
            (Level::None, None, None) => return None,
            (Level::None, _, _) => return Some("a standing that restricts nothing carries a warrant"),
            (_, Some(warrant), Some(proof)) => (warrant, proof),
            _ => return Some("a standing that restricts lacks a logged warrant"),
        };
        let Ok(warrant) = Parsed::<Warrant>::parse(warrant) else { return Some("the told warrant is none") };
        let Some((entry, extra)) = entry_of(proof) else { return Some("the log's proof is none") };
        let device = Commitment::of_device(&extra.salt, self.after.device.id);
        let exact = entry.kind == EntryKind::Restriction
            && entry.device == Some(device)
            && entry.document == Some(Commitment::of_document(&extra.salt, &warrant.digest()))
            && entry.lender == Some(self.after.lender)
            && entry.pack == Some(self.pack.digest())
            && entry.level >= Some(told.level);
        if !exact {
            return Some("the log's proof is of something else");
        }
        let rises = told.level > self.before.restriction.told_level;
        let is_in_force = self.after.restriction.queued == Some(warrant.digest());
        if rises && !is_in_force {
            return Some("a level rises by a warrant that was replaced");
        }
        (rises && !self.after.holds.is_empty()).then_some("a rise is told while a hold is open")
    }

    /// A lower level is told in the very decision that lowers it.
    fn wait_fault(&self) -> Option<&'static str> {
        let told = self.decision.standing.as_ref().map(|order| order.standing.body.level);
        let knows = told.unwrap_or(self.before.restriction.told_level);
        if knows != self.after.restriction.told_level {
            return Some("what the device was told is not what is noted");
        }
        (knows > self.level()).then_some("a lower level is not told at once")
    }

    /// Every new warrant, every lower level and the quittance is given to the log.
    fn leaf_fault(&self) -> Option<&'static str> {
        let has = |kind: EntryKind, level: Option<Level>, document: Option<Digest>| {
            let mut leaves = self.decision.leaves.iter();
            leaves.any(|leaf| leaf.kind == kind && leaf.level == level && leaf.document == document)
        };
        if let Some(warrant) = &self.decision.warrant
            && !has(EntryKind::Restriction, Some(warrant.body.level), Some(warrant.digest()))
        {
            return Some("a new warrant is not given to the log");
        }
        let unlogged = self.decision.events.iter().any(|event| match event {
            Event::LevelLowered { to, .. } => !has(EntryKind::Release, Some(*to), None),
            Event::QuittanceIssued { quittance } => !has(EntryKind::Quittance, None, Some(*quittance)),
            _ => false,
        });
        if unlogged {
            return Some("a release is not given to the log");
        }
        let codes = self.decision.events.iter().filter(|event| matches!(event, Event::CodeIssued { .. }));
        let logged = self.decision.leaves.iter().filter(|leaf| leaf.kind == EntryKind::Code);
        (codes.count() != logged.count()).then_some("a code is not given to the log")
    }
}

fn entry_of(proof: &[u8]) -> Option<(Entry, Extra)> {
    let proof: LogProof = std::str::from_utf8(proof).ok()?.parse().ok()?;
    let extra: Extra = minicbor::decode(&proof.extra?).ok()?;
    Some((Entry::parse(&extra.entry).ok()?, extra))
}
