//! What may happen in a random life, and to which contracts.

use loan::{Every, InterestMethod, Unit};
use policy::Level;
use proptest::prelude::*;
use servicing::{HoldKind, Offer};

use crate::story::offer;

/// One thing that happens.
#[derive(Debug, Clone)]
pub(crate) enum Happening {
    /// Days pass; the timer wakes; the feed is live or not; the post works or not.
    Days {
        days: u8,
        live: bool,
        post: bool,
    },
    /// A wake at some hour that the timer did not ask for, with news of payments so old.
    Wake {
        hours: u16,
        feed_age_hours: Option<u16>,
    },
    /// The log catches up, in its order or in reverse, and runs on or stops.
    Log {
        runs: bool,
        is_reversed: bool,
    },
    Pay {
        what: Amount,
        hours: u8,
        value_days: i8,
    },
    Reverse(usize),
    PayAgain(usize),
    Hold {
        kind: HoldKind,
        hours: Option<u8>,
    },
    Release(HoldKind),
    Deliver {
        rule: usize,
        channel: usize,
        hours_ago: u8,
    },
    Payoff {
        days: u8,
    },
    Applied {
        level: Level,
        seq: u64,
    },
    Enroll {
        key: u8,
    },
    ReplaceKey {
        key: u8,
    },
    Accept,
    Cancel,
}

#[derive(Debug, Clone)]
pub(crate) enum Amount {
    Warrant,
    Overdue,
    Payoff,
    Everything,
    Minor(i64),
}

pub(crate) fn happening() -> impl Strategy<Value = Happening> {
    use Happening::*;
    let kind =
        || prop_oneof![Just(HoldKind::PendingPayment), Just(HoldKind::Dispute), Just(HoldKind::Hardship)];
    let amount = prop_oneof![
        3 => Just(Amount::Warrant),
        3 => Just(Amount::Overdue),
        2 => Just(Amount::Payoff),
        1 => Just(Amount::Everything),
        4 => (-5_i64..30_000).prop_map(Amount::Minor),
        1 => Just(Amount::Minor(money::MAX_MINOR)),
    ];
    prop_oneof![
        12 => (1_u8..40, prop::bool::weighted(0.9), prop::bool::weighted(0.9))
            .prop_map(|(days, live, post)| Days { days, live, post }),
        3 => (0_u16..400, prop::option::weighted(0.8, 0_u16..60))
            .prop_map(|(hours, feed_age_hours)| Wake { hours, feed_age_hours }),
        4 => (any::<bool>(), any::<bool>()).prop_map(|(runs, is_reversed)| Log { runs, is_reversed }),
        8 => (amount, 0_u8..48, -40_i8..5)
            .prop_map(|(what, hours, value_days)| Pay { what, hours, value_days }),
        3 => (0_usize..12).prop_map(Reverse),
        1 => (0_usize..12).prop_map(PayAgain),
        2 => (kind(), prop::option::of(0_u8..80)).prop_map(|(kind, hours)| Hold { kind, hours }),
        2 => kind().prop_map(Release),
        2 => (0_usize..3, 0_usize..4, 0_u8..30)
            .prop_map(|(rule, channel, hours_ago)| Deliver { rule, channel, hours_ago }),
        2 => (0_u8..40).prop_map(|days| Payoff { days }),
        1 => (prop::sample::select(Level::ALL.to_vec()), 0_u64..40).prop_map(|(level, seq)| Applied { level, seq }),
        1 => (7_u8..9).prop_map(|key| Enroll { key }),
        1 => (7_u8..12).prop_map(|key| ReplaceKey { key }),
        1 => Just(Accept),
        1 => Just(Cancel),
    ]
}

pub(crate) fn any_offer() -> impl Strategy<Value = Offer> {
    let every = prop_oneof![
        Just(Every { count: 1, unit: Unit::Month }),
        Just(Every { count: 1, unit: Unit::Week }),
        Just(Every { count: 10, unit: Unit::Day }),
    ];
    let zone = prop::sample::select(vec![
        "Africa/Nairobi",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
    ]);
    let rate = prop::sample::select(vec!["0", "24", "99.9"]);
    (every, zone, rate, any::<bool>(), 1_u16..15).prop_map(|(every, zone, rate, flat, installments)| {
        let mut offer = offer();
        offer.time_zone = zone.to_owned();
        offer.terms.every = every;
        offer.terms.annual_rate = rate.parse().unwrap();
        offer.terms.interest = if flat { InterestMethod::Flat } else { InterestMethod::Declining };
        offer.terms.installments = installments;
        offer
    })
}
