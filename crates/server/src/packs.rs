use std::collections::BTreeMap;

use policy::{Pack, PackDigest, PackId};

/// Every policy pack the server knows. A version that a contract is under stays for ever.
#[derive(Debug, Clone, Default)]
pub struct PackShelf {
    by_digest: BTreeMap<PackDigest, Pack>,
}

impl PackShelf {
    /// A shelf with the packs that come with the project.
    #[must_use]
    pub fn builtin() -> Self {
        let mut shelf = Self::default();
        policy::builtin().into_iter().for_each(|pack| shelf.put(pack));
        shelf
    }

    /// Adds a checked pack.
    pub fn put(&mut self, pack: Pack) {
        self.by_digest.insert(pack.digest(), pack);
    }

    /// The pack with exactly this content.
    #[must_use]
    pub fn by_digest(&self, digest: &PackDigest) -> Option<&Pack> {
        self.by_digest.get(digest)
    }

    /// The newest version of a pack.
    #[must_use]
    pub fn newest(&self, id: &PackId) -> Option<&Pack> {
        self.all().filter(|pack| pack.id == *id).max_by_key(|pack| pack.version)
    }

    /// All packs and versions.
    pub fn all(&self) -> impl Iterator<Item = &Pack> {
        self.by_digest.values()
    }
}
