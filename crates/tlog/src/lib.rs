//! The public append-only log: its files, checkpoints, proofs and witnesses.
//!
//! One folder holds a log. Its journal is the truth: leaves stand in it durably before anything else says that
//! they exist. The rows of hashes beside it are computed from it, and every byte that is served was checked up to
//! the root that the log signed. Resources, notes and proofs have the formats of C2SP (tlog-tiles, tlog-checkpoint,
//! tlog-proof), so programs that know nothing of this project can check them.

mod checkpoint_file;
mod edge;
mod error;
mod frame;
mod head;
mod journal;
mod leaf;
mod log;
pub mod monitor;
mod new_hashes;
mod numbers;
mod offsets;
mod reader;
mod replay;
mod resource;
mod rows;
mod segment;
mod tile;
mod tiles;
pub mod witness;

pub use edge::{Edge, EdgeError};
pub use error::Error;
pub use leaf::{MAX_BATCH, MAX_BATCH_BYTES, NewLeaf};
pub use log::{Log, LogSigner};
pub use reader::Reader;
pub use resource::{PathError, Resource, TILE_WIDTH, TileSpan};
