use loan::restructure::{
    Forgiven, HolidayInterest, MidTermGrace, NewPlan, ReAge, ReAgeInterest, ReAmortizeInterest, Reschedule,
    Restructuring, Shift,
};
use loan::{Every, TransactionBody};
use money::Money;
use serde::Deserialize;
use servicing::{Booking, Command};

use super::Reading;
use crate::json_lines::{Day, DecimalText, Fault, Object};
use crate::replay::fields;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReAgeInput {
    #[serde(alias = "count")]
    installments: u16,
    every: Object<Every>,
    #[serde(alias = "start")]
    first_due_on: Day,
    #[serde(default, alias = "interest_handling")]
    interest: ReAgeInterest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReAmortizeInput {
    #[serde(default, alias = "interest_handling")]
    interest: ReAmortizeInterest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RescheduleInput {
    /// The due date of the first installment that changes; the next one if left out.
    #[serde(default)]
    from: Option<Day>,
    /// Its new due date.
    #[serde(default, alias = "new_due_on")]
    to: Option<Day>,
    #[serde(default)]
    extra_installments: u16,
    #[serde(default)]
    grace: Option<Object<MidTermGrace>>,
    #[serde(default)]
    installment: Option<DecimalText>,
    #[serde(default, alias = "rate_percent")]
    annual_rate_percent: Option<DecimalText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeRateInput {
    #[serde(default, alias = "start")]
    from: Option<Day>,
    #[serde(alias = "rate_percent")]
    annual_rate_percent: DecimalText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InterestPauseInput {
    #[serde(alias = "start")]
    from: Day,
    #[serde(alias = "to", alias = "end")]
    through: Day,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayInput {
    installments: u16,
    interest: HolidayInterest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForgiveInput {
    #[serde(default)]
    penalty: Option<DecimalText>,
    #[serde(default)]
    fee: Option<DecimalText>,
    #[serde(default)]
    interest: Option<DecimalText>,
    #[serde(default)]
    principal: Option<DecimalText>,
}

impl Reading<'_> {
    /// A change of the plan, agreed today. It counts from today, or from an earlier day that it names itself.
    pub(super) fn plan(mut self, word: &str) -> Result<Command, Fault> {
        let name = fields::take(&mut self.fields, "id")?;
        let change = self.change(word)?;
        let id = self.names.add(name, self.place)?;
        let value_on = change.value_on(self.on);
        Ok(Command::Book(Booking { id, value_on, body: TransactionBody::Restructure { change } }))
    }

    fn change(&mut self, word: &str) -> Result<Restructuring, Fault> {
        Ok(match word {
            "reage" => {
                let ReAgeInput { installments, every, first_due_on, interest } = self.rest()?;
                let (every, first_due_on) = (every.0, first_due_on.0);
                Restructuring::ReAge(ReAge { installments, every, first_due_on, interest })
            }
            "reamortize" => {
                let ReAmortizeInput { interest } = self.rest()?;
                Restructuring::ReAmortize { interest }
            }
            "reschedule" => Restructuring::Reschedule(self.reschedule()?),
            "change_rate" => {
                let ChangeRateInput { from, annual_rate_percent } = self.rest()?;
                let rate = annual_rate_percent.rate("annual_rate_percent")?;
                Restructuring::ChangeRate { from: from.map_or(self.on, |day| day.0), rate }
            }
            "interest_pause" => {
                let InterestPauseInput { from, through } = self.rest()?;
                Restructuring::InterestPause { from: from.0, through: through.0 }
            }
            "holiday" => {
                let HolidayInput { installments, interest } = self.rest()?;
                Restructuring::Holiday { installments, interest }
            }
            _ => Restructuring::Forgive(self.forgive()?),
        })
    }

    fn reschedule(&mut self) -> Result<Reschedule, Fault> {
        let input: RescheduleInput = self.rest()?;
        let plan = NewPlan {
            extra_installments: input.extra_installments,
            grace: input.grace.map(|grace| grace.0).unwrap_or_default(),
            installment: input.installment.map(|amount| self.money("installment", &amount)).transpose()?,
            rate: input.annual_rate_percent.map(|rate| rate.rate("annual_rate_percent")).transpose()?,
        };
        let plan = Some(plan).filter(|plan| *plan != NewPlan::default());
        Ok(Reschedule {
            from: input.from.map(|day| day.0),
            shift: input.to.map(|to| Shift { to: to.0 }),
            plan,
        })
    }

    fn forgive(&mut self) -> Result<Forgiven, Fault> {
        let input: ForgiveInput = self.rest()?;
        let amount = |field, amount: Option<DecimalText>| match amount {
            None => Ok(Money::zero(self.account.currency())),
            Some(amount) => self.money(field, &amount),
        };
        Ok(Forgiven {
            penalty: amount("penalty", input.penalty)?,
            fee: amount("fee", input.fee)?,
            interest: amount("interest", input.interest)?,
            principal: amount("principal", input.principal)?,
        })
    }
}
