//! One test for each check on the log's proof (invariant I8): what is attacked fails that check; and a release
//! needs no proof.

use ident::{DeviceId, LenderId};
use policy::{Level, PackDigest};
use proof::authority::{Role, Trust, Witness};
use proof::documents::Warrant;
use proof::keys::{LenderKey, Signer as _};
use proof::log::{Commitment, Entry, EntryKind, LogProof, Note, cosign};
use proof::{Digest, Unsigned};

use crate::checks::log::{Case, check};
use crate::testing::{Lender, ORIGIN, at, enrolled, log_key, salt};
use crate::{Check, Input};

const NOW: &str = "2026-02-19T15:00:00Z";

struct Bench {
    lender: Lender,
    warrant: Unsigned<Warrant>,
    proof: Option<Vec<u8>>,
    level: Level,
}

impl Bench {
    fn new() -> Self {
        let lender = Lender::new();
        let warrant = lender.warrant(Level::Locked, at(NOW));
        let proof = Some(lender.logged(&warrant).to_string().into_bytes());
        Self { lender, warrant, proof, level: Level::Locked }
    }

    fn log(&mut self, proof: &LogProof) {
        self.proof = Some(proof.to_string().into_bytes());
    }

    /// The log says something else, and proves it well.
    fn say(&mut self, change: impl FnOnce(&mut Entry)) {
        let mut entry = self.lender.entry(&self.warrant);
        change(&mut entry);
        let salt = salt(&self.warrant.digest());
        let proof = self.lender.proved(&entry, salt, ORIGIN, log_key());
        self.log(&proof);
    }

    /// The same entry in another log.
    fn elsewhere(&mut self, origin: &str, key: LenderKey) {
        let entry = self.lender.entry(&self.warrant);
        let proof = self.lender.proved(&entry, salt(&self.warrant.digest()), origin, key);
        self.log(&proof);
    }

    /// One of two witnesses must have cosigned.
    fn demand_witness(&mut self) {
        self.lender.authority.amend(|roster| {
            let listed = |seed| {
                let key = LenderKey::from_seed(&[seed; 32]).public_key();
                Witness { name: format!("witness{seed}.example"), key }
            };
            (roster.log.quorum, roster.log.witnesses) = (1, vec![listed(60), listed(61)]);
        });
    }

    fn cosign(&mut self, name: &str, seed: u8) {
        let mut proof = self.lender.logged(&self.warrant);
        let mut note: Note = proof.checkpoint.parse().unwrap();
        let key = LenderKey::from_seed(&[seed; 32]);
        note.signatures.push(cosign(&note.text, name, at(NOW), &key).unwrap());
        proof.checkpoint = note.to_string();
        self.log(&proof);
    }

    fn failing(&self) -> Option<Check> {
        let authority = &self.lender.authority;
        let roots = authority.signed_roots();
        let trust = Trust::first(&authority.pinned(), &roots, &authority.signed_roster()).unwrap();
        let (pin, warrant) = (self.lender.pin(), self.lender.signed(&self.warrant));
        let proof = self.proof.clone().map(Into::into);
        let (now, level) = (Some(at(NOW)), self.level);
        let case = Case { pin: &pin, trust: &trust, warrant: &warrant, proof: proof.as_ref(), level, now };
        check(&case).err().map(|refusal| refusal.check)
    }
}

fn attacked(attack: impl FnOnce(&mut Bench)) -> Option<Check> {
    let mut bench = Bench::new();
    attack(&mut bench);
    bench.failing()
}

#[test]
fn the_proof_of_the_warrant_passes() {
    assert_eq!(attacked(|_| ()), None);
    assert_eq!(attacked(|b| b.level = Level::Reminder), None, "less than the log says is no fault");
}

#[test]
fn no_proof() {
    assert_eq!(attacked(|b| b.proof = None), Some(Check::LogProofMissing));
}

#[test]
fn something_that_is_no_proof() {
    let garbage = [b"".to_vec(), b"c2sp.org/tlog-proof@v1\n".to_vec(), vec![0xff; 200]];
    for bytes in garbage {
        assert_eq!(attacked(|b| b.proof = Some(bytes)), Some(Check::LogProofForm));
    }
    let bare = |b: &mut Bench| {
        let proof = b.lender.logged(&b.warrant);
        b.log(&LogProof { extra: None, ..proof });
    };
    assert_eq!(attacked(bare), Some(Check::LogProofForm));
}

#[test]
fn another_log() {
    assert_eq!(attacked(|b| b.elsewhere("other.example/log", log_key())), Some(Check::LogOrigin));
}

#[test]
fn another_key() {
    let key = LenderKey::from_seed(&[9; 32]);
    assert_eq!(attacked(|b| b.elsewhere(ORIGIN, key)), Some(Check::LogSignature));
    // The lender's own command key is no log key.
    assert_eq!(attacked(|b| b.elsewhere(ORIGIN, LenderKey::from_seed(&[1; 32]))), Some(Check::LogSignature));
}

#[test]
fn a_log_key_that_was_revoked() {
    let revoked = |b: &mut Bench| {
        b.lender.authority.amend(|roster| roster.revoked.push(log_key().public_key().thumbprint()));
    };
    assert_eq!(attacked(revoked), Some(Check::LogSignature));
}

