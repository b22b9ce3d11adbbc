use super::{empty_root, node_hash};
use crate::Digest;

/// A Merkle tree of RFC 6962, 2.1, with all of its nodes in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// Hashes from the leaves to the root; a node without a sibling stands for its parent too.
    levels: Vec<Vec<Digest>>,
}

impl Tree {
    /// The tree over these leaf hashes ([`super::leaf_hash`]), in this order.
    #[must_use]
    pub fn new(leaves: Vec<Digest>) -> Self {
        let (mut level, mut levels) = (leaves, Vec::new());
        while level.len() > 1 {
            let above = level.chunks(2).map(parent).collect();
            levels.push(std::mem::replace(&mut level, above));
        }
        levels.push(level);
        Self { levels }
    }

    /// The hashes of the leaves, in order.
    #[must_use]
    pub fn leaves(&self) -> &[Digest] {
        self.levels.first().map_or(&[], Vec::as_slice)
    }

    /// The root; that of the empty tree for a tree without leaves.
    #[must_use]
    pub fn root(&self) -> Digest {
        self.levels.last().and_then(|top| top.first()).copied().unwrap_or_else(empty_root)
    }

    /// The siblings of the leaf's way to the root, from below; none for a place beyond the last.
    #[must_use]
    pub fn path(&self, index: usize) -> Vec<Digest> {
        let mut path = Vec::new();
        if index >= self.leaves().len() {
            return path;
        }
        path.reserve(self.levels.len());
        let mut node = index;
        for level in &self.levels {
            path.extend(level.get(node ^ 1));
            node >>= 1;
        }
        path
    }
}

/// Of two nodes their hash; of the last one of an odd number the node itself.
fn parent(pair: &[Digest]) -> Digest {
    match pair {
        [left, right] => node_hash(left, right),
        [alone] => *alone,
        _ => empty_root(),
    }
}
