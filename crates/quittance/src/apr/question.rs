use jiff::civil::Date;
use loan::apr::{Apr, AprError, Flow, Side, Transaction, UnitPeriod, eu_ccd, us_reg_z};
use serde::Deserialize;

use super::row::{Row, flows};
use super::unit::{IntervalWord, UnitText};
use crate::json_lines::{Fault, Object};

/// One object of the input.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    pub(super) method: Method,
    /// For `us_reg_z`; found from the dates when left out.
    unit_period: Option<Object<UnitText>>,
    /// For `eu_ccd` with dates: what whole periods are counted; found from the dates when left out.
    interval: Option<IntervalWord>,
    pub(super) advances: Vec<Object<Row>>,
    pub(super) payments: Vec<Object<Row>>,
}

/// By whose law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Method {
    UsRegZ,
    EuCcd,
}

/// How the times of an input are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Times {
    Dates,
    Counted,
}

impl Question {
    /// The annual percentage rate.
    pub(super) fn solve(&self) -> Result<Apr, Fault> {
        match (self.method, self.times()) {
            (Method::UsRegZ, Times::Dates) => us_reg_z::apr(&self.dated()?, self.unit_period()?),
            (Method::UsRegZ, Times::Counted) => {
                let unit = self.unit_period()?.ok_or_else(|| {
                    Fault::new("unit_period", "it is needed with at_periods: give {\"count\", \"unit\"}")
                })?;
                us_reg_z::apr_at(&self.counted(Row::periods)?, unit)
            }
            (Method::EuCcd, Times::Dates) => eu_ccd::apr(&self.dated()?, self.interval()?),
            (Method::EuCcd, Times::Counted) => {
                if self.interval.is_some() {
                    return Err(Fault::new(
                        "interval",
                        "at_years are counted already: leave it out, or give dates",
                    ));
                }
                eu_ccd::apr_at(&self.counted(Row::years)?)
            }
        }
        .map_err(|error: AprError| Fault::new(error.field(), error.to_string()))
    }

    /// Dates if the first row has one.
    fn times(&self) -> Times {
        let first = self.advances.first().or(self.payments.first());
        if first.is_none_or(|row| row.0.has_date()) { Times::Dates } else { Times::Counted }
    }

    fn dated(&self) -> Result<Transaction<Date>, Fault> {
        self.counted(Row::date)
    }

    fn counted<T>(
        &self,
        time: impl Fn(&Row, &str, Method) -> Result<T, Fault> + Copy,
    ) -> Result<Transaction<T>, Fault> {
        let of =
            |side: Side, rows: &[Object<Row>]| flows(side, rows, |row, place| time(row, place, self.method));
        let advances: Vec<Flow<T>> = of(Side::Advances, &self.advances)?;
        Ok(Transaction { advances, payments: of(Side::Payments, &self.payments)? })
    }

    fn unit_period(&self) -> Result<Option<UnitPeriod>, Fault> {
        if self.interval.is_some() {
            return Err(Fault::new("interval", "it belongs to eu_ccd: give unit_period for us_reg_z"));
        }
        self.unit_period.as_ref().map(|unit| unit.0.read()).transpose()
    }

    fn interval(&self) -> Result<Option<loan::apr::Interval>, Fault> {
        if self.unit_period.is_some() {
            return Err(Fault::new("unit_period", "it belongs to us_reg_z: leave it out for eu_ccd"));
        }
        Ok(self.interval.map(IntervalWord::read))
    }
}

#[cfg(test)]
mod tests {
    use loan::apr::{Periods, Years};

    use super::*;

    fn apr(json: &str) -> Result<String, String> {
        let question: Question = serde_json::from_str(json).unwrap();
        question.solve().map(|apr| apr.to_string()).map_err(|fault| fault.to_string())
    }

