use anyhow::{Context as _, ensure};
use ident::Entropy as _;
use policy::Level;
use proof::keys::{Signer as _, SoftDeviceKey};
use proof::session::{
    Anchor, CheckIn, EnrollmentCode, Ephemeral, Grant, Granted, Hello, Purpose, SessionKeys,
};
use servicing::Contract;

use crate::environment::OsEntropy;
use crate::http::Http;

/// A device reduced to its session: what a routine check-in needs.
pub(super) struct Device {
    pub(super) session: ident::SessionId,
    pub(super) keys: SessionKeys,
    pub(super) seq: u64,
    pub(super) now: jiff::Timestamp,
    /// The versions of root and roster.
    held: (u32, u64),
    counter: u64,
}

impl Device {
    /// Enrolls by the real handshake.
    pub(super) async fn enroll(
        http: &Http,
        contract: &Contract,
        code: &EnrollmentCode,
    ) -> anyhow::Result<Self> {
        let key = SoftDeviceKey::from_seed(&OsEntropy.bytes());
        let ephemeral = Ephemeral::from_seed(&OsEntropy.bytes());
        let hello = Hello {
            purpose: Purpose::Enroll { token: code.token.clone() },
            device_key: key.public_key(),
            imeis: contract.device.imeis.clone(),
            serial: contract.device.serial.clone(),
            model: contract.device.model.clone(),
            ephemeral: ephemeral.public(),
            nonce: OsEntropy.bytes(),
            receipts_counter: 0,
            attestation: None,
        };
        let digest = hello.digest();
        let answer = http.post_bytes(&format!("{}/device/v1/enroll", code.server), hello.sign(&key)).await?;
        ensure!(answer.status.is_success(), "enrollment was answered with {}", answer.status);
        let Granted { grant, trust, .. } = Grant::verify(&answer.body, Anchor::Pinned(&code.root), &digest)?;
        let keys = ephemeral.agree(&grant.ephemeral, &digest, grant.session).context("no session key")?;
        Ok(Self { session: grant.session, keys, seq: 1, now: grant.now, held: trust.version(), counter: 0 })
    }

    /// The next routine check-in, sealed.
    pub(super) fn check_in(&mut self) -> (Vec<u8>, [u8; 16]) {
        self.counter += 1;
        let nonce = OsEntropy.bytes();
        let check_in = CheckIn {
            counter: self.counter,
            nonce,
            known_seq: self.seq,
            applied: Level::None,
            receipts: Vec::new(),
            clock: self.now,
            root: self.held.0,
            roster: self.held.1,
        };
        (check_in.seal(self.session, &self.keys), nonce)
    }
}
