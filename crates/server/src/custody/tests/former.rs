use proof::documents::Quittance;
use proof::{Claims, Digest, Parsed, Party, Unsigned};

use super::*;

/// Signed by the command key of now.
fn signed(keys: &KeyStore, now: &str) -> Vec<u8> {
    let claims = Claims {
        issuer: Party::Lender(lender(1)),
        subject: ident::ContractId::new(1, [3; 10]),
        audience: Party::Device(ident::DeviceId::new(1, [2; 10])),
        expires_at: None,
        not_before: None,
        issued_at: at(now),
    };
    let total_paid = money::Money::from_minor(1, "USD".parse().unwrap()).unwrap();
    let settled_on = "2026-03-01".parse().unwrap();
    let body = Quittance { terms: Digest([1; 32]), imeis: Vec::new(), total_paid, settled_on };
    Unsigned { claims, body }.try_sign(mandate(keys, now).unwrap().command.as_ref()).unwrap()
}

/// What was signed by a key that has left the roster is checked under the roster of that time, also after a new start.
#[test]
fn replaced_rosters_are_kept_for_what_was_signed_under_them() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    let old = signed(&keys, NOW);
    keys.rotate(bearer(NOW), Purpose::Command, &mut SeededEntropy::new(9)).unwrap();
    keys.retire(bearer(NOW), at("2026-03-02T12:00:00Z")).unwrap();
    let keys = store(folder.path()).unwrap();
    let last = mandate(&keys, "2026-04-02T13:00:00Z").unwrap();

    let former = keys.former_rosters(lender(1));
    assert_eq!(former, store(folder.path()).unwrap().former_rosters(lender(1)));
    let root = last.roots.last().unwrap();
    let trusts: Vec<Trust> = former.iter().map(|roster| Trust::restore(root, roster).unwrap()).collect();
    let versions: Vec<_> = trusts.iter().map(Trust::version).collect();
    assert!(versions.is_sorted() && !versions.contains(&last.trust.version()), "{versions:?}");
    let knows =
        |trust: &Trust| trust.verify(Parsed::<Quittance>::parse(&old).unwrap(), Role::Command).is_ok();
    assert!(!knows(&last.trust) && trusts.iter().any(knows));
    // The log hears of those too that a crash kept from it.
    assert!(former.iter().all(|roster| keys.unlogged().contains(roster)));
    assert!(keys.former_rosters(lender(2)).is_empty());
}

#[test]
fn a_replaced_roster_that_was_changed_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    mandate(&keys, NOW).unwrap();
    keys.rotate(bearer(NOW), Purpose::Command, &mut SeededEntropy::new(9)).unwrap();
    let name = names(folder.path()).into_iter().find(|name| name.ends_with(".former")).unwrap();
    let path = folder.path().join(&name);
    let mut bytes = std::fs::read(&path).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(store(folder.path()).is_err_and(|error| error.to_string().contains(&name)));
}
