//! Newer roots and rosters, and what follows from them for what is in force.

use minicbor::bytes::ByteVec;
use proof::authority::Trust;

use crate::accept::Accepted;
use crate::agent::{Agent, Turn};
use crate::checks::authority;
use crate::state::{State, StateError};

impl State {
    /// What was verified before.
    pub(crate) fn trust(&self) -> Result<Option<Trust>, StateError> {
        let (Some(root), Some(roster)) = (&self.root, &self.roster) else { return Ok(None) };
        Trust::restore(root, roster)
            .map(Some)
            .map_err(|error| StateError::Document(authority::refused(&error)))
    }

    /// The highest sequence number of the keys that are not revoked: whoever stole one can't use up the
    /// numbers of the next.
    fn floor(&self, trust: &Trust) -> u64 {
        let valid = self.seqs.iter().filter(|known| !trust.is_revoked(&known.key));
        valid.map(|known| known.seq).max().unwrap_or_default()
    }
}

impl Agent {
    /// Whether a code names the root of the last code, or the one in force.
    pub(crate) fn is_known_root(&self, root: &proof::Digest) -> bool {
        self.durable.get().code.as_ref().is_some_and(|code| code.root == *root)
            || self.trust.as_ref().is_some_and(|trust| trust.root_digest() == *root)
    }

    /// Takes newer roots and a newer roster, or notes why not; says whether there were any.
    pub(crate) fn take_authority(
        &mut self,
        roots: &[ByteVec],
        roster: Option<&ByteVec>,
        turn: &mut Turn<'_>,
    ) -> bool {
        let Some(trust) = &self.trust else { return false };
        let roots: Vec<&[u8]> = roots.iter().map(|bytes| bytes.as_slice()).collect();
        match trust.advance(&roots, roster.map(|bytes| bytes.as_slice())) {
            Ok(None) => false,
            Ok(Some(newer)) => {
                self.adopt_trust(newer);
                true
            }
            Err(fault) => {
                turn.refuse(authority::refused(&fault));
                false
            }
        }
    }

    /// From now on this is believed. A standing whose key is no longer listed is void at once, and what a
    /// revoked key counted counts no more.
    pub(crate) fn adopt_trust(&mut self, trust: Trust) {
        if self.trust.as_ref() == Some(&trust) {
            return;
        }
        let (root, roster) = trust.to_bytes();
        let now = self.time.now();
        let state = self.durable.change();
        state.root = Some(root.into());
        state.roster = Some(roster.into());
        let floor = state.floor(&trust);
        if floor < state.seq {
            state.seq = floor;
            self.wanted_seq = floor;
        }
        if self.session.as_ref().is_some_and(|session| trust.is_revoked(&session.granted_by)) {
            self.session = None;
            state.session = None;
        }
        let standing = self.pin.as_ref().zip(state.standing.as_ref());
        let accepted = standing.map(|(pin, bytes)| Accepted::restore(bytes, (pin, &trust), state.kept(now)));
        self.accepted = accepted.and_then(Result::ok);
        if self.accepted.is_none() {
            (state.standing, state.proved) = (None, None);
        }
        self.trust = Some(trust);
        self.link.renew |= self.are_terms_void();
    }

    /// Whether the key that signed the terms is revoked: then they restrict nothing until a grant brings them
    /// under another.
    pub(crate) fn are_terms_void(&self) -> bool {
        let both = self.pin.as_ref().zip(self.trust.as_ref());
        both.is_some_and(|(pin, trust)| trust.is_revoked(&pin.terms.signed_by()))
    }
}
