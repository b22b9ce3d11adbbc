use jiff::{SignedDuration, Timestamp};
use proof::authority::{Role, Trust};
use proof::documents::{Fact, Terms};
use proof::keys::PublicKey;
use proof::session::{
    Anchor, EnrollmentCode, Ephemeral, Grant, Granted, GrantedCodes, Hello, Purpose, SessionError,
    SessionKeys,
};
use proof::{Digest, Parsed};

use crate::Output;
use crate::accept::Raw;
use crate::agent::{Agent, Turn};
use crate::channel::Session;
use crate::checks::{Check, Refusal, authority, enforce, terms};
use crate::link::{HelloKind, Pending};
use crate::output::Endpoint;
use crate::pin::Pin;
use crate::state::SavedCode;
use crate::trusted_time::Mover;

/// A session that ends sooner is used this long all the same: the server says when it has enough of it.
const SHORTEST_SESSION: SignedDuration = SignedDuration::from_mins(1);

/// More receipts no device signs in its life; a higher count in a grant would leave it no number to go on with.
const MOST_RECEIPTS: u64 = 1 << 32;

impl Agent {
    /// A code is taken when no contract is running, or when it names the root the phone believes: then the
    /// phone is only pointed to its server again.
    pub(crate) fn provision(&mut self, code: EnrollmentCode, turn: &mut Turn<'_>) {
        let is_bound = self.pin.as_ref().filter(|pin| !self.is_over(pin));
        if is_bound.is_some() && !self.is_known_root(&code.root) {
            turn.refuse(Check::AlreadyEnrolled);
            return;
        }
        let token = Some(code.token).filter(|token| !token.is_empty() && is_bound.is_none());
        self.link.reset();
        self.link.recover = token.is_none();
        // Scanned when a quittance has ended the contract before: the borrower wants another one.
        let is_another = self.pin.is_some() && is_bound.is_none();
        self.durable.change().code =
            Some(SavedCode { server: code.server, token, root: code.root, is_another });
    }

    /// Which hello must be sent before any check-in, if any.
    pub(crate) fn wanted_hello(&self, turn: &Turn<'_>) -> Option<HelloKind> {
        let code = self.durable.get().code.as_ref()?;
        if self.link.recover {
            return Some(HelloKind::Recover);
        }
        if code.token.is_some() {
            return Some(HelloKind::Enroll);
        }
        let now = self.time.now();
        match &self.session {
            None => Some(HelloKind::Recover),
            Some(session) if self.link.renew || now >= Some(session.expires_at) => {
                let same_key = self.pin.as_ref().is_some_and(|pin| pin.device_key == turn.key.public_key());
                Some(if same_key { HelloKind::Renew } else { HelloKind::Recover })
            }
            Some(_) => None,
        }
    }

    /// Nothing when the device's key can't sign now; then later again, as after a failed request.
    pub(crate) fn send_hello(&mut self, kind: HelloKind, turn: &mut Turn<'_>) -> Option<Output> {
        let token = self.durable.get().code.as_ref().and_then(|code| code.token.clone());
        let purpose = match (kind, token, &self.session) {
            (HelloKind::Enroll, Some(token), _) => Purpose::Enroll { token },
            (HelloKind::Renew, _, Some(session)) => Purpose::Renew { session: session.id },
            _ => Purpose::Recover,
        };
        let ephemeral = Ephemeral::from_seed(&turn.entropy.array());
        let hello = Hello {
            purpose,
            device_key: turn.key.public_key(),
            imeis: self.identity.imeis.clone(),
            serial: self.identity.serial.clone(),
            model: self.identity.model.clone(),
            ephemeral: ephemeral.public(),
            nonce: turn.entropy.array(),
            receipts_counter: self.durable.get().receipts.counter(),
            attestation: self.attestation.clone().filter(|_| kind != HelloKind::Renew),
        };
        let Ok(bytes) = hello.try_sign(turn.key) else {
            self.link.fail(turn.reading.monotonic, None, turn.entropy);
            return None;
        };
        self.link.pending = Some(Pending::Hello { digest: hello.digest(), ephemeral, kind });
        Some(Output::Send { endpoint: Endpoint::Enroll, bytes, wait: false })
    }

    /// A grant, as far as it proves to be one, gives a session, and to a device without a contract its terms.
    pub(crate) fn take_grant(
        &mut self,
        bytes: &[u8],
        (hello, ephemeral, kind): (Digest, &Ephemeral, HelloKind),
        turn: &mut Turn<'_>,
    ) -> Result<(), Refusal> {
        let Granted { grant, trust, fault } = self.open_grant(bytes, &hello, kind)?;
        let keys = ephemeral
            .agree(&grant.ephemeral, &hello, grant.session)
            .map_err(|error| Refusal::new(Check::GrantKeys, error))?;
        let codes = grant.codes.as_ref().map(|sealed| GrantedCodes::open(sealed, &keys));
        let codes = codes.transpose().map_err(|error| Refusal::new(Check::GrantKeys, error))?;
        let pin = self.pin_of(&grant, &trust, turn.key.public_key())?;
        self.check_final(&pin, kind)?;
        if grant.last_receipt > MOST_RECEIPTS {
            return Err(Check::GrantReceipts.into());
        }
        let mover = if trust.roster().test { Mover::Rehearsal } else { Mover::Answer };
        self.time.advance(grant.now, mover);
        self.heard();
        self.adopt_session(&grant, keys);
        if let Some(fault) = fault {
            turn.refuse(authority::refused(&fault));
        }
        // On a device that remembers nothing it is no rise but a return: what held before the reset holds at
        // once, at any hour.
        turn.is_restoring = self.pin.is_none();
        let contract = pin.contract;
        self.adopt_pin(pin, &grant, turn);
        self.adopt_trust(trust);
        self.take_releases(&grant.releases, turn);
        if let Some(codes) = codes {
            self.durable.change().codes.adopt(&codes, contract);
        }
        if let Err(refusal) = self.take_standing(Raw::fresh(&grant.standing, grant.now), turn) {
            turn.refusals.push(refusal);
        }
        Ok(())
    }

