use minicbor::{Decode, Encode};
use policy::Pack;
use proof::documents::{NoticeOnDevice, Standing};

/// The most notices at once.
const MOST: usize = 64;

/// The notices on the screen.
///
/// A notice stays until the user puts it away or nothing is overdue any more, also when the next standing
/// does not list it: that one comes as soon as the server has the receipt, long before anyone could read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(transparent)]
pub(crate) struct Notices(#[n(0)] Vec<OpenNotice>);

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub(crate) struct OpenNotice {
    #[n(0)]
    pub(crate) notice: NoticeOnDevice,
    /// Whether the standing in force asks for it.
    #[n(1)]
    is_listed: bool,
    #[n(2)]
    is_proved: bool,
    #[n(3)]
    pub(crate) is_put_away: bool,
}

impl OpenNotice {
    fn is_same(&self, other: &NoticeOnDevice) -> bool {
        self.notice.key == other.key && self.notice.delinquent_since == other.delinquent_since
    }
}

impl Notices {
    /// A standing was accepted. Of what it lists only the pack's own notices, with the pack's own time to
    /// cure, are shown and vouched for. A notice that stays listed is the same one; one that is listed again after
    /// it was not is a new one, to be shown and proved again.
    pub(crate) fn follow(&mut self, standing: &Standing, pack: &Pack) {
        let is_known = |listed: &&NoticeOnDevice| {
            pack.notices.iter().any(|rule| rule.key == listed.key && rule.cure_days == listed.cure_days)
        };
        let known: Vec<_> = standing.notices.iter().filter(is_known).collect();
        for open in &mut self.0 {
            let listed = known.iter().copied().find(|listed| open.is_same(listed));
            if let Some(listed) = listed {
                open.notice = listed.clone();
                // Listed before and still: shown and put away as before.
                open.is_proved &= open.is_listed;
                open.is_put_away &= open.is_listed;
            }
            open.is_listed = listed.is_some();
        }
        for listed in known {
            if !self.0.iter().any(|open| open.is_same(listed)) {
                let notice = listed.clone();
                self.0.push(OpenNotice { notice, is_listed: true, is_proved: false, is_put_away: false });
            }
        }
        let is_overdue = standing.overdue.is_positive();
        self.0.retain(|open| open.is_listed || (is_overdue && !open.is_put_away));
        let excess = self.0.len().saturating_sub(MOST);
        self.0.drain(..excess);
    }

    /// Those to draw: all that are listed, and unless the phone is restricted anyway all not put away.
    pub(crate) fn drawn(&self, is_restricted: bool) -> impl Iterator<Item = &OpenNotice> {
        self.0.iter().filter(move |open| open.is_listed || !(is_restricted || open.is_put_away))
    }

    /// Whether the user has one to put away.
    pub(crate) fn has_news(&self) -> bool {
        self.0.iter().any(|open| !open.is_put_away)
    }

    pub(crate) fn has_unproved(&self) -> bool {
        self.0.iter().any(|open| !open.is_proved)
    }

    /// Those drawn and not yet proved, now taken as proved.
    pub(crate) fn prove(&mut self) -> Vec<NoticeOnDevice> {
        let unproved = self.0.iter_mut().filter(|open| !open.is_proved);
        let proved = unproved.map(|open| {
            open.is_proved = true;
            open.notice.clone()
        });
        proved.collect()
    }

    pub(crate) fn put_away(&mut self) {
        for open in &mut self.0 {
            open.is_put_away = true;
        }
        self.0.retain(|open| open.is_listed);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use policy::NoticeKey;

    use super::*;
    use crate::testing::{Lender, at, day, usd};

    fn pack() -> Pack {
        Lender::new().terms.pack
    }

    fn standing(listed: &[&str], overdue: i64) -> Standing {
        let mut standing = Lender::new().standing(1, at("2026-01-20T15:00:00Z")).body;
        standing.overdue = usd(overdue);
        let notice = |key: &str| NoticeOnDevice {
            key: NoticeKey(key.to_owned()),
            delinquent_since: day("2026-01-15"),
            amount: usd(1_000),
            cure_days: pack().notices.iter().find(|rule| rule.key.0 == key).unwrap().cure_days,
        };
        standing.notices = listed.iter().copied().map(notice).collect();
        standing
    }

    #[test]
    fn proved_once_while_listed_and_again_when_listed_again() {
        let mut notices = Notices::default();
        notices.follow(&standing(&["first"], 1_000), &pack());
        assert_eq!(notices.prove().len(), 1);
        notices.follow(&standing(&["first"], 1_000), &pack());
        assert_eq!(notices.prove().len(), 0);
        notices.follow(&standing(&[], 1_000), &pack());
        assert_eq!((notices.prove().len(), notices.drawn(false).count()), (0, 1));
        notices.follow(&standing(&["first"], 1_000), &pack());
        assert_eq!(notices.prove().len(), 1);
    }

    #[test]
    fn put_away_stays_away_until_listed_again() {
        let mut notices = Notices::default();
        notices.follow(&standing(&["first"], 1_000), &pack());
        notices.put_away();
        notices.follow(&standing(&["first"], 1_000), &pack());
        assert!(!notices.has_news());
        notices.follow(&standing(&[], 1_000), &pack());
        assert_eq!(notices, Notices::default());
        notices.follow(&standing(&["first"], 1_000), &pack());
        assert!(notices.has_news());
    }

    #[test]
    fn paid_ends_it() {
        let mut notices = Notices::default();
        notices.follow(&standing(&["first"], 1_000), &pack());
        notices.follow(&standing(&[], 0), &pack());
        assert_eq!(notices, Notices::default());
    }

    #[test]
    fn on_a_restricted_phone_only_what_is_listed() {
        let mut notices = Notices::default();
        notices.follow(&standing(&["first"], 1_000), &pack());
        notices.follow(&standing(&["final"], 1_000), &pack());
        assert_eq!((notices.drawn(true).count(), notices.drawn(false).count()), (1, 2));
    }
}
