//! Trees and proofs written down as RFC 6962, 2.1 defines them, with nothing clever: what a log must agree with.

use proof::Digest;
use proof::log::{empty_root, leaf_hash, node_hash};

/// `MTH` of 2.1.
pub(crate) fn root(leaves: &[Vec<u8>]) -> Digest {
    match leaves {
        [] => empty_root(),
        [leaf] => leaf_hash(leaf),
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node_hash(&root(left), &root(right))
        }
    }
}

/// `PATH` of 2.1.1.
pub(crate) fn path(index: usize, leaves: &[Vec<u8>]) -> Vec<Digest> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut hashes, sibling) = if index < left.len() {
        (path(index, left), root(right))
    } else {
        (path(index - left.len(), right), root(left))
    };
    hashes.push(sibling);
    hashes
}

/// `PROOF` of 2.1.2.
pub(crate) fn consistency(old: usize, leaves: &[Vec<u8>]) -> Vec<Digest> {
    if old == 0 { Vec::new() } else { subproof(old, leaves, true) }
}

fn subproof(old: usize, leaves: &[Vec<u8>], known: bool) -> Vec<Digest> {
    if old == leaves.len() {
        return if known { Vec::new() } else { vec![root(leaves)] };
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut hashes, sibling) = if old <= left.len() {
        (subproof(old, left, known), root(right))
    } else {
        (subproof(old - left.len(), right, false), root(left))
    };
    hashes.push(sibling);
    hashes
}

/// The largest power of two smaller than `size`.
fn split(size: usize) -> usize {
    size.next_power_of_two() / 2
}
