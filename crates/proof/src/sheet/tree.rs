use minicbor::bytes::ByteVec;

use super::Sheet;
use super::sheeted::Parts;
use crate::document::Document;
use crate::keys::{SignError, Signer};
use crate::log::{leaf_hash, node_hash};
use crate::{Digest, Unsigned, canonical, envelope};

/// The tree over the names of documents of one type, by which each of them is found under one signature.
pub struct SheetTree {
    typ: &'static str,
    /// Hashes from the leaves to the root; a node without a sibling stands for its parent too.
    levels: Vec<Vec<Digest>>,
}

/// A signed sheet, to be laid around each of its documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedSheet(ByteVec);

impl SheetTree {
    /// The tree over documents with these names ([`Unsigned::digest`]), in this order.
    #[must_use]
    pub fn new<D: Document>(names: &[Digest]) -> Self {
        let mut level: Vec<Digest> = names.iter().map(|name| leaf_hash(name.as_bytes())).collect();
        let mut levels = Vec::new();
        while level.len() > 1 {
            let above = level.chunks(2).map(parent).collect();
            levels.push(std::mem::replace(&mut level, above));
        }
        levels.push(level);
        Self { typ: D::TYP, levels }
    }

    /// How many documents.
    #[must_use]
    pub fn count(&self) -> usize {
        self.levels.first().map_or(0, Vec::len)
    }

    /// The hashes of the leaves, in order: all that must be kept to prove any document again.
    pub fn leaves(&self) -> &[Digest] {
        self.levels.first().map_or(&[], Vec::as_slice)
    }

    /// Signs for all of them at once. `None` for a tree without documents, which there is no use for.
    ///
    /// # Errors
    /// When the key can't be used.
    pub fn sign(&self, key: &dyn Signer) -> Result<Option<SignedSheet>, SignError> {
        let (Some(root), Ok(count)) =
            (self.levels.last().and_then(|top| top.first()), u64::try_from(self.count()))
        else {
            return Ok(None);
        };
        let sheet = Sheet { typ: self.typ.to_owned(), count, root: *root };
        let signed = envelope::try_sign(Sheet::TYP, canonical::encode(&sheet), key)?;
        Ok(Some(SignedSheet(signed.into())))
    }

    /// The siblings of the document's way to the root, from below; none for a place beyond the last.
    #[must_use]
    pub fn path(&self, index: usize) -> Vec<Digest> {
        let mut path = Vec::new();
        if index >= self.count() {
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

    /// The document at this place with all that proves it: in any use it stands for one signed alone.
    #[must_use]
    pub fn lay<D: Document>(&self, sheet: &SignedSheet, index: usize, document: &Unsigned<D>) -> Vec<u8> {
        let place = u64::try_from(index).unwrap_or(u64::MAX);
        let (path, payload) = (self.path(index), document.payload().into());
        canonical::encode(&Parts { sheet: sheet.0.clone(), index: place, path, payload })
    }
}

impl SignedSheet {
    /// The `COSE_Sign1`.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Of two nodes their hash; of the last one of an odd number the node itself.
fn parent(pair: &[Digest]) -> Digest {
    match pair {
        [left, right] => node_hash(left, right),
        [alone] => *alone,
        _ => Digest([0; 32]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Standing;
    use crate::log::root_of_path;

    #[test]
    fn every_path_of_every_small_tree_leads_to_the_root() {
        for count in 1_u8..=40 {
            let names: Vec<Digest> = (0..count).map(|n| Digest::of(&[n])).collect();
            let tree = SheetTree::new::<Standing>(&names);
            let root = tree.levels.last().unwrap()[0];
            for (index, name) in names.iter().enumerate() {
                let at = u64::try_from(index).unwrap();
                let leaf = leaf_hash(name.as_bytes());
                let path = tree.path(index);
                assert_eq!(root_of_path(leaf, at, u64::from(count), &path), Some(root), "{index} of {count}");
            }
            assert_eq!(tree.path(names.len()), Vec::new());
        }
    }

    #[test]
    fn an_empty_tree_signs_nothing() {
        let tree = SheetTree::new::<Standing>(&[]);
        assert_eq!(tree.count(), 0);
        assert_eq!(tree.sign(&crate::keys::LenderKey::from_seed(&[7; 32])).unwrap(), None);
    }
}
