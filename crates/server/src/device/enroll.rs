use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use ident::{ContractId, LenderId, SessionId};
use jiff::Timestamp;
use proof::Digest;
use proof::session::{Hello, Purpose};
use servicing::{Command, Contract, Decision, Event};
use store::rows::{DocumentRow, LookupKind, StandingRow, Touch};
use store::{Claim, Commit};

use super::grant::{self, Papers};
use super::hardware::Hardware;
use super::identity::{check_hardware, check_key};
use super::message;
use super::opening::{Opening, session_of};
use super::refusal::Refusal;
use crate::contracts::token_expiry;
use crate::{App, ExecuteError, LenderContext};

/// A hello has one key, a few numbers and a token, and certificates of at most 32 KiB.
const MAX_HELLO_BYTES: usize = 40 * 1024;

/// `POST /device/v1/enroll`: a signed hello, answered by a signed grant.
pub(super) async fn handle(State(app): State<Arc<App>>, request: Request) -> Response {
    match answer(&app, request).await {
        Ok(grant) => {
            app.device.counters.granted.inc();
            message::reply(grant)
        }
        Err(refusal) => {
            app.device.counters.refused.inc();
            tracing::debug!(%refusal, "a hello was refused");
            refusal.into_response()
        }
    }
}

async fn answer(app: &App, request: Request) -> Result<Vec<u8>, Refusal> {
    app.device.peers.admit(&request)?;
    let (parts, body) = request.into_parts();
    let bytes = message::receive(&parts.headers, body, MAX_HELLO_BYTES).await?;
    let (hello, digest) = Hello::verify(&bytes)?;
    // Whoever overheard it may say it again: it has done what it does. A token says so itself.
    let is_said_once = matches!(hello.purpose, Purpose::Enroll { .. });
    if !is_said_once && app.store.session(session_of(&digest)).await?.is_some() {
        return Err(Refusal::Repeated);
    }
    match hello.purpose.clone() {
        Purpose::Enroll { token } => enroll(app, &hello, digest, &token).await,
        Purpose::Recover => recover(app, &hello, digest).await,
        Purpose::Renew { session } => renew(app, &hello, digest, session).await,
    }
}

/// The first time: the token says which contract, the hardware must be the one it finances.
async fn enroll(app: &App, hello: &Hello, digest: Digest, token: &str) -> Result<Vec<u8>, Refusal> {
    let key = Digest::of(token.as_bytes()).to_string();
    let found = app.store.lookup(LookupKind::EnrollmentToken, &key).await?.ok_or(Refusal::TokenUsed)?;
    let case = Case::read(app, hello, found.lender, found.contract).await?;
    if token_expiry(token).is_none_or(|at| at <= case.now) {
        return Err(Refusal::TokenExpired);
    }
    case.enter(hello, digest, Some((LookupKind::EnrollmentToken, key))).await
}

/// After a factory reset: the key in the hardware says which contract.
async fn recover(app: &App, hello: &Hello, digest: Digest) -> Result<Vec<u8>, Refusal> {
    let key = hello.device_key.thumbprint().to_string();
    let Some(found) = app.store.lookup(LookupKind::DeviceKey, &key).await? else {
        return return_with_new_key(app, hello, digest).await;
    };
    let case = Case::read(app, hello, found.lender, found.contract).await?;
    check_key(hello, &case.contract)?;
    case.enter(hello, digest, None).await
}

/// After a factory reset over which the hardware kept no key: the numbers that the maker attests say which
/// contract.
async fn return_with_new_key(app: &App, hello: &Hello, digest: Digest) -> Result<Vec<u8>, Refusal> {
    if hello.attestation.is_none() {
        return Err(Refusal::UnknownDevice);
    }
    let imei = hello.imeis.first().ok_or(Refusal::UnknownDevice)?.to_string();
    let found = app.store.lookup(LookupKind::Imei, &imei).await?.ok_or(Refusal::UnknownDevice)?;
    let case = Case::read(app, hello, found.lender, found.contract).await?;
    if !case.replaces_key(hello) || case.hardware(hello)?.document().is_none() {
        return Err(Refusal::UnknownDevice);
    }
    case.enter(hello, digest, None).await
}

/// Before a session runs out, or after it did: nothing about the contract changes.
async fn renew(app: &App, hello: &Hello, digest: Digest, session: SessionId) -> Result<Vec<u8>, Refusal> {
    let row = app.store.session(session).await?.ok_or(Refusal::UnknownSession)?;
    let case = Case::read(app, hello, row.lender, row.contract).await?;
    check_key(hello, &case.contract)?;
    let papers = Papers::read(app, &case.lender, &case.contract).await?;
    let opening = Opening::of(app, hello, &digest, &case.contract, case.now)?;
    app.store.put_session(opening.row.clone()).await?;
    case.grant(digest, opening, papers, None).await
}

