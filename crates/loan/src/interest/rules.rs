use jiff::ToSpan as _;
use jiff::civil::Date;
use money::{AnnualRate, Currency, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Days, Period, Stretch};
use crate::{
    Amortization, DayCount, Every, InterestBasis, InterestMethod, InterestRecalculation, Leap, Terms,
    WorkingDays,
};

/// What interest is reckoned by over the whole life of a loan. Restructuring changes rates and pauses; the rest
/// stays as agreed.
///
/// The interest of a day is that of the night before it: a rate that counts from 15 February counts from the night
/// of the 14th on, a pause from the 15th through the 20th spares the six nights that end in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterestRules {
    /// How days and years are counted.
    pub day_count: DayCount,
    /// When a year has 366 days.
    pub leap: Leap,
    /// Whether the days count at all.
    pub basis: InterestBasis,
    /// The rhythm of the due dates as agreed.
    pub every: Every,
    /// The rhythm of the due dates since a re-age to another one. Days of 30/360 are still counted in `every`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_every: Option<Every>,
    /// On the principal still owed, or on all of it.
    pub method: InterestMethod,
    /// What is level over the installments.
    pub amortization: Amortization,
    /// Each rate with its first day, by day; the first is that of the start and counts before it, too.
    pub rates: Vec<(Date, AnnualRate)>,
    /// Days without interest.
    pub pauses: Vec<Days>,
    /// What every installment but the last is a multiple of.
    pub installment_multiple: Option<Money>,
    /// Whether the residue of the last installment is spread if it is large.
    pub smoothing: bool,
    /// Which days are worked: where a new plan's due dates go.
    #[serde(default, skip_serializing_if = "is_every_day")]
    pub working_days: WorkingDays,
    /// Whether interest follows what is really owed.
    #[serde(default, skip_serializing_if = "InterestRecalculation::is_none")]
    pub recalculation: InterestRecalculation,
    /// The currency of every amount.
    pub currency: Currency,
}

impl InterestRules {
    /// As agreed: one rate, no pause.
    #[must_use]
    pub fn of(terms: &Terms) -> Self {
        let conventions = &terms.conventions;
        Self {
            day_count: conventions.day_count,
            leap: conventions.leap,
            basis: conventions.interest_basis,
            every: terms.every,
            due_every: None,
            method: terms.interest,
            amortization: conventions.amortization,
            rates: vec![(terms.starts_on, terms.annual_rate)],
            pauses: Vec::new(),
            installment_multiple: conventions.installment_multiple,
            smoothing: conventions.smoothing,
            working_days: conventions.working_days.clone(),
            recalculation: conventions.interest_recalculation,
            currency: terms.currency(),
        }
    }

    /// The rhythm of the due dates.
    #[must_use]
    pub fn rhythm(&self) -> Every {
        self.due_every.unwrap_or(self.every)
    }

    /// The interest of `principal` from the day `from` to the day `to`, both inside `period`, in minor units to 19
    /// digits: rounded to money once all parts of a period are added up. A part of a period bears its share by
    /// elapsed days of what the principal would bear until the period's due date.
    ///
    /// None when it can't be reckoned: amounts beyond the limit, days outside the period.
    #[must_use]
    pub fn interest(&self, principal: Money, period: &Period, from: Date, to: Date) -> Option<Decimal> {
        if from < period.from || to > period.due_on {
            return None;
        }
        let principal = Decimal::from(principal.minor());
        self.stretches(*period, from, to)?
            .iter()
            .try_fold(Decimal::ZERO, |sum, stretch| sum.checked_add(stretch.interest(principal)?))
    }

    /// The days from `from` to `to` of a period, cut where a rate or a pause begins or ends.
    pub(crate) fn stretches(&self, period: Period, from: Date, to: Date) -> Option<Vec<Stretch>> {
        let cuts = self.cuts(from, to)?;
        cuts.windows(2).map(|ends| Stretch::new(self, period, *ends.first()?, *ends.last()?)).collect()
    }

    /// One and the whole period's factor, by which level installments are reckoned: as if nothing were paused, and
    /// as if the period had the length of the rhythm where periods are alike or months have 30 days.
    pub(crate) fn growth(&self, period: Period) -> Option<Decimal> {
        let cuts = self.cuts(period.from, period.due_on)?;
        cuts.windows(2).try_fold(Decimal::ONE, |growth, ends| {
            let (from, to) = (*ends.first()?, *ends.last()?);
            let spans = || Some(Decimal::from(self.every.count));
            growth.checked_add(self.factor(self.rate(from), period, (from, to), spans)?)
        })
    }

    /// Both ends, and between them every day on whose eve something begins or ends.
    fn cuts(&self, from: Date, to: Date) -> Option<Vec<Date>> {
        let mut cuts = vec![from];
        if self.rates.len() > 1 || !self.pauses.is_empty() {
            let rates = self.rates.iter().skip(1).map(|(day, _)| eve(*day));
            let pauses = self.pauses.iter().flat_map(|days| [eve(days.from), Some(days.through)]);
            for cut in rates.chain(pauses) {
                cuts.push(cut?);
            }
            cuts.retain(|cut| from <= *cut && *cut < to);
            cuts.sort_unstable();
            cuts.dedup();
        }
        cuts.push(to);
        Some(cuts)
    }

    /// The rate of the night that begins on a day, as a fraction of one.
    pub(super) fn rate(&self, night: Date) -> Decimal {
        let begun = self.rates.iter().rev().find(|(day, _)| eve(*day).is_some_and(|eve| eve <= night));
        begun.or(self.rates.first()).map_or(Decimal::ZERO, |(_, rate)| rate.fraction())
    }

    /// Whether the night that begins on a day bears no interest.
    pub(super) fn is_paused(&self, night: Date) -> bool {
        self.pauses.iter().any(|days| eve(days.from).is_some_and(|eve| eve <= night) && night < days.through)
    }

    /// The highest rate of all.
    pub(crate) fn highest_rate(&self) -> AnnualRate {
        self.rates.iter().map(|(_, rate)| *rate).max().unwrap_or(AnnualRate::ZERO)
    }

    /// The day the loan began.
    pub(super) fn starts_on(&self) -> Option<Date> {
        self.rates.first().map(|(day, _)| *day)
    }
}

fn is_every_day(days: &WorkingDays) -> bool {
    *days == WorkingDays::default()
}

fn eve(day: Date) -> Option<Date> {
    day.checked_sub(1.day()).ok()
}
