//! A phone that heard nothing for long: what was superseded meanwhile never wins.

use policy::Level;
use proptest::prelude::*;

use crate::testing::{Phone, Server, at, enrolled, locked};
use crate::{Check, Input, ScreenKind};

const NOW: &str = "2026-02-19T15:00:00Z";
const DAY: u64 = 86_400;

#[test]
fn asleep_for_sixty_days_with_an_old_lock_and_paid_meanwhile() {
    let (mut server, mut phone) = locked(at(NOW));
    let lock = server.lender.restricted(2, Level::Locked, at(NOW));

    // Paid the day after, while the phone has no network. Its warrant ends by itself.
    phone.feed(Input::SendFailed);
    phone.pass(60 * DAY);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::None, 2));
    // Somebody kept the old order.
    let old = lock.sign(&server.lender.key);
    phone.feed(Input::Pushed(&old));
    assert_eq!(phone.agent.level(), Level::None);

    server.now = at("2026-04-20T15:00:00Z");
    let paid = server.lender.standing(3, server.now);
    server.publish(&paid);
    phone.talk(&mut server);
    phone.feed(Input::Pushed(&old));
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::None, 3));
    assert_eq!(phone.refused, [Check::StandingOlder]);
}

#[test]
fn what_was_paid_ahead_counts_without_network() {
    let mut server = Server::new(at("2026-01-15T15:00:00Z"));
    let mut standing = server.lender.standing(2, server.now);
    standing.body.oldest_unpaid_due_on = Some("2026-06-15".parse().unwrap());
    server.publish(&standing);
    let mut phone = Phone::enrolled(&mut server);
    phone.feed(Input::SendFailed);
    phone.pass(140 * DAY);
    phone.restart(&server);
    assert_eq!((phone.agent.screen().kind, phone.agent.level()), (ScreenKind::Free, Level::None));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Pushes arrive late, twice and in any order; the newest order alone counts in the end.
    #[test]
    fn superseded_orders_never_win(
        order in prop::collection::vec(2_u64..8, 1..12),
        locks in prop::collection::vec(any::<bool>(), 6),
    ) {
        let (server, mut phone) = enrolled(at(NOW));
        let level = |seq: u64| {
            let is_lock = usize::try_from(seq - 2).is_ok_and(|n| locks[n]);
            if is_lock { Level::Locked } else { Level::None }
        };
        for seq in &order {
            let standing = match level(*seq) {
                Level::None => server.lender.standing(*seq, at(NOW)),
                level => server.lender.restricted(*seq, level, at(NOW)),
            };
            let bytes = standing.sign(&server.lender.key);
            phone.feed(Input::Pushed(&bytes));
        }
        let newest = order.iter().copied().max().unwrap();
        prop_assert_eq!((phone.agent.standing_seq(), phone.agent.level()), (newest, level(newest)));
    }
}
