//! Merkle trees of RFC 6962, section 2.1; the two verifications as in RFC 9162, 2.1.3.2 and 2.1.4.2.

use sha2::{Digest as _, Sha256};

use crate::Digest;

/// The root of a log without entries.
#[must_use]
pub fn empty_root() -> Digest {
    Digest::of(&[])
}

/// The hash of an entry.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Digest {
    Digest(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
}

/// The hash over two hashes.
#[must_use]
pub fn node_hash(left: &Digest, right: &Digest) -> Digest {
    Digest(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// The root that this inclusion proof leads to; nothing when a proof for that place has another length.
#[must_use]
pub fn root_of_path(leaf: Digest, index: u64, size: u64, path: &[Digest]) -> Option<Digest> {
    let mut climb = Climb { node: index, last: size.checked_sub(1).filter(|last| index <= *last)? };
    let mut root = leaf;
    for sibling in path {
        root = if climb.is_right()? { node_hash(sibling, &root) } else { node_hash(&root, sibling) };
        climb.up();
    }
    climb.is_at_root().then_some(root)
}

/// Whether the tree of `new_size` entries continues the one of `old_size`. Everything continues the empty tree.
#[must_use]
pub fn is_consistent(
    (old_size, old_root): (u64, Digest),
    (new_size, new_root): (u64, Digest),
    path: &[Digest],
) -> bool {
    if old_size == 0 {
        return old_root == empty_root() && path.is_empty() && (new_size > 0 || new_root == old_root);
    }
    if old_size == new_size {
        return old_root == new_root && path.is_empty();
    }
    old_size < new_size && roots_of_path(old_size, old_root, new_size, path) == Some((old_root, new_root))
}

fn roots_of_path(
    old_size: u64,
    old_root: Digest,
    new_size: u64,
    path: &[Digest],
) -> Option<(Digest, Digest)> {
    let mut climb = Climb { node: old_size.checked_sub(1)?, last: new_size.checked_sub(1)? };
    climb.skip_complete();
    // A complete old tree is a node of the new one: the proof leaves its hash out.
    let (start, rest) = if old_size.is_power_of_two() {
        (old_root, path)
    } else {
        path.split_first().map(|(a, b)| (*a, b))?
    };
    let (mut old, mut new) = (start, start);
    for sibling in rest {
        if climb.is_right()? {
            old = node_hash(sibling, &old);
            new = node_hash(sibling, &new);
        } else {
            new = node_hash(&new, sibling);
        }
        climb.up();
    }
    climb.is_at_root().then_some((old, new))
}

/// The way from a node up to the root, beside the way of the last node of its row.
struct Climb {
    node: u64,
    last: u64,
}

impl Climb {
    /// Whether the next hash stands left of the node; nothing when the root is reached. A last node without a
    /// sibling rises until it has one on its left.
    fn is_right(&mut self) -> Option<bool> {
        if self.is_at_root() {
            return None;
        }
        let right = self.node & 1 == 1 || self.node == self.last;
        while right && self.node & 1 == 0 && self.node != 0 {
            self.up();
        }
        Some(right)
    }

    fn skip_complete(&mut self) {
        while self.node & 1 == 1 {
            self.up();
        }
    }

    const fn up(&mut self) {
        self.node >>= 1;
        self.last >>= 1;
    }

    const fn is_at_root(&self) -> bool {
        self.last == 0
    }
}
