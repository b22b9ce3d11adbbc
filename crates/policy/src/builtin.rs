use crate::Pack;

/// The pack files, in the order they are offered.
const FILES: [&str; 4] = [
    include_str!("../packs/house.toml"),
    include_str!("../packs/in-rbi-2026-draft.toml"),
    include_str!("../packs/us-nj.toml"),
    include_str!("../packs/br-locking-forbidden.toml"),
];

/// The packs that come with the program, the default first. Each has passed [`Pack::check`].
#[must_use]
pub fn builtin() -> Vec<Pack> {
    FILES.into_iter().filter_map(|text| Pack::from_toml(text).ok()).collect()
}

/// The built-in pack of exactly this name and version.
#[must_use]
pub fn find(id: &str, version: u32) -> Option<Pack> {
    builtin().into_iter().find(|pack| pack.id.0 == id && pack.version == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_loads() {
        for text in FILES {
            Pack::from_toml(text).unwrap();
        }
        assert_eq!(builtin().len(), FILES.len());
    }

    /// Contracts pin a pack by its digest. When this fails, a published version was changed: leave the file
    /// as it was and publish the change under the next version.
    #[test]
    fn a_published_version_never_changes() {
        let published: Vec<_> =
            builtin().iter().map(|pack| format!("{} {} {}", pack.id, pack.version, pack.digest())).collect();
        assert_eq!(published, PUBLISHED);
    }

    const PUBLISHED: [&str; 4] = [
        "house 1 aa6511c1a4cc8825abf124ad7a1beb2c4c8a2d11e282bda7e3cd5ae0673496ec",
        "in-rbi-2026-draft 1 5179027b6d0f19c07e68d44033b4bcddb2baad7750c7bece6045b25d137600fe",
        "us-nj 1 c289dd31c3e7c7df3d42b70e329642ccad2a530b0805051647941f017c45ca4e",
        "br-locking-forbidden 1 d1b3afcf7b710edcd1061bfd7a567569122adfca77ad4e20c911dc85dacb3dac",
    ];

    #[test]
    fn finds_exactly_one_version() {
        assert_eq!(find("us-nj", 1).unwrap().id.0, "us-nj");
        assert!(find("us-nj", 2).is_none());
        assert!(find("us", 1).is_none());
    }
}
