use minicbor::bytes::ByteVec;

use super::Sheet;
use super::sheeted::Parts;
use crate::document::Document;
use crate::keys::{SignError, Signer};
use crate::log::{Tree, leaf_hash};
use crate::{Digest, Unsigned, canonical, envelope};

/// The tree over the names of documents of one type, by which each of them is found under one signature.
pub struct SheetTree {
    typ: &'static str,
    tree: Tree,
}

/// A signed sheet, to be laid around each of its documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedSheet(ByteVec);

impl SheetTree {
    /// The tree over documents with these names ([`Unsigned::digest`]), in this order.
    #[must_use]
    pub fn new<D: Document>(names: &[Digest]) -> Self {
        let leaves = names.iter().map(|name| leaf_hash(name.as_bytes())).collect();
        Self { typ: D::TYP, tree: Tree::new(leaves) }
    }

    /// How many documents.
    #[must_use]
    pub fn count(&self) -> usize {
        self.leaves().len()
    }

    /// The hashes of the leaves, in order: all that must be kept to prove any document again.
    #[must_use]
    pub fn leaves(&self) -> &[Digest] {
        self.tree.leaves()
    }

    /// Signs for all of them at once. `None` for a tree without documents, which there is no use for.
    ///
    /// # Errors
    /// When the key can't be used.
    pub fn sign(&self, key: &dyn Signer) -> Result<Option<SignedSheet>, SignError> {
        let Some(count) = u64::try_from(self.count()).ok().filter(|count| *count > 0) else {
            return Ok(None);
        };
        let sheet = Sheet { typ: self.typ.to_owned(), count, root: self.tree.root() };
        let signed = envelope::try_sign(Sheet::TYP, canonical::encode(&sheet), key)?;
        Ok(Some(SignedSheet(signed.into())))
    }

    /// The siblings of the document's way to the root, from below; none for a place beyond the last.
    #[must_use]
    pub fn path(&self, index: usize) -> Vec<Digest> {
        self.tree.path(index)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Standing;

    #[test]
    fn an_empty_tree_signs_nothing() {
        let tree = SheetTree::new::<Standing>(&[]);
        assert_eq!(tree.count(), 0);
        assert_eq!(tree.sign(&crate::keys::LenderKey::from_seed(&[7; 32])).unwrap(), None);
    }
}