    /// What is believed stays the beginning of what may be believed next. Only a phone without a contract, or
    /// whose borrower scanned a code for another one, begins with the root of the code.
    fn open_grant(&self, bytes: &[u8], hello: &Digest, kind: HelloKind) -> Result<Granted, Refusal> {
        let code = self.durable.get().code.as_ref();
        let anchor = match (&self.trust, &self.pin) {
            (Some(trust), Some(pin)) if !self.may_change(pin, kind) => Anchor::Held(trust),
            _ => Anchor::Pinned(&code.ok_or(Check::Unasked)?.root),
        };
        Grant::verify(bytes, anchor, hello).map_err(|error| match &error {
            SessionError::Trust(fault) => Refusal::new(authority::check_of(fault, Check::GrantForm), error),
            _ => Refusal::new(Check::GrantForm, error),
        })
    }

    fn pin_of(&self, grant: &Grant, trust: &Trust, device_key: PublicKey) -> Result<Pin, Refusal> {
        let form = |error| Refusal::new(Check::TermsForm, error);
        let parsed = Parsed::<Terms>::parse(&grant.terms).map_err(form)?;
        let verified = trust.verify(parsed, Role::Command);
        let (verified, key) =
            verified.map_err(|error| authority::unverified(&error, Check::TermsSignature))?;
        // Not at the time they name: terms from before a rotation are signed again by the next key.
        key.check_window(grant.now).map_err(|error| Refusal::new(Check::KeyWindow, error))?;
        let case = terms::Case {
            terms: &verified,
            lender: grant.lender,
            device: grant.device,
            contract: grant.contract,
            imeis: &self.identity.imeis,
        };
        enforce(terms::outcomes(&case))?;
        Pin::new(key.key, device_key, verified).ok_or_else(|| Check::TermsTimeZone.into())
    }

    /// What is pinned stays pinned, until a quittance has ended it and the borrower scans another code.
    fn check_final(&self, pin: &Pin, kind: HelloKind) -> Result<(), Refusal> {
        let Some(pinned) = &self.pin else { return Ok(()) };
        let is_same =
            pinned.digest() == pin.digest() && pinned.device == pin.device && pinned.contract == pin.contract;
        if is_same || self.may_change(pinned, kind) { Ok(()) } else { Err(Check::GrantFinal.into()) }
    }

    /// Whether the contract is over and the borrower has scanned a code for another one.
    fn may_change(&self, pinned: &Pin, kind: HelloKind) -> bool {
        let is_scanned = self.durable.get().code.as_ref().is_some_and(|code| code.is_another);
        self.is_over(pinned) && is_scanned && kind != HelloKind::Renew
    }

    fn adopt_session(&mut self, grant: &Grant, keys: SessionKeys) {
        // Counted by this device's clock, which may be ahead of the server's.
        let length = grant.expires_at.duration_since(grant.now).max(SHORTEST_SESSION);
        let now = self.time.now().unwrap_or(grant.now);
        let expires_at = now.checked_add(length).unwrap_or(Timestamp::MAX);
        self.session = Some(Session::new(grant.session, keys, expires_at, grant.freshness_key.thumbprint()));
        self.durable.change().session = self.session.as_ref().map(Session::save);
        self.link.renew = false;
        self.link.recover = false;
        if let Some(code) = &mut self.durable.change().code {
            code.token = None;
        }
    }

    /// Pins the terms of a contract that is new to this device.
    fn adopt_pin(&mut self, pin: Pin, grant: &Grant, turn: &mut Turn<'_>) {
        let is_other_device = self.pin.as_ref().is_some_and(|pinned| pinned.device != pin.device);
        if is_other_device {
            // What the former lender did not take in time is not this one's to read.
            self.durable.change().receipts.confirm(u64::MAX);
        }
        self.durable.change().receipts.resume(grant.last_receipt, grant.last_receipt_digest);
        if self.pin.as_ref().is_some_and(|pinned| pinned.digest() == pin.digest()) {
            // The same terms, perhaps signed again after a rotation.
            if self.pin.as_ref().is_some_and(|pinned| pinned.terms_key != pin.terms_key) {
                self.durable.change().pin = Some(pin.save());
                self.pin = Some(pin);
            }
            return;
        }
        let is_other_contract = self.pin.as_ref().is_some_and(|pinned| pinned.contract != pin.contract);
        let state = self.durable.change();
        state.cured_at = None;
        if let Some(code) = &mut state.code {
            code.is_another = false;
        }
        state.pin = Some(pin.save());
        (state.standing, state.proved) = (None, None);
        state.notices.clear();
        if is_other_contract {
            // Its standings may be numbered from the beginning; those of the one before name that one.
            state.seq = 0;
            state.seqs.clear();
            state.confirmed = 0;
        }
        self.accepted = None;
        let terms = pin.digest();
        self.pin = Some(pin);
        self.vouch(Fact::Enrolled { terms }, turn);
    }
}
