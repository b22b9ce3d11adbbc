//! The payments of the Commission's examples, by the words in which they are told.

use loan::apr::{Flow, Years};
use rust_decimal::{Decimal, MathematicalOps, RoundingStrategy};

/// Payments or drawdowns at months from the first drawdown.
pub(crate) type Stream = Vec<(Decimal, Decimal)>;

pub(crate) fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// One amount, so many months after the first drawdown.
pub(crate) fn single(amount: &str, month: i64) -> Stream {
    vec![(Decimal::from(month), crate::dec(amount))]
}

/// The same amount every month, `count` times from a month on.
pub(crate) fn level(amount: &str, count: i64, from: i64) -> Stream {
    (from..from + count).flat_map(|month| single(amount, month)).collect()
}

/// A debt that is repaid by equal parts, with the interest of each month on top.
#[derive(Debug)]
pub(crate) struct Debt {
    pub(crate) owed: Decimal,
    pub(crate) part: Decimal,
}

impl Debt {
    /// Repaid by so many parts.
    pub(crate) fn of(owed: i64, parts: i64) -> Self {
        let owed = Decimal::from(owed);
        Self { owed, part: owed / Decimal::from(parts) }
    }

    /// More is drawn, repaid with the rest by so many parts more.
    pub(crate) fn draws(&mut self, more: i64, parts: i64) {
        self.owed += Decimal::from(more);
        self.part += Decimal::from(more) / Decimal::from(parts);
    }

    /// So many months from a month on, each at a rate.
    pub(crate) fn months(&mut self, count: i64, from: i64, monthly: Decimal) -> Stream {
        let month = |month| {
            let paid = cents(self.part + self.owed * monthly);
            self.owed -= self.part;
            (Decimal::from(month), paid)
        };
        (from..from + count).map(month).collect()
    }
}

/// The rate of a month that compounds to a percentage of a year.
pub(crate) fn compounded(percent: &str) -> Decimal {
    let growth = Decimal::ONE + crate::dec(percent) / Decimal::ONE_HUNDRED;
    let force = growth.ln() / Decimal::from(12);
    force.checked_exp_with_tolerance(Decimal::ZERO).unwrap() - Decimal::ONE
}

/// A share of the debt every month but at least an amount, to the end or to a last month that takes the rest.
pub(crate) fn by_share(minimum: i64, last: Option<i64>, with_interest: bool) -> Stream {
    let (share, monthly) = (Decimal::new(2, 2), Decimal::new(5, 3));
    let mut owed = Decimal::from(200_000);
    let mut stream = Stream::new();
    for month in 1_i64.. {
        let interest = owed * monthly;
        let base = if with_interest { owed + interest } else { owed };
        let least = (base * share).max(Decimal::from(minimum)).min(base);
        let repaid = if last == Some(month) { base } else { least };
        let paid = if with_interest { repaid } else { repaid + interest };
        stream.push((Decimal::from(month), cents(paid)));
        owed = base - repaid;
        if owed.is_zero() || last == Some(month) {
            return stream;
        }
    }
    stream
}

/// Months as years.
pub(crate) fn flows(stream: &Stream) -> Vec<Flow<Years>> {
    let years = |month: Decimal| Years::new(month / Decimal::from(12)).unwrap();
    stream.iter().map(|&(month, amount)| Flow { at: years(month), amount }).collect()
}
