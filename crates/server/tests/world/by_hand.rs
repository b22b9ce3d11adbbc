//! A device whose messages the test makes by hand, right or wrong.

use axum::body::Body;
use axum::http::Request;
use ident::{Imei, SessionId};
use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use policy::Level;
use proof::authority::{Role, Trust};
use proof::documents::{Fact, Receipt, Standing};
use proof::keys::{Signer, SoftDeviceKey};
use proof::session::{
    Anchor, Answer, CheckIn, EnrollmentCode, Ephemeral, Grant, Granted, Hello, Purpose, SessionKeys,
};
use proof::{Claims, Digest, Parsed, Party, Unsigned, Verified};
use servicing::{Command, Contract, Decision};
use store::Commit;

use crate::world::{Reply, World};

/// A device in the lender's hand.
pub(crate) struct Device {
    pub(crate) key: SoftDeviceKey,
    pub(crate) imeis: Vec<Imei>,
    pub(crate) serial: String,
    /// Differs from hello to hello.
    pub(crate) seed: u8,
    pub(crate) receipts: u64,
    pub(crate) last: Digest,
    /// What the maker says about the key.
    pub(crate) attestation: Option<Vec<ByteVec>>,
}

/// A session that the device and the server share.
#[derive(Debug, Clone)]
pub(crate) struct Open {
    pub(crate) grant: Grant,
    pub(crate) trust: Trust,
    pub(crate) keys: SessionKeys,
}

impl Device {
    pub(crate) fn of(contract: &Contract) -> Self {
        Self {
            key: SoftDeviceKey::from_seed(&[3; 32]),
            imeis: contract.device.imeis.clone(),
            serial: contract.device.serial.clone(),
            seed: 0,
            receipts: 0,
            last: Digest([0; 32]),
            attestation: None,
        }
    }

    /// A hello, and the secret that belongs to it.
    pub(crate) fn hello(&mut self, purpose: Purpose) -> (Hello, Ephemeral) {
        self.seed += 1;
        let ephemeral = Ephemeral::from_seed(&[self.seed; 32]);
        let hello = Hello {
            purpose,
            device_key: self.key.public_key(),
            imeis: self.imeis.clone(),
            serial: self.serial.clone(),
            model: "Whatever its maker calls it".to_owned(),
            ephemeral: ephemeral.public(),
            nonce: [self.seed; 16],
            receipts_counter: 0,
            attestation: self.attestation.clone(),
        };
        (hello, ephemeral)
    }

    /// Says hello and opens what comes back.
    pub(crate) async fn open(&mut self, server: &World, purpose: Purpose) -> Result<Open, Reply> {
        let (hello, ephemeral) = self.hello(purpose);
        let reply = post(server, "enroll", hello.sign(&self.key)).await;
        if reply.status != 200 {
            return Err(reply);
        }
        assert_eq!(reply.headers["content-type"], "application/cose");
        let root = server.lender.authority.root_name();
        let Granted { grant, trust, .. } =
            Grant::verify(&reply.body, Anchor::Pinned(&root), &hello.digest()).unwrap();
        let keys = ephemeral.agree(&grant.ephemeral, &hello.digest(), grant.session).unwrap();
        Ok(Open { grant, trust, keys })
    }

    /// Enrolls with a fresh code.
    pub(crate) async fn enroll(&mut self, server: &World, contract: &Contract) -> Open {
        let token = token(server, contract).await;
        self.open(server, Purpose::Enroll { token }).await.unwrap()
    }

    /// A signed fact, the next in the chain.
    pub(crate) fn receipt(&mut self, open: &Open, fact: Fact, standing_seq: u64, at: Timestamp) -> Vec<u8> {
        self.receipts += 1;
        let claims = Claims {
            issuer: Party::Device(open.grant.device),
            subject: open.grant.contract,
            audience: Party::Lender(open.grant.lender),
            expires_at: None,
            not_before: None,
            issued_at: at,
        };
        let body = Receipt { counter: self.receipts, previous: self.last, standing_seq, fact };
        let receipt = Unsigned { claims, body };
        self.last = receipt.digest();
        receipt.sign(&self.key)
    }
}

impl Open {
    pub(crate) fn session(&self) -> SessionId {
        self.grant.session
    }

    /// The standing of the grant.
    pub(crate) fn standing(&self) -> Verified<Standing> {
        standing(&self.grant.standing, &self.trust)
    }

    /// A check-in that knows of a standing.
    pub(crate) fn check_in(counter: u64, known_seq: u64) -> CheckIn {
        let nonce = u128::from(counter).to_be_bytes();
        let (applied, clock) = (Level::None, Timestamp::UNIX_EPOCH);
        CheckIn { counter, nonce, known_seq, applied, receipts: Vec::new(), clock, root: 1, roster: 1 }
    }

    /// Sends a check-in; the answer is checked as a device does.
    pub(crate) async fn send(&self, server: &World, check_in: &CheckIn) -> Result<Answer, Reply> {
        let reply = post(server, "check-in", check_in.seal(self.session(), &self.keys)).await;
        if reply.status != 200 {
            return Err(reply);
        }
        Ok(Answer::open(&reply.body, self.session(), &self.keys, &check_in.nonce).unwrap())
    }
}

/// A one-time token for the contract's device.
pub(crate) async fn token(server: &World, contract: &Contract) -> String {
    code(server, contract).await.token
}

/// The code that the shop shows.
pub(crate) async fn code(server: &World, contract: &Contract) -> EnrollmentCode {
    let (code, claim) = server.app.enrollment_code(&server.lender, server.now().await);
    let amend = |_: &Decision, commit: &mut Commit| commit.claims.push(claim.clone());
    server.app.execute(&server.lender, contract.id, Command::InviteDevice, &amend).await.unwrap();
    code
}

/// A standing as the device checks it.
pub(crate) fn standing(bytes: &[u8], trust: &Trust) -> Verified<Standing> {
    trust.verify(Parsed::<Standing>::parse(bytes).unwrap(), Role::Command).unwrap().0
}

/// A message to one of the two routes.
pub(crate) fn request(route: &str, bytes: Vec<u8>) -> Request<Body> {
    let request = Request::post(format!("/device/v1/{route}")).header("content-type", "application/cose");
    request.body(Body::from(bytes)).unwrap()
}

pub(crate) async fn post(server: &World, route: &str, bytes: Vec<u8>) -> Reply {
    server.send(request(route, bytes)).await
}
