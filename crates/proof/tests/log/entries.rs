use data_encoding::HEXLOWER;
use ident::DeviceId;
use policy::Level;
use proof::DocumentError;
use proof::log::{Commitment, Entry, EntryKind, MAX_ENTRY_BYTES, Salt};

use crate::samples::{self, DEVICE, document, salt};

#[test]
fn the_bytes_of_an_entry() {
    let entry = samples::entry();
    assert_eq!(Entry::parse(&entry.to_bytes()), Ok(entry));
    let smallest = Entry::new(EntryKind::Code, samples::at(0));
    assert_eq!(HEXLOWER.encode(&smallest.to_bytes()), "a400010106021a6ab13b8004f4");
    assert_eq!(Entry::parse(&smallest.to_bytes()), Ok(smallest));
}

#[test]
fn only_one_form_is_read() {
    let good = samples::entry().to_bytes();
    for cut in 0..good.len() {
        assert!(Entry::parse(&good[..cut]).is_err());
    }
    assert!(Entry::parse(&[good.as_slice(), &[0]].concat()).is_err());
    let mut version = good.clone();
    version[2] = 2;
    assert!(Entry::parse(&version).is_err());
    let long = Entry {
        content: Some(vec![0; MAX_ENTRY_BYTES].into()),
        ..Entry::new(EntryKind::Policy, samples::at(0))
    };
    assert!(matches!(Entry::parse(&long.to_bytes()), Err(DocumentError::TooLarge { .. })));
}

/// A restriction says all by which strangers judge it; a release may be sparse.
#[test]
fn what_each_kind_must_say() {
    let good = samples::entry();
    assert_eq!(good.lacks(), None);
    let without: [(&str, Entry); 8] = [
        ("lender", Entry { lender: None, ..good.clone() }),
        ("device", Entry { device: None, ..good.clone() }),
        ("document", Entry { document: None, ..good.clone() }),
        ("a level above none", Entry { level: Some(Level::None), ..good.clone() }),
        ("pack", Entry { pack: None, ..good.clone() }),
        ("dpd", Entry { dpd: None, ..good.clone() }),
        ("notice_days", Entry { notice_days: None, ..good.clone() }),
        ("reconciled_to", Entry { reconciled_to: None, ..good.clone() }),
    ];
    for (field, entry) in without {
        assert_eq!(entry.lacks(), Some(field));
    }
    let release = Entry { kind: EntryKind::Release, pack: None, dpd: None, document: None, ..good };
    assert_eq!(release.lacks(), None);
    for kind in EntryKind::ALL {
        assert!(Entry::new(kind, samples::at(0)).lacks().is_some(), "{kind}");
    }
}

/// Computed with another implementation of HMAC-SHA256.
#[test]
fn known_commitments() {
    let salt = Salt([7; 32]);
    let shown = |commitment: Commitment| format!("{commitment:?}");
    assert_eq!(
        shown(Commitment::of_device(&salt, DEVICE)),
        "861494fb43a7ba07cc5a82713e4e7c336e770a230f3b02e9c39853fac730cd5b"
    );
    assert_eq!(
        shown(Commitment::of_document(&salt, &document())),
        "7b96cb89ca3d6a093dfd826fac1ef4b8bd512a67caffdcf63e5562846365a5f6"
    );
    assert_eq!(
        HEXLOWER.encode(&Salt::derive(&[40; 32], &document()).0),
        "f793a9267df50c80970cee448eb510811d9b3b1589c06f1502fa4f071f5e98ff"
    );
}

#[test]
fn another_salt_or_device_is_another_commitment() {
    let (own, other) = (salt(), Salt::derive(&[41; 32], &document()));
    let stranger = DeviceId::from_bytes([4; 16]);
    assert_ne!(Commitment::of_device(&own, DEVICE), Commitment::of_device(&other, DEVICE));
    assert_ne!(Commitment::of_device(&own, DEVICE), Commitment::of_device(&own, stranger));
    assert_eq!(format!("{own:?}"), "Salt(..)");
}