    #[test]
    fn dates_and_counts_agree() {
        let dated = r#"{"method":"us_reg_z","advances":[{"date":"1978-01-17","amount":"1000"}],
            "payments":[{"date":"1979-07-17","amount":"1135.19"}]}"#;
        let counted = r#"{"method":"us_reg_z","unit_period":{"count":1,"unit":"year"},
            "advances":[{"at_periods":"0","amount":"1000"}],"payments":[{"at_periods":1.5,"amount":1135.19}]}"#;
        assert_eq!(apr(dated), apr(counted));
        let dated = r#"{"method":"eu_ccd","advances":[{"date":"1994-01-01","amount":"1000"}],
            "payments":[{"date":"1995-07-01","amount":"1200"}]}"#;
        let counted = r#"{"method":"eu_ccd","advances":[{"at_years":0,"amount":"1000"}],
            "payments":[{"at_years":"1.5","amount":"1200"}]}"#;
        assert_eq!(apr(dated), apr(counted));
        assert_eq!(apr(dated).unwrap(), "12.924323");
    }

    #[test]
    fn what_does_not_go_together_is_named() {
        let refused = |json: &str, said: &str| {
            let fault = apr(json).unwrap_err();
            assert!(fault.starts_with(said), "{fault}");
        };
        let advance = r#""advances":[{"date":"2024-01-01","amount":"100"}]"#;
        let payment = r#""payments":[{"date":"2024-02-01","amount":"101"}]"#;
        refused(
            &format!(
                r#"{{"method":"eu_ccd","unit_period":{{"count":1,"unit":"month"}},{advance},{payment}}}"#
            ),
            "`unit_period`: it belongs to us_reg_z",
        );
        refused(
            &format!(r#"{{"method":"us_reg_z","interval":"month",{advance},{payment}}}"#),
            "`interval`: it belongs to eu_ccd",
        );
        refused(
            r#"{"method":"us_reg_z","advances":[{"at_periods":0,"amount":"1"}],"payments":[]}"#,
            "`unit_period`: it is needed",
        );
        refused(
            &format!(r#"{{"method":"us_reg_z",{advance},"payments":[{{"at_periods":"1","amount":"1"}}]}}"#),
            "`payments[0]`: give a date, as the first advance has one",
        );
        refused(
            &format!(
                r#"{{"method":"us_reg_z",{advance},"payments":[{{"date":"2023-02-01","amount":"1"}}]}}"#
            ),
            "`payments[0]`: the time is before the first advance",
        );
        refused(
            r#"{"method":"eu_ccd","advances":[{"at_periods":0,"amount":"1"}],"payments":[]}"#,
            "`advances[0].at_periods`: eu_ccd counts at_years",
        );
        refused(
            &format!(
                r#"{{"method":"us_reg_z","unit_period":{{"count":13,"unit":"month"}},{advance},{payment}}}"#
            ),
            "`unit_period.count`: a unit-period is 1 to 366 days",
        );
        refused(
            &format!(
                r#"{{"method":"us_reg_z",{advance},"payments":[{{"date":"2024-02-01","amount":"x"}}]}}"#
            ),
            "`payments[0].amount`: `x` is no decimal",
        );
        refused(r#"{"method":"us_reg_z","advances":[],"payments":[]}"#, "`advances`: there is no amount");
    }

    #[test]
    fn a_time_of_two_kinds_is_refused() {
        let json = r#"{"method":"eu_ccd","advances":[{"date":"2024-01-01","at_years":0,"amount":"1"}],"payments":[]}"#;
        assert_eq!(
            apr(json),
            Err("`advances[0]`: it has two times: give only one of date, at_periods, at_years".into())
        );
    }

    #[test]
    fn unit_periods_and_periods() {
        let unit: UnitText = serde_json::from_str(r#"{"count":1,"unit":"semimonth"}"#).unwrap();
        assert_eq!(unit.read().unwrap(), UnitPeriod::Semimonth);
        let row: Row = serde_json::from_str(r#"{"at_periods":"12.25","amount":"1"}"#).unwrap();
        let Periods { whole, fraction } = row.periods("payments[0]", Method::UsRegZ).unwrap();
        assert_eq!((whole, fraction.to_string()), (12, "0.25".to_owned()));
        let row: Row = serde_json::from_str(r#"{"at_years":0.08333333333333333,"amount":"1"}"#).unwrap();
        assert!(
            row.years("payments[0]", Method::EuCcd)
                .is_ok_and(|years| Some(years) == Years::new("0.08333333333333333".parse().unwrap()))
        );
    }
}
