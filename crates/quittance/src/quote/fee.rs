use loan::{FeeAmount, FeeAt, FeeKind, FeeRule, ShareOf};
use money::Currency;
use serde::Deserialize;

use crate::json_lines::{Day, DecimalText, Fault};

/// A fee as the input has it: `amount`, or `percent` of something; `on` for a date, `after_days` for being overdue.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FeeInput {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    kind: Option<FeeKind>,
    at: At,
    #[serde(default)]
    on: Option<Day>,
    #[serde(default)]
    after_days: Option<u16>,
    #[serde(default)]
    amount: Option<DecimalText>,
    #[serde(default)]
    percent: Option<DecimalText>,
    #[serde(default)]
    of: Option<ShareOf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    Disbursement,
    Installment,
    Date,
    Overdue,
}

impl FeeInput {
    /// The rule; `field` is where it stands.
    pub(super) fn rule(&self, field: &str, currency: Currency) -> Result<FeeRule, Fault> {
        let kind = self.kind.unwrap_or(match self.at {
            At::Overdue => FeeKind::Penalty,
            At::Disbursement | At::Installment | At::Date => FeeKind::Fee,
        });
        Ok(FeeRule {
            name: self.name(field),
            kind,
            at: self.at(field)?,
            amount: self.amount(field, currency)?,
        })
    }

    /// What the terms call it: by where it stands when it has no name.
    fn name(&self, field: &str) -> String {
        self.name.clone().unwrap_or_else(|| field.to_owned())
    }

    /// Whether the terms call it so.
    pub(super) fn is_named(&self, name: &str, field: &str) -> bool {
        self.name(field) == name
    }

    fn at(&self, field: &str) -> Result<FeeAt, Fault> {
        match (self.at, self.on, self.after_days) {
            (At::Disbursement, None, None) => Ok(FeeAt::Disbursement),
            (At::Installment, None, None) => Ok(FeeAt::Installment),
            (At::Date, Some(day), None) => Ok(FeeAt::On(day.0)),
            (At::Overdue, None, after_days) => Ok(FeeAt::Overdue { after_days: after_days.unwrap_or(1) }),
            (At::Date, None, _) => Err(Fault::new(
                format!("{field}.on"),
                "a fee at a date needs its day: write one, such as \"2024-01-31\"",
            )),
            (_, Some(_), _) => {
                Err(Fault::new(format!("{field}.on"), "only a fee at a date has a day: leave it out"))
            }
            (_, _, Some(_)) => Err(Fault::new(
                format!("{field}.after_days"),
                "only a fee for being overdue waits for days: leave it out",
            )),
        }
    }

    fn amount(&self, field: &str, currency: Currency) -> Result<FeeAmount, Fault> {
        match (&self.amount, &self.percent, self.of) {
            (Some(amount), None, None) => {
                amount.money(&format!("{field}.amount"), currency).map(FeeAmount::Flat)
            }
            (None, Some(percent), of) => {
                let usual = if self.at == At::Disbursement { ShareOf::Disbursed } else { ShareOf::Principal };
                let percent = percent.percent(&format!("{field}.percent"))?;
                Ok(FeeAmount::Share(percent, of.unwrap_or(usual)))
            }
            (Some(_), None, Some(_)) => Err(Fault::new(
                format!("{field}.of"),
                "an amount is no share: write a percent, or leave it out",
            )),
            _ => Err(Fault::new(field, "write either an amount or a percent")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(json: &str) -> Result<FeeRule, String> {
        let input: FeeInput = serde_json::from_str(json).unwrap();
        input.rule("fees[0]", "USD".parse().unwrap()).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_share_at_disbursement_is_of_what_is_disbursed() {
        let fee = rule(r#"{"name": "origination", "at": "disbursement", "percent": "2.5"}"#).unwrap();
        assert_eq!(fee.amount, FeeAmount::Share("2.5".parse().unwrap(), ShareOf::Disbursed));
        let late = rule(r#"{"at": "overdue", "amount": "5.00"}"#).unwrap();
        assert_eq!((late.kind, late.at), (FeeKind::Penalty, FeeAt::Overdue { after_days: 1 }));
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        for (json, message) in [
            (
                r#"{"at": "date", "amount": "1"}"#,
                "`fees[0].on`: a fee at a date needs its day: write one, such as \"2024-01-31\"",
            ),
            (
                r#"{"at": "installment", "on": "2024-01-01", "amount": "1"}"#,
                "`fees[0].on`: only a fee at a date has a day: leave it out",
            ),
            (r#"{"at": "installment"}"#, "`fees[0]`: write either an amount or a percent"),
            (
                r#"{"at": "installment", "amount": "1", "percent": "1"}"#,
                "`fees[0]`: write either an amount or a percent",
            ),
        ] {
            assert_eq!(rule(json).unwrap_err(), message);
        }
        assert!(rule(r#"{"at": "installment", "amount": "0.001"}"#).unwrap_err().contains("fees[0].amount"));
    }
}
