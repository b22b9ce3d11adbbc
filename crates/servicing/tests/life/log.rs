//! The public log of a story: it sequences when it is told to.

use jiff::Timestamp;
use proof::Digest;
use proof::keys::LenderKey;
use proof::log::{EntryKind, LogTrust, Salt};
use proof::testing::MemoryLog;
use servicing::{Command, Contract, Decision, LogLeaf, LoggedOrder};

use crate::story::Story;

pub(crate) fn lender_key() -> LenderKey {
    LenderKey::from_seed(&[5; 32])
}

pub(crate) struct Log {
    log: MemoryLog,
    waiting: Vec<Waiting>,
    /// Every leaf so far.
    pub(crate) leaves: Vec<(Timestamp, LogLeaf)>,
    pub(crate) is_running: bool,
}

struct Waiting {
    leaf: LogLeaf,
    document: Digest,
    /// The signed warrant of a restriction.
    warrant: Option<Vec<u8>>,
    contract: Contract,
    at: Timestamp,
}

impl Log {
    pub(crate) fn new() -> Self {
        let log = MemoryLog::new("quittance.example/log", LenderKey::from_seed(&[6; 32]));
        Self { log, waiting: Vec::new(), leaves: Vec::new(), is_running: true }
    }

    pub(crate) fn trust(&self) -> LogTrust {
        self.log.trust()
    }

    /// As the store does: leaves are kept with the decision.
    pub(crate) fn take(&mut self, decision: &Decision, now: Timestamp) {
        if decision.leaves.is_empty() {
            return;
        }
        let signed = decision.sign(&lender_key()).unwrap();
        for leaf in &decision.leaves {
            let standing = signed.standing.as_ref().map(|standing| standing.digest);
            let document = leaf.document.or(standing).unwrap_or(Digest::of(b"nothing was told"));
            let evidence = signed.evidence.iter().find(|signed| signed.digest == document);
            let warrant = (leaf.kind == EntryKind::Restriction).then(|| evidence.unwrap().bytes.clone());
            let contract = decision.contract.clone();
            self.leaves.push((now, leaf.clone()));
            self.waiting.push(Waiting { leaf: leaf.clone(), document, warrant, contract, at: now });
        }
    }

    /// Everything that waits gets its place; what the contract must hear of it.
    pub(crate) fn sequence(&mut self) -> Vec<Command> {
        let waiting = std::mem::take(&mut self.waiting);
        let orders = waiting.into_iter().filter_map(|waiting| {
            let Waiting { leaf, document, warrant, contract, at } = waiting;
            let salt = Salt::derive(&[7; 32], &document);
            let entry = leaf.entry(&contract, &document, &salt, at, false);
            assert_eq!(entry.lacks(), None);
            let proof = self.log.append(&entry, salt).unwrap().to_string();
            let order = LoggedOrder::verify(warrant?, proof, &self.log.trust()).unwrap();
            Some(Command::OrderLogged(Box::new(order)))
        });
        orders.collect()
    }
}

impl Log {
    /// Changes what the log will say.
    pub(crate) fn mislead(&mut self, change: impl Fn(&mut LogLeaf)) {
        self.waiting.iter_mut().for_each(|waiting| change(&mut waiting.leaf));
    }
}

impl Story {
    /// The log takes what waits for it, and the contract hears of it.
    pub(crate) fn sequence(&mut self) {
        for order in self.log.sequence() {
            self.act(order);
        }
    }
}
