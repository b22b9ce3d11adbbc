//! All decoders of one side under one target: the first byte chooses.
//!
//! A run over a side covers every one of its decoders, and its coverage-guided search spends its time where there is
//! still something to find.

use std::sync::LazyLock;

use crate::{Target, find, target};

/// The sides: what a device reads (and who checks documents as a device does), and what a server reads.
pub(crate) const SIDES: &[Target] = &[target("device", device), target("server", server)];

/// A line for each side: its name, then its targets. The first byte of an input counts along them.
const MEMBERS: &str = include_str!("../../../fuzz/sides.txt");

static DEVICE: LazyLock<Vec<Target>> = LazyLock::new(|| members("device"));
static SERVER: LazyLock<Vec<Target>> = LazyLock::new(|| members("server"));

fn device(bytes: &[u8]) {
    choose(&DEVICE, bytes);
}

fn server(bytes: &[u8]) {
    choose(&SERVER, bytes);
}

fn choose(members: &[Target], bytes: &[u8]) {
    if let Some((first, rest)) = bytes.split_first()
        && let Some(member) = usize::from(*first).checked_rem(members.len()).and_then(|at| members.get(at))
    {
        (member.run)(rest);
    }
}

/// The targets of a side that this build has.
fn members(side: &str) -> Vec<Target> {
    let line = MEMBERS.lines().find_map(|line| line.strip_prefix(side)?.strip_prefix(' '));
    line.unwrap_or_default().split(' ').filter_map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_on_a_side() {
        let listed: Vec<_> = [&*DEVICE, &*SERVER].into_iter().flatten().map(|member| member.name).collect();
        for target in crate::targets() {
            assert!(listed.contains(&target.name), "{} is on no side: add it to fuzz/sides.txt", target.name);
        }
        let words: usize = MEMBERS.lines().map(|line| line.split(' ').count() - 1).sum();
        assert_eq!(words, listed.len(), "fuzz/sides.txt names a target that is none, or twice");
    }

    #[test]
    fn the_first_byte_chooses() {
        for side in SIDES {
            for first in 0..=u8::MAX {
                (side.run)(&[first, 0xa0]);
            }
            (side.run)(&[]);
        }
    }
}