/// A hello and the contract it is about.
struct Case<'a> {
    app: &'a App,
    lender: Arc<LenderContext>,
    contract: Contract,
    now: Timestamp,
}

impl<'a> Case<'a> {
    async fn read(
        app: &'a App,
        hello: &Hello,
        lender: LenderId,
        contract: ContractId,
    ) -> Result<Self, Refusal> {
        let lender = app.lender(lender).await?.ok_or(Refusal::UnknownDevice)?;
        let contract = app.contract_of(lender.id, contract).await?.ok_or(Refusal::UnknownDevice)?;
        check_hardware(hello, &contract)?;
        let now = app.now_for(&lender).await?;
        Ok(Self { app, lender, contract, now })
    }

    fn hardware(&self, hello: &Hello) -> Result<Hardware, Refusal> {
        Hardware::of(self.app, hello, (&self.lender, &self.contract), self.now)
    }

    /// Whether the contract's device enrolled with another key than this hello's.
    fn replaces_key(&self, hello: &Hello) -> bool {
        self.contract.device.enrolled.as_ref().is_some_and(|enrolled| enrolled.key != hello.device_key)
    }

    /// What is known of a key already needs no maker's word; what is not is held to the lender's rule.
    fn command(&self, hello: &Hello) -> Result<(Command, Option<DocumentRow>), Refusal> {
        let key = hello.device_key;
        let is_known = self.contract.device.enrolled.is_some() && !self.replaces_key(hello);
        if is_known {
            return Ok((Command::Enroll { key }, None));
        }
        let document = self.hardware(hello)?.document().cloned();
        let command = if self.replaces_key(hello) && document.is_some() {
            Command::ReplaceKey { key }
        } else {
            Command::Enroll { key }
        };
        Ok((command, document))
    }

    /// The device pins the terms or comes back: session, claim and used token are part of the same commit.
    async fn enter(
        &self,
        hello: &Hello,
        digest: Digest,
        token: Option<(LookupKind, String)>,
    ) -> Result<Vec<u8>, Refusal> {
        let (command, attestation) = self.command(hello)?;
        let papers = Papers::read(self.app, &self.lender, &self.contract).await?;
        let opening = Opening::of(self.app, hello, &digest, &self.contract, self.now)?;
        let released = self.released_contract(hello).await?;
        let amend = |decision: &Decision, commit: &mut Commit| {
            commit.session = Some(opening.row.clone());
            commit.consume.clone_from(&token);
            commit.taken_over.extend(released.clone());
            commit.claims.extend(claim(decision));
            commit.documents.extend(attestation.clone());
        };
        let executed = self.app.execute(&self.lender, self.contract.id, command, &amend).await?;
        self.grant(digest, opening, papers, executed.standing).await
    }

    /// The contract under which the same phone was paid before, if any: its quittance stands for ever, so the
    /// phone can be financed again.
    async fn released_contract(
        &self,
        hello: &Hello,
    ) -> Result<Option<(LookupKind, String, ContractId)>, Refusal> {
        let key = hello.device_key.thumbprint().to_string();
        let Some(held) = self.app.store.lookup(LookupKind::DeviceKey, &key).await? else { return Ok(None) };
        if held.contract == self.contract.id {
            return Ok(None);
        }
        let holder = self.app.contract_of(held.lender, held.contract).await?;
        let is_released = holder.is_some_and(|holder| {
            holder.restriction.quittance.is_some() || holder.restriction.release.is_some()
        });
        Ok(is_released.then_some((LookupKind::DeviceKey, key, held.contract)))
    }

    async fn grant(
        &self,
        digest: Digest,
        opening: Opening,
        papers: Papers,
        standing: Option<StandingRow>,
    ) -> Result<Vec<u8>, Refusal> {
        let (device, session) = (opening.row.device, opening.row.id);
        let standing = match standing {
            Some(standing) => standing,
            None => self.app.store.current_standing(device).await?.ok_or(Refusal::UnknownDevice)?,
        };
        let codes = self.app.granted_codes(&self.contract);
        let grant = grant::sign((digest, &opening, papers), standing.bytes, &codes, &self.lender, self.now)
            .map_err(ExecuteError::from)?;
        self.app.device.sessions.add(opening.into_session());
        self.app.device.touches.note(Touch { device, session, counter: 0, at: self.now });
        Ok(grant)
    }
}

/// The key under which the device is found again, when it is new.
fn claim(decision: &Decision) -> Option<Claim> {
    let key = decision.events.iter().find_map(|event| match event {
        Event::DeviceEnrolled { key } | Event::DeviceKeyReplaced { key, .. } => Some(key.to_string()),
        _ => None,
    })?;
    Some(Claim { kind: LookupKind::DeviceKey, key, device: Some(decision.contract.device.id) })
}
