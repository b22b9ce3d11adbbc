use crate::lender::Lender;
use crate::{Bounds, Day, Phone, Rules, Standing, Truth};

/// The lender's answer on its way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Answer {
    /// When it was given.
    pub(crate) at: Day,
    /// The number of the standing in force.
    pub(crate) seq: u8,
    /// The standing, when the phone lacks it.
    pub(crate) standing: Option<Standing>,
    /// Whether it answers a hello: to a phone without memory.
    pub(crate) is_grant: bool,
    /// Whether it carries the ombudsman's release.
    pub(crate) is_released: bool,
    /// How many codes were given out.
    pub(crate) codes: u8,
    /// Whether the phone has it already.
    pub(crate) is_taken: bool,
}

/// What may still happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Budget {
    pub(crate) reversals: u8,
    pub(crate) days_off: u8,
    pub(crate) restarts: u8,
    pub(crate) resets: u8,
    pub(crate) clock_moves: u8,
    pub(crate) forgeries: u8,
}

impl From<Bounds> for Budget {
    fn from(bounds: Bounds) -> Self {
        let Bounds { reversals, days_off, restarts, resets, clock_moves, forgeries, .. } = bounds;
        Self { reversals, days_off, restarts, resets, clock_moves, forgeries }
    }
}

/// Everything there is at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct World {
    /// Today.
    pub today: Day,
    /// Whether the contract's policy pack leaves the phone its whole floor.
    pub is_floor_whole: bool,
    /// The lender's server.
    pub lender: Lender,
    /// The phone.
    pub phone: Phone,
    /// The latest answer, until the phone has it or asks again.
    pub answer: Option<Answer>,
    /// Codes given out.
    pub codes_issued: u8,
    /// Whether the ombudsman signed a release.
    pub is_ombudsman_release_signed: bool,
    /// What really happened.
    pub truth: Truth,
    /// What may still happen.
    pub budget: Budget,
}

impl World {
    pub(crate) fn new(bounds: Bounds, rules: Rules, is_floor_whole: bool) -> Self {
        Self {
            today: 0,
            is_floor_whole,
            lender: Lender::new(rules),
            phone: Phone::default(),
            answer: None,
            codes_issued: 0,
            is_ombudsman_release_signed: false,
            truth: Truth::default(),
            budget: bounds.into(),
        }
    }
}
