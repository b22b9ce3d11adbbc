use data_encoding::HEXLOWER;
use proof::Digest;
use proof::log::{Tree, empty_root, is_consistent, leaf_hash, root_of_path};
use proptest::prelude::*;

use crate::tree;

/// The inputs that certificate transparency implementations test with.
fn known_leaves() -> Vec<Vec<u8>> {
    let hex =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    hex.iter().map(|text| HEXLOWER.decode(text.as_bytes()).unwrap()).collect()
}

#[test]
fn known_roots() {
    assert_eq!(empty_root().to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(
        leaf_hash(b"L123456").to_string(),
        "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    );
    let leaves = known_leaves();
    let known = [
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ];
    for (size, expected) in known {
        assert_eq!(tree::root(&leaves[..size]).to_string(), expected, "{size} leaves");
    }
}

fn leaves(size: usize) -> Vec<Vec<u8>> {
    (0..size).map(|number| number.to_be_bytes().to_vec()).collect()
}

/// The tree with all its nodes is the one that the standard defines.
#[test]
fn roots_and_paths_are_the_definitions() {
    for size in 0..=70 {
        let leaves = leaves(size);
        let hashes: Vec<Digest> = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
        let built = Tree::new(hashes.clone());
        assert_eq!((built.root(), built.leaves()), (tree::root(&leaves), hashes.as_slice()), "{size}");
        for index in 0..size {
            assert_eq!(built.path(index), tree::path(index, &leaves), "{index} of {size}");
        }
        assert_eq!(built.path(size), Vec::new());
    }
}

/// Every leaf of every small tree, and nowhere else.
#[test]
fn inclusion_of_every_leaf() {
    for size in 1..40_usize {
        let leaves = leaves(size);
        let (root, length) = (tree::root(&leaves), u64::try_from(size).unwrap());
        for index in 0..size {
            let path = tree::path(index, &leaves);
            let at = |place: usize, size: u64, path: &[Digest]| {
                root_of_path(leaf_hash(&leaves[index]), u64::try_from(place).unwrap(), size, path)
                    == Some(root)
            };
            assert!(at(index, length, &path));
            assert!((0..size).filter(|other| *other != index).all(|other| !at(other, length, &path)));
            assert!(!at(size, length, &path) && !at(index, 0, &path));
            assert!(path.is_empty() || !at(index, length, &path[1..]));
            assert!(!at(index, length, &[path.as_slice(), &[root]].concat()));
        }
    }
}

/// Every pair of small trees.
#[test]
fn consistency_of_every_pair() {
    for new in 1..40_usize {
        let leaves = leaves(new);
        for old in 0..=new {
            let path = tree::consistency(old, &leaves);
            let sizes = [old, new].map(|size| u64::try_from(size).unwrap());
            let roots = [tree::root(&leaves[..old]), tree::root(&leaves)];
            let holds = |old_root, new_root, path: &[Digest]| {
                is_consistent((sizes[0], old_root), (sizes[1], new_root), path)
            };
            assert!(holds(roots[0], roots[1], &path), "{old} to {new}");
            let other = leaf_hash(b"other");
            assert!(!holds(other, roots[1], &path), "{old} to {new}");
            assert!(old == 0 || !holds(roots[0], other, &path), "{old} to {new}");
            assert!(!holds(roots[0], roots[1], &[path.as_slice(), &[other]].concat()));
            assert!(path.is_empty() || !holds(roots[0], roots[1], &path[1..]));
            assert!(path.is_empty() || !holds(roots[0], roots[1], &path[..path.len() - 1]));
        }
    }
}

#[test]
fn a_log_never_shrinks() {
    let leaves = leaves(9);
    let (small, large) = ((5, tree::root(&leaves[..5])), (9, tree::root(&leaves)));
    let path = tree::consistency(5, &leaves);
    assert!(is_consistent(small, large, &path) && !is_consistent(large, small, &path));
    assert!(!is_consistent(large, (0, empty_root()), &[]));
}

proptest! {
    #[test]
    fn a_changed_hash_is_refused(size in 2_usize..300, old in any::<prop::sample::Index>(), which in any::<prop::sample::Index>(), bit in 0_usize..256) {
        let leaves = leaves(size);
        let index = old.index(size);
        let mut path = tree::path(index, &leaves);
        let length = u64::try_from(size).unwrap();
        let changed = which.index(path.len());
        path[changed].0[bit / 8] ^= 1 << (bit % 8);
        let found = root_of_path(leaf_hash(&leaves[index]), u64::try_from(index).unwrap(), length, &path);
        prop_assert_ne!(found, Some(tree::root(&leaves)));
    }

    #[test]
    fn any_numbers_do_not_panic(a: u64, b: u64, hashes in proptest::collection::vec(any::<[u8; 32]>(), 0..70)) {
        let hashes: Vec<Digest> = hashes.into_iter().map(Digest).collect();
        prop_assert_eq!(root_of_path(leaf_hash(b""), a.max(b), a.min(b), &hashes), None);
        prop_assert!(!is_consistent((a, leaf_hash(b"1")), (b, leaf_hash(b"2")), &hashes));
    }
}
