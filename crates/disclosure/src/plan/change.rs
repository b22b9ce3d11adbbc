use loan::restructure::{HolidayInterest, ReAgeInterest, ReAmortizeInterest, Reschedule, Restructuring};
use money::MoneyError;

use crate::Language;

/// What a change of the plan changes, a sentence each.
///
/// # Errors
/// When what is forgiven is more than an amount holds.
pub fn changes(change: &Restructuring, language: Language) -> Result<Vec<String>, MoneyError> {
    let texts = language.texts();
    let day = |day| texts.day(day).into();
    let count = |count: u16| ("count", count.into());
    Ok(match change {
        Restructuring::ReAge(plan) => {
            let first = ("day", day(plan.first_due_on));
            let series = texts.with("change-re-age", [count(plan.installments), first]);
            vec![series, texts.say(re_aged(plan.interest))]
        }
        Restructuring::ReAmortize { interest } => {
            vec![texts.say("change-re-amortize"), texts.say(re_amortized(*interest))]
        }
        Restructuring::Reschedule(plan) => rescheduled(plan, language),
        Restructuring::ChangeRate { from, rate } => {
            let rate = ("rate", rate.to_string().into());
            vec![texts.with("change-rate-from", [("day", day(*from)), rate])]
        }
        Restructuring::InterestPause { from, through } => {
            vec![texts.with("change-pause", [("first", day(*from)), ("last", day(*through))])]
        }
        Restructuring::Holiday { installments, interest } => {
            vec![texts.with("change-holiday", [count(*installments)]), texts.say(rested(*interest))]
        }
        Restructuring::Forgive(forgiven) => {
            let sum =
                forgiven.penalty.plus(forgiven.fee)?.plus(forgiven.interest)?.plus(forgiven.principal)?;
            vec![texts.with("change-forgive", [("amount", language.amount(sum).into())])]
        }
    })
}

fn rescheduled(plan: &Reschedule, language: Language) -> Vec<String> {
    let texts = language.texts();
    let mut said = Vec::new();
    if let Some(from) = plan.from {
        said.push(texts.with("change-from", [("day", texts.day(from).into())]));
    }
    if let Some(shift) = plan.shift {
        said.push(texts.with("change-shift", [("day", texts.day(shift.to).into())]));
    }
    let Some(new) = plan.plan else { return said };
    let counted = [
        ("change-extra", new.extra_installments),
        ("change-no-principal", new.grace.principal),
        ("change-no-interest", new.grace.interest),
    ];
    let counted = counted.into_iter().filter(|(_, count)| *count > 0);
    said.extend(counted.map(|(key, count)| texts.with(key, [("count", count.into())])));
    if let Some(installment) = new.installment {
        said.push(texts.with("change-amount", [("amount", language.amount(installment).into())]));
    }
    if let Some(rate) = new.rate {
        said.push(texts.with("change-rate", [("rate", rate.to_string().into())]));
    }
    said
}

const fn re_aged(interest: ReAgeInterest) -> &'static str {
    match interest {
        ReAgeInterest::Default => "change-re-age-default",
        ReAgeInterest::Waive => "change-re-age-waive",
        ReAgeInterest::EqualAmortizationPayable => "change-re-age-payable",
        ReAgeInterest::EqualAmortizationFull => "change-re-age-full",
    }
}

const fn re_amortized(interest: ReAmortizeInterest) -> &'static str {
    match interest {
        ReAmortizeInterest::Default => "change-re-amortize-default",
        ReAmortizeInterest::Waive => "change-re-amortize-waive",
        ReAmortizeInterest::EqualAmortization => "change-re-amortize-equal",
    }
}

const fn rested(interest: HolidayInterest) -> &'static str {
    match interest {
        HolidayInterest::Carried => "change-holiday-carried",
        HolidayInterest::Compounded => "change-holiday-compounded",
        HolidayInterest::Waived => "change-holiday-waived",
    }
}
