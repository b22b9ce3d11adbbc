//! What is served.

use proof::log::{cosign, leaf_hash};
use proptest::prelude::*;
use tlog::{Resource, TileSpan};

use crate::common::{assert_holds, entries, key, leaves, open};

const SIZE: u64 = 70_000;

fn read(log: &tlog::Log, path: &str) -> Option<Vec<u8>> {
    log.reader().read(path.parse().unwrap()).unwrap()
}

fn bundle(entries: &[Vec<u8>]) -> Vec<u8> {
    let parts = entries
        .iter()
        .flat_map(|entry| [u16::try_from(entry.len()).unwrap().to_be_bytes().to_vec(), entry.clone()]);
    parts.collect::<Vec<_>>().concat()
}

/// The example of the specification: 273 full tiles and one of 112, one full and one of 17, one of 1.
#[test]
fn a_tree_of_70000() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path()).unwrap();
    log.append(&leaves(0..40_000)).unwrap();
    log.append(&leaves(40_000..SIZE)).unwrap();
    let all = entries(SIZE);
    let hashes: Vec<_> = all.iter().map(|entry| leaf_hash(entry)).collect();
    for (path, tiles) in
        [("tile/0/000", 0..256), ("tile/0/272", 69_632..69_888), ("tile/0/273.p/112", 69_888..70_000)]
    {
        let expected: Vec<u8> = hashes[tiles].iter().flat_map(|hash| hash.0).collect();
        assert_eq!(read(&log, path), Some(expected), "{path}");
    }
    let root_of = |tile: usize| crate::tree::root(&all[tile * 256..tile * 256 + 256]);
    let row: Vec<u8> = (256..273).flat_map(|tile| root_of(tile).0).collect();
    assert_eq!(read(&log, "tile/1/001.p/17"), Some(row.clone()));
    assert_eq!(read(&log, "tile/1/001.p/3"), Some(row[..96].to_vec()));
    assert_eq!(read(&log, "tile/1/000").unwrap().len(), 8192);
    assert_eq!(read(&log, "tile/2/000.p/1"), Some(crate::tree::root(&all[..65_536]).0.to_vec()));
    assert_eq!(read(&log, "tile/entries/272"), Some(bundle(&all[69_632..69_888])));
    assert_eq!(read(&log, "tile/entries/273.p/112"), Some(bundle(&all[69_888..])));
    assert_eq!(read(&log, "tile/entries/000.p/5"), Some(bundle(&all[..5])));
    let beyond = [
        "tile/0/273",
        "tile/0/273.p/113",
        "tile/0/274.p/1",
        "tile/0/x001/000",
        "tile/2/000.p/2",
        "tile/3/000.p/1",
        "tile/63/000",
        "tile/entries/273",
        "tile/entries/x999/x999/x999/x999/x999/999",
    ];
    for path in beyond {
        assert_eq!(read(&log, path), None, "{path}");
    }
}

#[test]
fn paths_have_one_form() {
    for (path, number) in [("000", 0), ("067", 67), ("x001/000", 1000), ("x001/x234/067", 1_234_067)] {
        let span = TileSpan { number, width: 256 };
        assert_eq!(format!("tile/entries/{path}").parse(), Ok(Resource::Entries(span)));
        let span = TileSpan { number, width: 7 };
        assert_eq!(format!("tile/9/{path}.p/7").parse(), Ok(Resource::Tile { level: 9, span }));
    }
    for path in [
        "",
        "/checkpoint",
        "checkpoint/",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/x000",
        "tile/0/x000/001",
        "tile/0/001/000",
        "tile/0/x001000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/+1",
        "tile/0/+00",
        "tile/data/000",
        "tile/0/../000",
        "tile/entries/000.p",
        "journal/00000000000000000000",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
    ] {
        assert!(path.parse::<Resource>().is_err(), "{path}");
    }
}

/// Cosignatures belong to the checkpoint they were made for.
#[test]
fn cosignatures_are_served_until_the_next_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path()).unwrap();
    log.append(&leaves(0..3)).unwrap();
    let signed = log.reader().checkpoint();
    let text = signed.split_once("\n\n").unwrap().0.to_owned() + "\n";
    let at = jiff::Timestamp::from_second(1_790_000_000).unwrap();
    let cosignature = cosign(&text, "witness.example", at, &key()).unwrap();
    log.add_cosignatures("another text\n", std::slice::from_ref(&cosignature)).unwrap();
    assert_eq!(log.reader().checkpoint(), signed);
    for _ in 0..2 {
        log.add_cosignatures(&text, std::slice::from_ref(&cosignature)).unwrap();
        assert_eq!(log.reader().checkpoint(), format!("{signed}{cosignature}"));
    }
    drop(log);
    let mut log = open(folder.path()).unwrap();
    assert_eq!(read(&log, "checkpoint"), Some(format!("{signed}{cosignature}").into_bytes()));
    log.append(&leaves(3..4)).unwrap();
    assert!(!log.reader().checkpoint().contains("witness.example"));
    assert_holds(&log, 4);
}

proptest! {
    #[test]
    fn paths_round_trip(number in 0_u64..1_000_000_000_000_000_000, width in 1_u64..=256, level in 0_u8..64) {
        let span = TileSpan { number, width };
        for resource in [Resource::Entries(span), Resource::Tile { level, span }] {
            prop_assert_eq!(resource.to_string().parse(), Ok(resource));
        }
    }

    #[test]
    fn random_paths_never_panic(path in "(tile/|[a-z0-9x./]){0,12}") {
        if let Ok(resource) = path.parse::<Resource>() {
            prop_assert_eq!(resource.to_string(), path);
        }
    }
}
