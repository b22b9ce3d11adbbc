//! Bits flip in stored files: nothing wrong is ever served.

use std::fs;

use ident::SeededEntropy;
use tlog::{Error, Log, Resource, TileSpan};

use crate::common::{copy, entries, files, id, leaves, open};

const SIZE: u64 = 900;
const FLIPS: usize = 250;

/// Reads everything there is; says whether all of it was read and whether any of it was wrong.
fn everything(log: &Log) -> Result<(), Error> {
    let reader = log.reader();
    let good = entries(SIZE);
    assert_eq!(reader.size(), SIZE);
    assert_eq!(reader.entries(0, SIZE)?, good);
    assert_eq!(reader.ids(0, 10_000)?, (0..SIZE).map(id).collect::<Vec<_>>());
    for number in 0..SIZE / 256 {
        let tile = reader.read(Resource::Tile { level: 0, span: TileSpan { number, width: 256 } })?;
        let hashes = (number * 256..number * 256 + 256).map(crate::common::entry);
        let expected: Vec<u8> = hashes.flat_map(|entry| proof::log::leaf_hash(&entry).0).collect();
        assert_eq!(tile, Some(expected));
    }
    for index in (0..SIZE).step_by(37) {
        assert_eq!(reader.prove(index)?, crate::tree::path(usize::try_from(index).unwrap(), &good));
    }
    Ok(())
}

#[test]
fn every_flipped_bit_is_noticed_or_mended() {
    let original = tempfile::tempdir().unwrap();
    let mut log = open(original.path()).unwrap();
    for start in (0..SIZE).step_by(100) {
        log.append(&leaves(start..start + 100)).unwrap();
    }
    let checkpoint = log.reader().checkpoint();
    drop(log);
    let (files, mut random) = (files(original.path()), SeededEntropy::new(11));
    let (mut refused, mut mended) = (0, 0);
    let folder = tempfile::tempdir().unwrap();
    copy(original.path(), folder.path());
    for _ in 0..FLIPS {
        let [which, place, bit] = [(); 3].map(|()| usize::try_from(random.next_u64() >> 1).unwrap());
        let source = &files[which % files.len()];
        let target = folder.path().join(source.strip_prefix(original.path()).unwrap());
        let mut bytes = fs::read(source).unwrap();
        let place = place % bytes.len();
        bytes[place] ^= 1 << (bit % 8);
        fs::write(&target, bytes).unwrap();
        match open(folder.path()).and_then(|log| everything(&log).map(|()| log)) {
            // What is computed from the journal was computed again, or a signature was renewed.
            Ok(log) => {
                assert_eq!(log.reader().checkpoint(), checkpoint);
                mended += 1;
            }
            Err(Error::Damaged { .. } | Error::Shorter { .. } | Error::OtherLog { .. }) => refused += 1,
            Err(other) => panic!("{}: byte {place}: {other}", source.display()),
        }
        for source in &files {
            fs::copy(source, folder.path().join(source.strip_prefix(original.path()).unwrap())).unwrap();
        }
    }
    assert!(refused > 0 && mended > 0, "{refused} {mended}");
}

/// While it runs, too: what was read and checked once may be damaged before it is read again.
#[test]
fn damage_while_the_log_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path()).unwrap();
    log.append(&leaves(0..SIZE)).unwrap();
    for name in ["rows/0", "offsets", "journal/00000000000000000000"] {
        let path = folder.path().join(name);
        let good = fs::read(&path).unwrap();
        let mut bytes = good.clone();
        bytes.iter_mut().skip(200).for_each(|byte| *byte ^= 1);
        fs::write(&path, bytes).unwrap();
        assert!(matches!(everything(&log), Err(Error::Damaged { .. })), "{name}");
        fs::write(&path, good).unwrap();
    }
    everything(&log).unwrap();
}

#[test]
fn a_strange_file_in_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path()).unwrap().append(&leaves(0..9)).unwrap();
    fs::write(folder.path().join("journal/notes.txt"), "x").unwrap();
    assert!(matches!(open(folder.path()), Err(Error::Damaged { .. })));
}
