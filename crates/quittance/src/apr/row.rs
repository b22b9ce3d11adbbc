use jiff::civil::Date;
use loan::apr::{Flow, Periods, Side, Years};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;

use super::question::Method;
use super::time::Count;
use crate::json_lines::{Day, DecimalText, Fault, Object};

/// One advance or payment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    date: Option<Day>,
    at_periods: Option<Count>,
    at_years: Option<Count>,
    amount: DecimalText,
}

/// All rows of one side, each time read by `time`.
pub(super) fn flows<T>(
    side: Side,
    rows: &[Object<Row>],
    time: impl Fn(&Row, &str) -> Result<T, Fault>,
) -> Result<Vec<Flow<T>>, Fault> {
    let mut flows = Vec::with_capacity(rows.len());
    for (at, Object(row)) in rows.iter().enumerate() {
        let place = format!("{side}[{at}]");
        row.one_time(&place)?;
        flows.push(Flow { at: time(row, &place)?, amount: row.amount.decimal(&format!("{place}.amount"))? });
    }
    Ok(flows)
}

impl Row {
    pub(super) fn has_date(&self) -> bool {
        self.date.is_some()
    }

    /// The amount as it was written, for a table.
    pub(super) fn amount(&self, field: &str) -> Result<Decimal, Fault> {
        self.amount.decimal(field)
    }

    /// The time as it was written, for a table.
    pub(super) fn when(&self) -> String {
        let counted =
            self.at_periods.as_ref().or(self.at_years.as_ref()).map(|count| count.number().to_string());
        self.date.map(|date| date.0.to_string()).or(counted).unwrap_or_default()
    }

    fn one_time(&self, place: &str) -> Result<(), Fault> {
        let times = [self.date.is_some(), self.at_periods.is_some(), self.at_years.is_some()];
        if times.into_iter().filter(|given| *given).count() > 1 {
            return Err(Fault::new(place, "it has two times: give only one of date, at_periods, at_years"));
        }
        Ok(())
    }

    pub(super) fn date(&self, place: &str, _: Method) -> Result<Date, Fault> {
        self.date.map(|date| date.0).ok_or_else(|| {
            Fault::new(place, "give a date, as the first advance has one, such as \"2026-01-31\"")
        })
    }

    /// Whole unit-periods and the fraction of one.
    pub(super) fn periods(&self, place: &str, _: Method) -> Result<Periods, Fault> {
        if self.at_years.is_some() {
            return Err(Fault::new(
                format!("{place}.at_years"),
                "us_reg_z counts at_periods: give those, or dates",
            ));
        }
        let count = self.at_periods.as_ref();
        let count = count
            .ok_or_else(|| Fault::new(place, "give at_periods, as the first advance has them"))?
            .number();
        let whole = count.trunc();
        let periods =
            whole.to_u32().map(|whole_count| Periods { whole: whole_count, fraction: count - whole });
        periods.filter(|_| count >= Decimal::ZERO).ok_or_else(|| {
            Fault::new(format!("{place}.at_periods"), "it must be zero or more unit-periods, such as \"1.5\"")
        })
    }

    /// Years from the first drawdown.
    pub(super) fn years(&self, place: &str, _: Method) -> Result<Years, Fault> {
        if self.at_periods.is_some() {
            return Err(Fault::new(
                format!("{place}.at_periods"),
                "eu_ccd counts at_years: give those, or dates",
            ));
        }
        let count = self.at_years.as_ref();
        let count = count.ok_or_else(|| Fault::new(place, "give at_years, as the first advance has them"))?;
        Years::new(count.number()).ok_or_else(|| {
            Fault::new(
                format!("{place}.at_years"),
                "the years are too many to count: write fewer, such as \"0.25\"",
            )
        })
    }
}
