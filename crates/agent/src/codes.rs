//! Offline codes: typed by hand where there is no network. A code can only free.

use ident::ContractId;
use jiff::{SignedDuration, Timestamp};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use proof::code::{
    CodeKey, Counter, Decoded, Format, Instruction, RESERVED_FROM, Rejected, Secret, Token, decode,
};
use proof::session::GrantedCodes;

use crate::checks::{Check, Refusal};

/// The first wait after a wrong code; it doubles with each further one.
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(1);
/// Up to 512 minutes: guessing one code in reach takes longer than a phone lasts.
const DOUBLINGS: u8 = 9;

/// What the device remembers of codes.
#[derive(Clone, PartialEq, Default, Encode, Decode)]
#[cbor(map)]
pub(crate) struct Codes {
    /// Without it no code is read.
    #[n(0)]
    secret: Option<SavedSecret>,
    #[n(1)]
    count: u32,
    /// The counts used among the last ones.
    #[n(2)]
    used: Vec<i64>,
    /// Wrong codes since the last right one.
    #[n(3)]
    tries: u8,
    /// Until when none is read, in seconds of trusted time.
    #[n(4)]
    shut_until: Option<i64>,
    /// Until when nothing restricts, in seconds of trusted time.
    #[n(5)]
    free_until: Option<i64>,
    /// Contracts that a code ended for this device. Never shortened.
    #[n(6)]
    freed: Vec<ContractId>,
}

/// What the grant gave, for one contract.
#[derive(Clone, PartialEq, Encode, Decode)]
#[cbor(map)]
struct SavedSecret {
    #[n(0)]
    contract: ContractId,
    #[n(1)]
    key: ByteArray<16>,
    #[n(2)]
    starting_code: u32,
}

/// Without the secret: whoever reads it can make codes.
impl std::fmt::Debug for Codes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Codes(count: {}, tries: {})", self.count, self.tries)
    }
}

impl Codes {
    /// Takes what a grant gives. A device that has it already goes on with its own count; one that is new or
    /// was reset takes no code from before. Another secret for the same contract takes back no time that a code
    /// gave: else whoever signs grants could restrict a phone that a code keeps free.
    pub(crate) fn adopt(&mut self, granted: &GrantedCodes, contract: ContractId) {
        let secret = SavedSecret {
            contract,
            key: ByteArray::from(*granted.secret.key.as_bytes()),
            starting_code: granted.secret.starting_code.get(),
        };
        if self.secret.as_ref() == Some(&secret) {
            return;
        }
        let counter = Counter::resumed(granted.count);
        let free_until = self.free_until.filter(|_| self.is_ready(contract));
        *self = Self {
            secret: Some(secret),
            count: counter.count,
            used: counter.used.unwrap_or_default(),
            free_until,
            freed: std::mem::take(&mut self.freed),
            ..Self::default()
        };
    }

    /// Whether a code can be typed for this contract.
    pub(crate) fn is_ready(&self, contract: ContractId) -> bool {
        self.secret.as_ref().is_some_and(|secret| secret.contract == contract)
    }

    /// Whether a code ended this contract for this device.
    pub(crate) fn has_freed(&self, contract: ContractId) -> bool {
        self.freed.contains(&contract)
    }

    /// Until when nothing restricts, if that is still to come.
    pub(crate) fn free_until(&self, contract: ContractId, now: Timestamp) -> Option<Timestamp> {
        instant(self.free_until).filter(|until| *until > now && self.is_ready(contract))
    }

    /// Until when no code is read, if that is still to come.
    pub(crate) fn shut_until(&self, now: Timestamp) -> Option<Timestamp> {
        instant(self.shut_until).filter(|until| *until > now)
    }

