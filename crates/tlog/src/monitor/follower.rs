use proof::log::{LogTrust, SignedCheckpoint};

use super::{Inconsistency, Update};
use crate::Edge;

/// How far a log was followed: the right edge of its tree and the checkpoint over it.
#[derive(Debug, Clone)]
pub struct Follower {
    trust: LogTrust,
    pub(super) edge: Edge,
    pub(super) note: String,
}

impl Follower {
    /// From the first entry on.
    #[must_use]
    pub fn new(trust: LogTrust) -> Self {
        Self { trust, edge: Edge::default(), note: String::new() }
    }

    /// From where it was left; nothing when the edge is not that of the checkpoint or the log is another one.
    #[must_use]
    pub fn resume(trust: LogTrust, edge: Edge, note: String) -> Option<Self> {
        let seen = SignedCheckpoint::verify(&note, &trust).ok()?;
        let fits = (seen.checkpoint().size, seen.checkpoint().root) == (edge.size(), edge.root());
        fits.then_some(Self { trust, edge, note })
    }

    /// Which log.
    #[must_use]
    pub const fn trust(&self) -> &LogTrust {
        &self.trust
    }

    /// The right edge of what was followed.
    #[must_use]
    pub const fn edge(&self) -> &Edge {
        &self.edge
    }

    /// The newest checkpoint that was followed; empty before the first.
    #[must_use]
    pub fn checkpoint(&self) -> &str {
        &self.note
    }

    /// Looks at a new checkpoint: what has to be read to follow it.
    ///
    /// # Errors
    /// [`Inconsistency`] when it can't be trusted or takes something back.
    pub fn look(&self, note: &str) -> Result<Update, Inconsistency> {
        let signed = SignedCheckpoint::verify(note, &self.trust)?;
        let (before, now) = (self.edge.size(), signed.checkpoint().size);
        if now < before {
            return Err(Inconsistency::Shrunk { before, now });
        }
        Ok(Update::new(self.edge.clone(), signed.checkpoint().clone(), note.to_owned()))
    }

    /// Takes an update over whose entries were all read. Only then was any of them proved to be in the log.
    ///
    /// # Errors
    /// [`Inconsistency::Forked`] when the entries do not lead to the checkpoint's root.
    pub fn follow(&mut self, update: Update) -> Result<(), Inconsistency> {
        let (edge, note) = update.finish(&self.note)?;
        (self.edge, self.note) = (edge, note);
        Ok(())
    }
}
