//! What our own parser says to a vector's bytes.

use proof::authority::{Charter, Endorsed, Root, Roster, SignatureFault, Trust, TrustError, chain};
use proof::documents::{Quittance, Receipt, Release, Standing, Terms, Warrant};
use proof::keys::PublicKey;
use proof::sheet::Sheet;
use proof::{Digest, Document, DocumentError, Parsed};

use crate::file::{ACCEPTED, Vector, bytes};
use crate::samples::authority::first_root;
use crate::sheets;

pub(crate) fn outcome(vector: &Vector, signed: &[u8]) -> &'static str {
    match vector.media_type.as_str() {
        Terms::TYP => document::<Terms>(vector, signed),
        Standing::TYP => document::<Standing>(vector, signed),
        Warrant::TYP => document::<Warrant>(vector, signed),
        Receipt::TYP => document::<Receipt>(vector, signed),
        Quittance::TYP => document::<Quittance>(vector, signed),
        Release::TYP => document::<Release>(vector, signed),
        // A sheet is only ever read around a document.
        Sheet::TYP => word(read::<Standing>(vector, &sheets::under(signed)).map(|_| ())),
        Root::TYP if vector.name == "next-root" => trust_word(chain(&[first_root(), signed.to_vec()])),
        Root::TYP => trust_word(chain(&[signed])),
        Roster::TYP => {
            let pinned = Endorsed::<Root>::parse(&first_root()).unwrap().digest();
            trust_word(Trust::first(&pinned, &[first_root()], signed))
        }
        other => panic!("{other} has no parser"),
    }
}

fn read<D: Document>(vector: &Vector, signed: &[u8]) -> Result<Digest, DocumentError> {
    let key = PublicKey::from_cose_key(&bytes(&vector.keys[0])).unwrap();
    Ok(Parsed::<D>::parse(signed)?.verify(&key)?.digest())
}

fn document<D: Document>(vector: &Vector, signed: &[u8]) -> &'static str {
    let name = read::<D>(vector, signed);
    assert!(name.iter().all(|name| name.to_string() == vector.digest), "{}", vector.name);
    word(name.map(|_| ()))
}

fn word(result: Result<(), DocumentError>) -> &'static str {
    match result {
        Ok(()) => ACCEPTED,
        Err(DocumentError::BadSignature) => "bad signature",
        Err(DocumentError::WrongType { .. }) => "wrong type",
        Err(DocumentError::WrongKey) => "wrong key",
        Err(DocumentError::NotOnSheet) => "not on the sheet",
        Err(other) => panic!("{other}"),
    }
}

fn trust_word<T>(result: Result<T, TrustError>) -> &'static str {
    match result {
        Ok(_) => ACCEPTED,
        Err(TrustError::RootForm(fault) | TrustError::RosterForm(fault)) => word(Err(fault)),
        Err(TrustError::RootSignatures(fault) | TrustError::RosterSignatures(fault)) => match fault {
            SignatureFault::Wrong => "bad signature",
            SignatureFault::Stranger | SignatureFault::TooFew { have: 0, .. } => "wrong key",
            SignatureFault::TooFew { .. } => "too few signatures",
        },
        Err(other) => panic!("{other}"),
    }
}
