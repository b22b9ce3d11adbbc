use proof::authority::Witness;

use super::*;

#[test]
fn rosters_name_the_witnesses_until_the_server_is_told_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    drop(begun(folder.path()));
    let witness = Witness { name: "witness.example".to_owned(), key: person(9).public_key() };
    let log = |witnesses: Option<(u8, Vec<Witness>)>| {
        let disk = DiskFolder::open(folder.path()).unwrap();
        let keys = KeyStore::open(Box::new(disk), Sealer::new(&[5; 32]), witnesses).unwrap();
        let roster = mandate(&keys, NOW).unwrap().trust.roster().clone();
        (roster.version, roster.log.quorum, roster.log.witnesses)
    };
    assert_eq!(log(None), (1, 0, Vec::new()));
    let named = vec![witness];
    assert_eq!(log(Some((1, named.clone()))), (2, 1, named.clone()));
    // An act on the folder of a stopped server knows nothing of witnesses.
    assert_eq!(log(None), (2, 1, named));
    assert_eq!(log(Some((0, Vec::new()))), (3, 0, Vec::new()));
}