/// Dated back, it is still said now; said now, it is still dated before.
#[test]
fn a_log_key_whose_time_is_over() {
    for (from, until) in [("2025-01-01T00:00:00Z", NOW), ("2026-02-19T15:00:01Z", "2040-01-01T00:00:00Z")] {
        let over = |b: &mut Bench| {
            b.lender.authority.amend(|roster| {
                let key = roster.keys.iter_mut().find(|listed| listed.role == Role::Log).unwrap();
                (key.from, key.until) = (at(from), at(until));
            });
        };
        assert_eq!(attacked(over), Some(Check::KeyWindow), "{from} to {until}");
    }
}

/// A rehearsal restricts no real phone, and what is in the log for real counts for no rehearsal.
#[test]
fn a_test_lenders_entries_say_so() {
    let rehearses = |b: &mut Bench| b.lender.authority.amend(|roster| roster.test = true);
    assert_eq!(attacked(rehearses), Some(Check::LogEntry));
    let both = |b: &mut Bench| {
        rehearses(b);
        b.say(|e| e.test = true);
    };
    assert_eq!(attacked(both), None);
}

#[test]
fn too_few_witnesses() {
    assert_eq!(attacked(Bench::demand_witness), Some(Check::LogWitnesses));
    let by_witness = |b: &mut Bench| {
        b.demand_witness();
        b.cosign("witness61.example", 61);
    };
    assert_eq!(attacked(by_witness), None);
    let by_stranger = |b: &mut Bench| {
        b.demand_witness();
        b.cosign("witness62.example", 62);
    };
    assert_eq!(attacked(by_stranger), Some(Check::LogWitnesses));
    let by_impostor = |b: &mut Bench| {
        b.demand_witness();
        b.cosign("witness61.example", 62);
    };
    assert_eq!(attacked(by_impostor), Some(Check::LogWitnesses));
}

#[test]
fn an_entry_of_something_else() {
    type Lie = fn(&mut Entry);
    let lies: [Lie; 12] = [
        |e| e.kind = EntryKind::Release,
        |e| e.device = Some(Commitment::of_device(&salt(&Digest([9; 32])), DeviceId::new(2, [9; 10]))),
        |e| e.document = Some(Commitment::of_document(&salt(&Digest([9; 32])), &Digest([9; 32]))),
        |e| e.lender = Some(LenderId::new(2, [9; 10])),
        |e| e.test = true,
        |e| e.level = Some(Level::Reminder),
        |e| e.level = None,
        |e| e.pack = Some(PackDigest([9; 32])),
        |e| e.dpd = Some(60),
        |e| e.notice_days = Some(60),
        |e| e.reconciled_to = Some(at("2026-02-19T14:59:59Z")),
        |e| e.at = at("2026-01-20T15:00:00Z"),
    ];
    for (number, lie) in lies.into_iter().enumerate() {
        assert_eq!(attacked(|b| b.say(lie)), Some(Check::LogEntry), "lie {number}");
    }
    // The proof of a renewed warrant does not do for another one.
    let other = |b: &mut Bench| b.warrant.body.amount = crate::testing::usd(999);
    assert_eq!(attacked(other), Some(Check::LogEntry));
}

#[test]
fn a_warrant_for_less_than_the_standing() {
    let higher = |b: &mut Bench| {
        b.warrant = b.lender.warrant(Level::Reminder, at(NOW));
        let proof = b.lender.logged(&b.warrant);
        b.log(&proof);
    };
    assert_eq!(attacked(higher), Some(Check::LogEntry));
}

#[test]
fn an_entry_that_is_not_in_the_tree() {
    let moved = |b: &mut Bench| {
        let proof = b.lender.logged(&b.warrant);
        b.log(&LogProof { index: 0, ..proof });
    };
    assert_eq!(attacked(moved), Some(Check::LogInclusion));
    let bent = |b: &mut Bench| {
        let mut proof = b.lender.logged(&b.warrant);
        proof.path[0] = Digest([9; 32]);
        b.log(&proof);
    };
    assert_eq!(attacked(bent), Some(Check::LogInclusion));
}

#[test]
fn a_lock_without_proof_is_refused_and_a_release_without_one_is_not() {
    let (server, mut phone) = enrolled(at(NOW));
    let lender = &server.lender;
    let mut locked = lender.restricted(2, Level::Locked, at(NOW));
    locked.body.log_proof = None;
    phone.feed(Input::Pushed(&locked.sign(&lender.key)));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[Check::LogProofMissing][..], Level::None));
    let logged = lender.restricted(3, Level::Locked, at(NOW));
    phone.feed(Input::Pushed(&logged.sign(&lender.key)));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[][..], Level::Locked));

    // Less than before: with a proof that does not hold it restricts nothing, also after a restart.
    let mut lower = lender.restricted(4, Level::Reminder, at(NOW));
    lower.body.log_proof = Some(b"nonsense".to_vec().into());
    phone.feed(Input::Pushed(&lower.sign(&lender.key)));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[Check::LogProofForm][..], Level::None));
    phone.restart(&server);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::None, 4));
    // A release says nothing of the log, and a broken proof beside it is nobody's business.
    let lender = &server.lender;
    let again = lender.restricted(5, Level::Locked, at(NOW));
    phone.feed(Input::Pushed(&again.sign(&lender.key)));
    assert_eq!(phone.agent.level(), Level::Locked);
    let mut free = lender.standing(6, at(NOW));
    free.body.log_proof = Some(b"nonsense".to_vec().into());
    phone.feed(Input::Pushed(&free.sign(&lender.key)));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[][..], Level::None));
}
