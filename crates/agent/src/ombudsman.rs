//! The ombudsman's release: frees the device for its contract for good, whatever the lender says.

use minicbor::bytes::ByteVec;
use proof::authority::Role;
use proof::documents::{Fact, Release};
use proof::{Document as _, Parsed, media_type};

use crate::accept::Raw;
use crate::agent::{Agent, Turn};
use crate::checks::{Check, Refusal, authority, release};
use crate::pin::Pin;
use crate::state::Freed;

/// So much of the ombudsman's words is kept and shown, in characters.
const SHOWN: usize = 400;

impl Agent {
    /// The ombudsman's release of this contract, if there is one.
    pub(crate) fn freed(&self, pin: &Pin) -> Option<&Freed> {
        self.durable.get().freed.iter().find(|freed| freed.contract == pin.contract)
    }

    /// A document that came by any other way than an answer: a standing or a release.
    pub(crate) fn take_pushed(&mut self, bytes: &[u8], turn: &mut Turn<'_>) {
        let taken = if media_type(bytes).as_deref() == Some(Release::TYP) {
            self.take_release(bytes, turn)
        } else {
            self.take_standing(Raw::pushed(bytes), turn)
        };
        if let Err(refusal) = taken {
            turn.refuse(refusal);
        }
    }

    /// Takes each release, or notes why not; says whether one was new.
    pub(crate) fn take_releases(&mut self, releases: &[ByteVec], turn: &mut Turn<'_>) -> bool {
        let mut is_news = false;
        for bytes in releases {
            match self.take_release(bytes, turn) {
                Ok(is_new) => is_news |= is_new,
                Err(refusal) => turn.refuse(refusal),
            }
        }
        is_news
    }

    /// Accepts a release or refuses it; says whether it was new. Neither the roster's time nor the key's
    /// counts: nothing that frees waits for a renewal.
    fn take_release(&mut self, bytes: &[u8], turn: &mut Turn<'_>) -> Result<bool, Refusal> {
        let (pin, trust) = self.pin.as_ref().zip(self.trust.as_ref()).ok_or(Check::NotEnrolled)?;
        let form = |error| Refusal::new(Check::ReleaseForm, error);
        let parsed = Parsed::<Release>::parse(bytes).map_err(form)?;
        let verified = trust.verify(parsed, Role::Ombudsman);
        let (verified, _) =
            verified.map_err(|error| authority::unverified(&error, Check::ReleaseSignature))?;
        release::is_for(pin, &verified)?;
        if self.freed(pin).is_some() {
            return Ok(false);
        }
        let (contract, release) = (pin.contract, verified.digest());
        let shown = |text: &str| text.chars().take(SHOWN).collect();
        let (reason, case) = (shown(&verified.body().reason), shown(&verified.body().case));
        let state = self.durable.change();
        state.freed.push(Freed { contract, release, reason, case });
        state.notices.clear();
        self.vouch(Fact::ReleaseApplied { release }, turn);
        Ok(true)
    }
}