    /// Reads a code; nothing has changed yet.
    pub(crate) fn read(&self, text: &str, contract: ContractId, now: Timestamp) -> Result<Decoded, Fault> {
        if self.shut_until(now).is_some() {
            return Err(Fault::LockedOut);
        }
        let format = Format::default();
        let token = Token::parse(text, format.keypad, Some(format.length)).map_err(|_| Fault::Form)?;
        // Fewer digits would stand for zeros in front, and save whoever guesses the rest.
        if text.bytes().filter(u8::is_ascii_digit).count() != format.digits() {
            return Err(Fault::Form);
        }
        let secret = self.secret(contract).ok_or(Fault::None)?;
        let counter = Counter { count: self.count, used: Some(self.used.clone()) };
        let decoded = decode(&secret, &counter, token).map_err(|rejected| match rejected {
            Rejected::Invalid => Fault::Wrong,
            Rejected::AlreadyUsed => Fault::Used,
        })?;
        match decoded.instruction {
            // No lender makes these: their values are kept for other instructions.
            Instruction::AddTime(value) | Instruction::SetTime(value) if value >= RESERVED_FROM => {
                Err(Fault::Wrong)
            }
            // The scheme would let it set the count back, and codes used since be used again.
            Instruction::CounterSync if decoded.count <= self.count => Err(Fault::Used),
            _ => Ok(decoded),
        }
    }

    fn secret(&self, contract: ContractId) -> Option<Secret> {
        let saved = self.secret.as_ref().filter(|secret| secret.contract == contract)?;
        let starting_code = u64::from(saved.starting_code).try_into().ok()?;
        Some(Secret { key: CodeKey::new(*saved.key), starting_code })
    }

    /// A wrong code changes nothing but the wait.
    pub(crate) fn wrong(&mut self, now: Timestamp) {
        let wait = FIRST_WAIT * (1_i32 << self.tries.min(DOUBLINGS));
        self.tries = self.tries.saturating_add(1).min(DOUBLINGS);
        self.shut_until = now.checked_add(wait).ok().map(seconds_up);
    }

    /// A right code. Time is counted from `now`, trusted time, in days of 24 hours.
    pub(crate) fn apply(&mut self, decoded: &Decoded, contract: ContractId, now: Timestamp) {
        self.count = decoded.counter.count;
        self.used = decoded.counter.used.clone().unwrap_or_default();
        (self.tries, self.shut_until) = (0, None);
        let days = |value: u32| SignedDuration::from_hours(i64::from(value) * 24);
        let from = |start: Timestamp, value| start.checked_add(days(value)).unwrap_or(Timestamp::MAX);
        match decoded.instruction {
            Instruction::AddTime(value) => {
                let start = self.free_until(contract, now).unwrap_or(now);
                self.free_until = Some(seconds_up(from(start, value)));
            }
            Instruction::SetTime(value) => self.free_until = Some(seconds_up(from(now, value))),
            Instruction::Disable if !self.has_freed(contract) => self.freed.push(contract),
            Instruction::Disable | Instruction::CounterSync => {}
        }
    }
}

fn instant(second: Option<i64>) -> Option<Timestamp> {
    second.and_then(|second| Timestamp::from_second(second).ok())
}

/// To the next whole second: never less than was promised.
fn seconds_up(at: Timestamp) -> i64 {
    at.as_second() + i64::from(at.subsec_nanosecond() > 0)
}

/// Why a code is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Not nine digits.
    Form,
    /// Mistyped, guessed, or another phone's.
    Wrong,
    /// Used before, or too old.
    Used,
    /// The phone has no secret for this contract.
    None,
    /// After wrong codes none is read for a while.
    LockedOut,
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Form => Check::CodeForm.into(),
            Fault::Wrong => Check::CodeWrong.into(),
            Fault::Used => Self::new(Check::CodeWrong, "it was used before or is too old"),
            Fault::None => Self::new(Check::CodeWrong, "this phone was given no secret for codes"),
            Fault::LockedOut => Check::CodeLockedOut.into(),
        }
    }
}
