//! A root of three persons, two of whom must sign, and its roster.

use jiff::Timestamp;
use policy::Level;
use proof::authority::{Charter, Endorsed, LogPolicy, Role, Root, Roster, RosterKey, Trust, Witness};
use proof::keys::{LenderKey, Signer};

use super::{LENDER, at, lender_key};

pub(crate) const ORIGIN: &str = "quittance.example/log";
pub(crate) const YEAR: i64 = 365 * 86_400;

/// The n-th person's key.
pub(crate) fn person(n: u8) -> LenderKey {
    LenderKey::from_seed(&[20 + n; 32])
}

pub(crate) fn freshness_key() -> LenderKey {
    LenderKey::from_seed(&[31; 32])
}

pub(crate) fn ombudsman_key() -> LenderKey {
    LenderKey::from_seed(&[32; 32])
}

/// The root of this version by these persons.
pub(crate) fn root(version: u32, persons: [u8; 3]) -> Root {
    Root {
        version,
        origin: ORIGIN.to_owned(),
        threshold: 2,
        keys: persons.map(|n| person(n).public_key()).to_vec(),
        issued_at: at(0),
        expires_at: at(10 * YEAR),
    }
}

pub(crate) fn roster(root: u32, version: u64) -> Roster {
    let key = |role, key: LenderKey| RosterKey {
        role,
        key: key.public_key(),
        from: at(-YEAR),
        until: at(YEAR),
        max_level: (role == Role::Command).then_some(Level::Locked),
        orders_per_hour: (role == Role::Command).then_some(100),
    };
    Roster {
        root,
        lender: LENDER,
        version,
        issued_at: at(0),
        expires_at: at(YEAR),
        keys: vec![
            key(Role::Command, lender_key()),
            key(Role::Freshness, freshness_key()),
            key(Role::Ombudsman, ombudsman_key()),
            key(Role::Log, LenderKey::from_seed(&[33; 32])),
        ],
        revoked: Vec::new(),
        log: LogPolicy {
            origin: ORIGIN.to_owned(),
            quorum: 1,
            witnesses: vec![Witness {
                name: "witness.example/w".to_owned(),
                key: LenderKey::from_seed(&[34; 32]).public_key(),
            }],
        },
        test: false,
    }
}

/// Signed by these persons.
pub(crate) fn endorsed<T: Charter>(content: &T, persons: &[u8]) -> Vec<u8> {
    let mut endorsed = Endorsed::draft(content).unwrap();
    for n in persons {
        endorsed.try_sign(&person(*n)).unwrap();
    }
    endorsed.to_bytes()
}

pub(crate) fn first_root() -> Vec<u8> {
    endorsed(&root(1, [0, 1, 2]), &[0, 1])
}

pub(crate) fn first_roster() -> Vec<u8> {
    endorsed(&roster(1, 1), &[1, 2])
}

/// The trust of a device that pinned the first root.
pub(crate) fn trust() -> Trust {
    let pinned = Endorsed::<Root>::parse(&first_root()).unwrap().digest();
    Trust::first(&pinned, &[first_root()], &first_roster()).unwrap()
}

pub(crate) fn now() -> Timestamp {
    at(100)
}
