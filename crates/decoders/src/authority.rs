use proof::authority::{Charter, Endorsed, Root, Roster, Trust};

use crate::{Target, target};

pub(crate) const TARGETS: &[Target] = &[
    target("authority-root", charter::<Root>),
    target("authority-roster", charter::<Roster>),
    target("authority-trust", trust),
];

fn charter<T: Charter>(bytes: &[u8]) {
    if let Ok(endorsed) = Endorsed::<T>::parse(bytes) {
        assert_eq!(endorsed.to_bytes(), bytes, "an authority document has one encoding");
    }
}

/// A root that is pinned, and a roster: the first two bytes say how long the root is.
fn trust(bytes: &[u8]) {
    let Some((length, rest)) = bytes.split_first_chunk::<2>() else { return };
    let Some((root, roster)) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length))) else {
        return;
    };
    let Ok(parsed) = Endorsed::<Root>::parse(root) else { return };
    if let Ok(trust) = Trust::first(&parsed.digest(), &[root], roster) {
        assert!(
            Trust::restore(root, roster).is_ok_and(|restored| restored == trust),
            "what held holds again"
        );
        assert!(trust.advance(&[root], Some(roster)).is_ok_and(|newer| newer.is_none()), "nothing is new");
    }
}
