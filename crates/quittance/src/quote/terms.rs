use jiff::civil::Date;
use loan::{
    Advance, Amortization, Conventions, DayCount, Every, Grace, InterestBasis, InterestMethod, Leap, Terms,
    TermsError, WorkingDays,
};
use money::{Currency, Money};
use serde::Deserialize;

use super::fee::FeeInput;
use crate::json_lines::{DecimalText, Fault};

/// Terms as `quote` and `replay` read them. What is left out: declining interest in equal installments, 30/360,
/// periods alike unless a day count is given, the first due date one step of the rhythm after the disbursement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TermsInput {
    currency: Currency,
    principal: DecimalText,
    annual_rate_percent: DecimalText,
    #[serde(default)]
    interest: Option<InterestMethod>,
    #[serde(default)]
    amortization: Option<Amortization>,
    installments: u16,
    every: Every,
    disbursed_on: Date,
    #[serde(default)]
    first_due_on: Option<Date>,
    #[serde(default)]
    day_count: Option<DayCount>,
    #[serde(default)]
    leap: Option<Leap>,
    #[serde(default)]
    interest_basis: Option<InterestBasis>,
    #[serde(default)]
    down_payment_percent: Option<DecimalText>,
    #[serde(default)]
    grace: Option<Grace>,
    #[serde(default)]
    installment_multiple: Option<DecimalText>,
    #[serde(default)]
    fees: Vec<FeeInput>,
    #[serde(default)]
    smoothing: Option<bool>,
    #[serde(default)]
    advances: Vec<AdvanceInput>,
    #[serde(default)]
    pub(super) calendar: Option<WorkingDays>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdvanceInput {
    on: Date,
    amount: DecimalText,
}

impl TermsInput {
    /// The terms, from which a schedule follows.
    pub(crate) fn terms(&self) -> Result<Terms, Fault> {
        let currency = self.currency;
        let amount = |text: &DecimalText, field: &str| text.money(field, currency);
        let price = amount(&self.principal, "principal")?;
        let first_due_on = match self.first_due_on {
            Some(day) => day,
            None => self.every.nth(self.disbursed_on, 1).map_err(|error| fault(&error))?,
        };
        let percent = self.down_payment_percent.as_ref().map(|text| text.percent("down_payment_percent"));
        let advances = self.advances.iter().enumerate().map(|(place, advance)| {
            let amount = amount(&advance.amount, &format!("advances[{place}].amount"))?;
            Ok(Advance { on: advance.on, amount })
        });
        let fees =
            self.fees.iter().enumerate().map(|(place, fee)| fee.rule(&format!("fees[{place}]"), currency));
        let terms = Terms {
            price,
            down_payment: Money::zero(currency),
            annual_rate: self.annual_rate_percent.rate("annual_rate_percent")?,
            interest: self.interest.unwrap_or(InterestMethod::Declining),
            installments: self.installments,
            every: self.every,
            starts_on: self.disbursed_on,
            first_due_on,
            conventions: self.conventions()?,
            advances: advances.collect::<Result<_, Fault>>()?,
            down_payment_percent: percent.transpose()?,
            fees: fees.collect::<Result<_, Fault>>()?,
        };
        terms.check().map_err(|error| fault(&error))?;
        Ok(terms)
    }

    fn conventions(&self) -> Result<Conventions, Fault> {
        // Who names a day count wants days counted.
        let basis = if self.day_count.is_some() { InterestBasis::Daily } else { InterestBasis::SameAsPeriod };
        let multiple = self.installment_multiple.as_ref();
        let multiple = multiple.map(|text| text.money("installment_multiple", self.currency)).transpose()?;
        Ok(Conventions {
            amortization: self.amortization.unwrap_or_default(),
            interest_basis: self.interest_basis.unwrap_or(basis),
            day_count: self.day_count.unwrap_or_default(),
            leap: self.leap.unwrap_or_default(),
            grace: self.grace.unwrap_or_default(),
            // Zero is how other systems say that there is none.
            installment_multiple: multiple.filter(|multiple| !multiple.is_zero()),
            working_days: self.calendar.clone().unwrap_or_default(),
            smoothing: self.smoothing.unwrap_or(true),
        })
    }
}

/// A fault of the terms, by the field's name here.
fn fault(error: &TermsError) -> Fault {
    let field = match error.field() {
        "price" => "principal",
        "starts_on" => "disbursed_on",
        "working_days" => "calendar",
        field => field,
    };
    Fault::new(field, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: &str = r#"{"currency": "USD", "principal": "100.00", "annual_rate_percent": "7",
        "installments": 6, "every": {"count": 1, "unit": "month"}, "disbursed_on": "2024-01-31"}"#;

    fn read(change: impl FnOnce(&mut serde_json::Value)) -> Result<Terms, String> {
        let mut json = serde_json::from_str(LEAST).unwrap();
        change(&mut json);
        let input: TermsInput = serde_json::from_value(json).map_err(|error| error.to_string())?;
        input.terms().map_err(|fault| fault.to_string())
    }

    #[test]
    fn what_is_left_out_has_a_usual_value() {
        let terms = read(|_| {}).unwrap();
        assert_eq!(terms.conventions, Conventions::default());
        assert_eq!(terms.first_due_on, jiff::civil::date(2024, 2, 29));
        let terms = read(|json| json["day_count"] = "actual/365".into()).unwrap();
        assert_eq!(terms.conventions.interest_basis, InterestBasis::Daily);
        assert_eq!(read(|json| json["principal"] = 100.into()).unwrap(), read(|_| {}).unwrap());
    }

    #[test]
    fn faults_name_the_field_as_it_is_written() {
        let fault = |field: &str, value: serde_json::Value| read(|json| json[field] = value).unwrap_err();
        assert!(fault("principal", "0".into()).starts_with("`principal`: the price is 0.00 USD"));
        assert!(fault("principal", "1.005".into()).starts_with("`principal`: `1.005` has more decimals"));
        assert!(fault("annual_rate_percent", "seven".into()).starts_with("`annual_rate_percent`: "));
        assert!(fault("installments", 0.into()).starts_with("`installments`: 0 installments"));
        assert!(fault("first_due_on", "2024-01-31".into()).starts_with("`first_due_on`: "));
        assert!(fault("grace", serde_json::json!({"principal": 6})).starts_with("`grace`: grace for 6 of 6"));
        assert!(fault("down_payment_percent", "100".into()).starts_with("`down_payment_percent`: "));
        let advances = serde_json::json!([{"on": "2024-02-01", "amount": "ten"}]);
        assert!(fault("advances", advances).starts_with("`advances[0].amount`: `ten`"));
    }
}
