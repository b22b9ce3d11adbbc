//! What may happen in a random life, and to which contracts.

use jiff::civil::Date;
use loan::restructure::{
    HolidayInterest, NewPlan, ReAge, ReAgeInterest, ReAmortizeInterest, Reschedule, Restructuring, Shift,
};
use loan::{Every, InterestMethod, Portion, TransactionBody, Unit, Waived};
use policy::Level;
use proptest::prelude::*;
use servicing::{Contract, HoldKind, Offer};

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
    /// An offer to settle for so many hundredths of what is owed, at once in force.
    Settle {
        share: i64,
        days: u8,
    },
    /// The offer is taken back.
    Unsettle,
    /// A rail takes a part of a payment back.
    ChargeBack {
        at: usize,
        share: i64,
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
    Help {
        kind: Help,
        count: u16,
    },
    Accept,
    Cancel,
}

/// A plan that is agreed at once, or interest that is given up.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Help {
    Extend,
    Holiday,
    Shift,
    Spread,
    Anew,
    Waive,
}

const HELP: [Help; 6] = [Help::Extend, Help::Holiday, Help::Shift, Help::Spread, Help::Anew, Help::Waive];

#[derive(Debug, Clone)]
pub(crate) enum Amount {
    Warrant,
    Overdue,
    Payoff,
    Settlement,
    Everything,
    Minor(i64),
}

pub(crate) fn happening() -> impl Strategy<Value = Happening> {
    use Happening::{
        Accept, Applied, Cancel, Days, Deliver, Enroll, Hold, Log, Pay, PayAgain, Payoff, Release,
        ReplaceKey, Reverse, Wake,
    };
    let kind =
        || prop_oneof![Just(HoldKind::PendingPayment), Just(HoldKind::Dispute), Just(HoldKind::Hardship)];
    let amount = prop_oneof![
        3 => Just(Amount::Warrant),
        3 => Just(Amount::Overdue),
        2 => Just(Amount::Payoff),
        2 => Just(Amount::Settlement),
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
        2 => (1_i64..110, 0_u8..60).prop_map(|(share, days)| Happening::Settle { share, days }),
        1 => Just(Happening::Unsettle),
        2 => (0_usize..12, 1_i64..110).prop_map(|(at, share)| Happening::ChargeBack { at, share }),
        1 => (prop::sample::select(Level::ALL.to_vec()), 0_u64..40).prop_map(|(level, seq)| Applied { level, seq }),
        1 => (7_u8..9).prop_map(|key| Enroll { key }),
        1 => (7_u8..12).prop_map(|key| ReplaceKey { key }),
        2 => (prop::sample::select(HELP.to_vec()), 1_u16..13).prop_map(|(kind, count)| Happening::Help { kind, count }),
        1 => Just(Accept),
        1 => Just(Cancel),
    ]
}

impl Help {
    /// What is booked on a day, for a contract as it stands.
    pub(crate) fn body(self, contract: &Contract, on: Date, count: u16) -> TransactionBody {
        let reschedule = |reschedule| Restructuring::Reschedule(reschedule);
        let change = match self {
            Self::Waive => {
                let what = Waived::Portion { portion: Portion::Interest, amount: None };
                return TransactionBody::Waiver { what };
            }
            Self::Extend => {
                let plan = Some(NewPlan { extra_installments: count, ..NewPlan::default() });
                reschedule(Reschedule { plan, ..Reschedule::default() })
            }
            Self::Shift => {
                let next = contract.account.next_due_on(on.tomorrow().unwrap()).unwrap_or(on);
                let to = next.saturating_add(jiff::Span::new().days(count));
                reschedule(Reschedule { shift: Some(Shift { to }), ..Reschedule::default() })
            }
            Self::Holiday => {
                Restructuring::Holiday { installments: count.min(3), interest: HolidayInterest::Carried }
            }
            Self::Spread => Restructuring::ReAmortize { interest: ReAmortizeInterest::Default },
            Self::Anew => {
                let every = contract.terms.every;
                let first_due_on = every.nth(on, 1).unwrap();
                let interest = ReAgeInterest::Default;
                Restructuring::ReAge(ReAge { installments: 2 * count, every, first_due_on, interest })
            }
        };
        TransactionBody::Restructure { change }
    }
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
