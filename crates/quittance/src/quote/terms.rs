use loan::{
    Advance, Amortization, Conventions, DayCount, Every, Grace, InterestBasis, InterestMethod,
    InterestRecalculation, Leap, Terms, TermsError, WorkingDays,
};
use money::{Currency, Money};
use serde::Deserialize;

use super::calendar::CalendarInput;
use super::fee::FeeInput;
use crate::json_lines::{Day, DecimalText, Fault, Object};

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
    every: Object<Every>,
    disbursed_on: Day,
    #[serde(default)]
    first_due_on: Option<Day>,
    #[serde(default)]
    day_count: Option<DayCount>,
    #[serde(default)]
    leap: Option<Leap>,
    #[serde(default)]
    interest_basis: Option<InterestBasis>,
    #[serde(default)]
    down_payment_percent: Option<DecimalText>,
    #[serde(default)]
    grace: Option<Object<Grace>>,
    #[serde(default)]
    installment_multiple: Option<DecimalText>,
    #[serde(default)]
    fees: Option<Vec<Object<FeeInput>>>,
    #[serde(default)]
    smoothing: Option<bool>,
    #[serde(default)]
    advances: Option<Vec<Object<AdvanceInput>>>,
    #[serde(default)]
    calendar: Option<Object<CalendarInput>>,
    #[serde(default)]
    interest_recalculation: Option<InterestRecalculation>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdvanceInput {
    on: Day,
    amount: DecimalText,
}

impl TermsInput {
    /// The terms, from which a schedule with its fees follows. `calendar` is for terms without one of their own.
    pub(crate) fn terms(&self, calendar: Option<&WorkingDays>) -> Result<Terms, Fault> {
        let currency = self.currency;
        let (every, starts_on) = (self.every.0, self.disbursed_on.0);
        let first_due_on = match self.first_due_on {
            Some(day) => day.0,
            None => every.nth(starts_on, 1).map_err(|error| self.fault(&error))?,
        };
        let percent = self.down_payment_percent.as_ref().map(|text| text.percent("down_payment_percent"));
        let fees = self.fees.iter().flatten().enumerate();
        let terms = Terms {
            price: self.principal.money("principal", currency)?,
            down_payment: Money::zero(currency),
            annual_rate: self.annual_rate_percent.rate("annual_rate_percent")?,
            interest: self.interest.unwrap_or(InterestMethod::Declining),
            installments: self.installments,
            every,
            starts_on,
            first_due_on,
            conventions: self.conventions(calendar)?,
            advances: self.advances()?,
            down_payment_percent: percent.transpose()?,
            fees: fees.map(|(at, fee)| fee.0.rule(&fee_at(at), currency)).collect::<Result<_, Fault>>()?,
        };
        terms.check().map_err(|error| self.fault(&error))?;
        Ok(terms)
    }

    fn advances(&self) -> Result<Vec<Advance>, Fault> {
        let advance = |(at, advance): (usize, &Object<AdvanceInput>)| {
            let Object(AdvanceInput { on, amount }) = advance;
            Ok(Advance { on: on.0, amount: amount.money(&format!("advances[{at}].amount"), self.currency)? })
        };
        self.advances.iter().flatten().enumerate().map(advance).collect()
    }

    fn conventions(&self, calendar: Option<&WorkingDays>) -> Result<Conventions, Fault> {
        // Who names a day count wants days counted.
        let basis = if self.day_count.is_some() { InterestBasis::Daily } else { InterestBasis::SameAsPeriod };
        let multiple = self.installment_multiple.as_ref();
        let multiple = multiple.map(|text| text.money("installment_multiple", self.currency)).transpose()?;
        let own = self.calendar.as_ref().map(|own| own.0.working_days());
        Ok(Conventions {
            amortization: self.amortization.unwrap_or_default(),
            interest_basis: self.interest_basis.unwrap_or(basis),
            day_count: self.day_count.unwrap_or_default(),
            leap: self.leap.unwrap_or_default(),
            grace: self.grace.map(|grace| grace.0).unwrap_or_default(),
            // Zero is how other systems say that there is none.
            installment_multiple: multiple.filter(|multiple| !multiple.is_zero()),
            working_days: own.or_else(|| calendar.cloned()).unwrap_or_default(),
            smoothing: self.smoothing.unwrap_or(true),
            interest_recalculation: self.interest_recalculation.unwrap_or_default(),
        })
    }

    /// A fault of the terms, by the field's name and place here.
    fn fault(&self, error: &TermsError) -> Fault {
        let advance = |on| self.advances.iter().flatten().position(|advance| advance.0.on.0 == on);
        let mut fees = self.fees.iter().flatten().enumerate();
        let mut fee =
            |name: &str| fees.find(|(at, fee)| fee.0.is_named(name, &fee_at(*at))).map(|(at, _)| at);
        let place = match error {
            TermsError::AdvanceAmount(on, _) => advance(*on).map(|at| format!("advances[{at}].amount")),
            TermsError::AdvanceOutsideTerm(on, ..) => advance(*on).map(|at| format!("advances[{at}].on")),
            TermsError::FeeAmount(name) => fee(name).map(fee_at),
            TermsError::FeeOutsideTerm(name, ..) => fee(name).map(|at| format!("{}.on", fee_at(at))),
            TermsError::EveryCount(_) => Some("every.count".to_owned()),
            _ => None,
        };
        let field = match error.field() {
            "price" => "principal",
            "starts_on" => "disbursed_on",
            "working_days" => "calendar",
            field => field,
        };
        Fault::new(place.unwrap_or_else(|| field.to_owned()), error.to_string())
    }
}

/// Where a fee stands, which is its name too when it has none.
fn fee_at(place: usize) -> String {
    format!("fees[{place}]")
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
        input.terms(None).map_err(|fault| fault.to_string())
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
