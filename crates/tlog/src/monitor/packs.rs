use std::collections::HashMap;

use policy::{Pack, PackDigest};
use proof::log::Entry;

/// The policy packs that the log published so far.
#[derive(Debug, Clone, Default)]
pub struct Packs(HashMap<PackDigest, Pack>);

impl Packs {
    /// Takes a pack that was published before.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn put(&mut self, content: &[u8]) -> Result<PackDigest, String> {
        let pack: Pack = minicbor::decode(content).map_err(|error| format!("not a policy pack: {error}"))?;
        if pack.to_cbor() != content {
            return Err("the policy pack is not in its one form".to_owned());
        }
        let digest = pack.digest();
        let fault =
            pack.check().err().map(|fault| format!("the policy pack {} breaks a rule: {fault}", pack.id));
        self.0.insert(digest, pack);
        fault.map_or(Ok(digest), Err)
    }

    /// Takes a pack out of an entry.
    pub(super) fn publish(&mut self, entry: &Entry) -> Result<(), String> {
        let content = entry.content.as_ref().map(|content| content.as_slice()).unwrap_or_default();
        let digest = self.put(content)?;
        if Some(digest) == entry.pack {
            Ok(())
        } else {
            Err("the policy pack is not the one named".to_owned())
        }
    }

    pub(super) fn get(&self, digest: &PackDigest) -> Option<&Pack> {
        self.0.get(digest)
    }

    /// All packs, each in the form it was published in.
    pub fn contents(&self) -> impl Iterator<Item = Vec<u8>> + '_ {
        self.0.values().map(Pack::to_cbor)
    }
}
