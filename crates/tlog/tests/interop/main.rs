//! Go's own note and tlog packages take our checkpoints, proofs and tiles for what they are, and refuse what was
//! changed.

#![expect(clippy::unwrap_used, reason = "test helpers")]

mod go;

use std::sync::Arc;

use data_encoding::BASE64;
use proof::keys::LenderKey;
use proof::log::Checkpoint;
use serde_json::{Value, json};
use tlog::{Log, NewLeaf, Resource, TILE_WIDTH, TileSpan};

const ORIGIN: &str = "quittance.example/log";
const OLD: u64 = 300;
const SIZE: u64 = 66_000;

fn leaf(number: u64) -> Vec<u8> {
    format!("entry {number}").into_bytes()
}

fn append(log: &mut Log, from: u64, to: u64) {
    let leaf = |number| NewLeaf { id: [0; 16], entry: leaf(number) };
    log.append(&(from..to).map(leaf).collect::<Vec<_>>()).unwrap();
}

fn checkpoint(log: &Log) -> Checkpoint {
    let note = log.reader().checkpoint();
    format!("{}\n", note.split_once("\n\n").unwrap().0).parse().unwrap()
}

/// The tiles that lead from a leaf to the root, and those at the right edge.
fn tiles(log: &Log, index: u64) -> Value {
    let mut found = serde_json::Map::new();
    let (mut count, mut place) = (SIZE, index);
    for level in 0_u8.. {
        if count == 0 {
            break;
        }
        place /= TILE_WIDTH;
        for number in [place, (count - 1) / TILE_WIDTH] {
            let width = (count - number * TILE_WIDTH).min(TILE_WIDTH);
            let tile = Resource::Tile { level, span: TileSpan { number, width } };
            let bytes = log.reader().read(tile).unwrap().unwrap();
            found.insert(tile.to_string(), BASE64.encode(&bytes).into());
        }
        count /= TILE_WIDTH;
    }
    found.into()
}

/// A true question about a leaf.
fn question(log: &Log, index: u64, old: &Checkpoint) -> Value {
    let hashes =
        |path: Vec<proof::Digest>| path.iter().map(|hash| BASE64.encode(&hash.0)).collect::<Vec<_>>();
    let reader = log.reader();
    json!({
        "Key": reader.key().to_string(),
        "Checkpoint": BASE64.encode(reader.checkpoint().as_bytes()),
        "Index": index,
        "Leaf": BASE64.encode(&leaf(index)),
        "Path": hashes(reader.prove(index).unwrap()),
        "OldSize": old.size,
        "OldRoot": BASE64.encode(&old.root.0),
        "Extension": hashes(reader.prove_consistency(old.size).unwrap()),
        "Tiles": tiles(log, index),
    })
}

/// One bit of what stands in base64 is another one; of a checkpoint one of its size.
fn flipped(text: &Value) -> Value {
    let mut bytes = BASE64.decode(text.as_str().unwrap().as_bytes()).unwrap();
    let place = (ORIGIN.len() + 2).min(bytes.len() / 2);
    bytes[place] ^= 1;
    BASE64.encode(&bytes).into()
}

#[test]
fn go_agrees() {
    let Some(program) = go::prepare() else { return };
    let folder = tempfile::tempdir().unwrap();
    let key = Arc::new(LenderKey::from_seed(&[21; 32]));
    let mut log = Log::open(folder.path(), ORIGIN, key).unwrap();
    append(&mut log, 0, OLD);
    let old = checkpoint(&log);
    append(&mut log, OLD, 40_000);
    append(&mut log, 40_000, SIZE);
    let good = |index| question(&log, index, &old);
    let mut questions: Vec<(Value, &str)> =
        [0, 1, 255, 256, 299, 300, 65_535, 65_536, SIZE - 1].map(|i| (good(i), "yes")).into();
    let mut altered = |field: &str, change: &dyn Fn(&Value) -> Value, why| {
        let mut question = good(300);
        question[field] = change(&question[field]);
        questions.push((question, why));
    };
    altered("Checkpoint", &flipped, "no: invalid signature");
    altered("Key", &|_| other_key().into(), "no: note has no verifiable signatures");
    altered("Leaf", &flipped, "no: inclusion");
    altered("Index", &|_| 301.into(), "no: inclusion");
    altered("OldRoot", &flipped, "no: consistency");
    altered("OldSize", &|_| 299.into(), "no: consistency");
    altered("Tiles", &|tiles| with_flipped(tiles, "tile/0/001"), "no: tiles");
    altered("Tiles", &|tiles| with_flipped(tiles, "tile/1/000"), "no: tiles");
    for step in 0..good(300)["Path"].as_array().unwrap().len() {
        let change = |path: &Value| {
            let mut path = path.clone();
            path[step] = flipped(&path[step]);
            path
        };
        altered("Path", &change, "no: inclusion");
    }
    let asked: Vec<&Value> = questions.iter().map(|(question, _)| question).collect();
    let answers = go::ask(&program, &serde_json::to_string(&asked).unwrap());
    assert_eq!(answers.lines().count(), questions.len());
    for ((_, expected), answer) in questions.iter().zip(answers.lines()) {
        assert!(answer.starts_with(expected), "{answer}, not {expected}");
    }
}

fn with_flipped(tiles: &Value, path: &str) -> Value {
    let mut tiles = tiles.clone();
    tiles[path] = flipped(&tiles[path]);
    tiles
}

/// Another key of the same name.
fn other_key() -> String {
    let folder = tempfile::tempdir().unwrap();
    let key = Arc::new(LenderKey::from_seed(&[22; 32]));
    Log::open(folder.path(), ORIGIN, key).unwrap().reader().key().to_string()
}
