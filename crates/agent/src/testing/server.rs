use ident::SessionId;
use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use proof::code::{CodeKey, Format, Instruction, Secret, encode};
use proof::documents::Receipt;
use proof::keys::Signer as _;
use proof::session::{
    Answer, CheckIn, EnrollmentCode, Ephemeral, Grant, GrantedCodes, Hello, Purpose, SessionKeys,
};
use proof::{Digest, Parsed, Verified};

use super::Lender;
use crate::Reply;
use crate::output::Endpoint;

/// As much of a server as a device can see.
pub(crate) struct Server {
    pub(crate) lender: Lender,
    pub(crate) now: Timestamp,
    /// The standing in force and its number.
    pub(crate) standing: Vec<u8>,
    pub(crate) seq: u64,
    pub(crate) receipts: Vec<Verified<Receipt>>,
    pub(crate) hellos: Vec<Purpose>,
    pub(crate) token_used: bool,
    /// Whether it renews a session.
    pub(crate) renews: bool,
    /// Whether it wants the session renewed.
    pub(crate) renew: bool,
    /// Roots and a roster that it sends whatever the device has.
    pub(crate) forged: Option<(Vec<ByteVec>, Option<ByteVec>)>,
    /// The ombudsman's releases it relays.
    pub(crate) releases: Vec<ByteVec>,
    /// The session and its last counter; taking it away makes the server forget.
    pub(crate) session: Option<(SessionId, SessionKeys, u64)>,
    /// What it grants for codes.
    pub(crate) codes: GrantedCodes,
    sessions: u8,
}

impl Server {
    pub(crate) fn new(now: Timestamp) -> Self {
        let lender = Lender::new();
        let standing = lender.standing(1, now).sign(&lender.key);
        let (receipts, hellos) = (Vec::new(), Vec::new());
        Self {
            lender,
            now,
            standing,
            seq: 1,
            receipts,
            hellos,
            token_used: false,
            renews: true,
            renew: false,
            forged: None,
            releases: Vec::new(),
            session: None,
            codes: GrantedCodes { secret: Secret::of(CodeKey::new([6; 16])), count: 1 },
            sessions: 0,
        }
    }

    pub(crate) fn code(&self, token: &str) -> EnrollmentCode {
        let root = self.lender.authority.pinned();
        EnrollmentCode { server: "http://127.0.0.1:1".to_owned(), token: token.to_owned(), root }
    }

    /// A code for the device, as an agent reads it aloud.
    pub(crate) fn offline_code(&mut self, instruction: Instruction) -> String {
        let encoded = encode(&self.codes.secret, self.codes.count, instruction, Format::default()).unwrap();
        self.codes.count = encoded.count;
        encoded.token.grouped()
    }

    /// Puts a standing in force.
    pub(crate) fn publish(&mut self, standing: &proof::Unsigned<proof::documents::Standing>) {
        self.seq = standing.body.seq;
        self.standing = standing.sign(&self.lender.key);
    }

    pub(crate) fn answer(&mut self, endpoint: Endpoint, bytes: &[u8]) -> (Reply, Vec<u8>) {
        match endpoint {
            Endpoint::Enroll => self.grant(bytes),
            Endpoint::CheckIn => self.check_in(bytes),
        }
    }

    fn grant(&mut self, bytes: &[u8]) -> (Reply, Vec<u8>) {
        let (hello, digest) = Hello::verify(bytes).unwrap();
        self.hellos.push(hello.purpose.clone());
        if matches!(hello.purpose, Purpose::Enroll { .. }) && std::mem::replace(&mut self.token_used, true) {
            return (Reply::TokenUsed, Vec::new());
        }
        if matches!(hello.purpose, Purpose::Renew { .. }) && !self.renews {
            return (Reply::Refused, Vec::new());
        }
        self.sessions += 1;
        let ephemeral = Ephemeral::from_seed(&[100 + self.sessions; 32]);
        let session = SessionId::new(1, [self.sessions; 10]);
        let keys = ephemeral.agree(&hello.ephemeral, &digest, session).unwrap();
        let codes = self.codes.seal(&keys);
        self.session = Some((session, keys, 0));
        let last = self.receipts.last();
        let grant = Grant {
            hello: digest,
            freshness_key: self.lender.authority.freshness.public_key(),
            lender: self.lender.id,
            device: self.lender.device,
            contract: self.lender.contract,
            session,
            expires_at: self.now.saturating_add(jiff::SignedDuration::from_hours(24 * 30)).unwrap(),
            now: self.now,
            ephemeral: ephemeral.public(),
            terms: self.lender.unsigned_terms().sign(&self.lender.key).into(),
            standing: self.standing.clone().into(),
            last_receipt: last.map_or(0, |receipt| receipt.body().counter),
            last_receipt_digest: last.map_or(Digest([0; 32]), Verified::digest),
            roots: self.lender.authority.signed_roots().into_iter().map(ByteVec::from).collect(),
            roster: self.lender.authority.signed_roster().into(),
            releases: self.releases.clone(),
            codes: Some(codes),
        };
        (Reply::Ok, grant.sign(&self.lender.authority.freshness))
    }

    fn check_in(&mut self, bytes: &[u8]) -> (Reply, Vec<u8>) {
        let Some((session, keys, last)) = &mut self.session else {
            return (Reply::SessionUnknown, Vec::new());
        };
        if CheckIn::session_of(bytes).unwrap() != *session {
            return (Reply::SessionUnknown, Vec::new());
        }
        let check_in = CheckIn::open(bytes, keys).unwrap();
        assert!(check_in.counter > *last, "a counter was used twice");
        *last = check_in.counter;
        for bytes in &check_in.receipts {
            let receipt = Parsed::<Receipt>::parse(bytes).unwrap();
            let receipt = receipt.verify(&self.lender.device_key.public_key()).unwrap();
            let kept = self.receipts.last();
            if receipt.body().counter <= kept.map_or(0, |kept| kept.body().counter) {
                continue;
            }
            assert_eq!(receipt.body().counter, kept.map_or(0, |kept| kept.body().counter) + 1);
            assert_eq!(receipt.body().previous, kept.map_or(Digest([0; 32]), Verified::digest));
            self.receipts.push(receipt);
        }
        let (roots, roster) = self.forged.clone().unwrap_or_else(|| self.lender.authority.newer(&check_in));
        let answer = Answer {
            nonce: check_in.nonce,
            now: self.now,
            seq: self.seq,
            standing: (self.seq != check_in.known_seq).then(|| self.standing.clone().into()),
            receipts_kept: self.receipts.last().map_or(0, |receipt| receipt.body().counter),
            renew: self.renew,
            roots,
            roster,
            releases: self.releases.clone(),
        };
        (Reply::Ok, answer.seal(*session, keys))
    }
}

impl super::Authority {
    /// What a device lacks.
    fn newer(&self, check_in: &CheckIn) -> (Vec<ByteVec>, Option<ByteVec>) {
        let is_newer = (self.roster.root, self.roster.version) > (check_in.root, check_in.roster);
        let held = usize::try_from(check_in.root).unwrap();
        let roots = self.signed_roots().into_iter().skip(held).map(ByteVec::from);
        (roots.collect(), is_newer.then(|| self.signed_roster().into()))
    }
}
