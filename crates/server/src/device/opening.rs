use ident::SessionId;
use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use proof::Digest;
use proof::session::{Ephemeral, EphemeralPublic, GrantedCodes, Hello, SessionKeys};
use servicing::Contract;
use store::StoreError;
use store::rows::SessionRow;
use zeroize::Zeroizing;

use super::refusal::Refusal;
use super::session::{LIFE, Session};
use crate::App;

/// The session that a hello opens: one, however often it is said. Nobody can choose it, and only who saw the hello
/// can know it.
pub(super) fn session_of(hello: &Digest) -> SessionId {
    let name = Digest::of(&[b"quittance/session/".as_slice(), hello.as_bytes()].concat());
    SessionId::from_bytes(std::array::from_fn(|n| name.as_bytes()[n]))
}

/// A session about to be granted. Older sessions of the device stay good, so that whoever repeats an
/// overheard hello can't cut the device off; without the hello's secret nobody can use what it opens.
pub(super) struct Opening {
    /// As the store keeps it.
    pub(super) row: SessionRow,
    /// The server's half of the key agreement.
    pub(super) ephemeral: EphemeralPublic,
    keys: SessionKeys,
}

impl Opening {
    pub(super) fn of(
        app: &App,
        hello: &Hello,
        digest: &Digest,
        contract: &Contract,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let id = session_of(digest);
        let ephemeral = Ephemeral::from_seed(&Zeroizing::new(app.random()));
        let keys = ephemeral.agree(&hello.ephemeral, digest, id)?;
        let key = Session::seal(app, id, &keys).map_err(|error| StoreError::Invalid(error.to_string()))?;
        let row = SessionRow {
            id,
            device: contract.device.id,
            lender: contract.lender,
            contract: contract.id,
            key,
            expires_at: now.checked_add(LIFE).unwrap_or(now),
            counter: 0,
        };
        Ok(Self { row, ephemeral: ephemeral.public(), keys })
    }

    /// Codes, for the eyes of the device that said the hello.
    pub(super) fn seal_codes(&self, codes: &GrantedCodes) -> ByteVec {
        codes.seal(&self.keys)
    }

    /// The session, once the store has it.
    pub(super) fn into_session(self) -> Session {
        Session::new(&self.row, self.keys)
    }
}
