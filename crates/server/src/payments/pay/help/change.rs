use loan::restructure::{HolidayInterest, ReAgeInterest, ReAmortizeInterest, Reschedule, Restructuring};
use money::MoneyError;

use super::super::words;

/// What a plan changes, one sentence a change.
pub(super) fn sentences(change: &Restructuring) -> Result<Vec<String>, MoneyError> {
    Ok(match change {
        Restructuring::ReAge(plan) => {
            let first = words::day(plan.first_due_on);
            let count = counted(u32::from(plan.installments), "new installment");
            vec![
                format!("All that you owe moves to {count}, the first due on {first}."),
                re_aged(plan.interest),
            ]
        }
        Restructuring::ReAmortize { interest } => {
            let what = "What is overdue is spread over the installments that are left. Due dates stay.";
            vec![what.to_owned(), re_amortized(*interest)]
        }
        Restructuring::Reschedule(plan) => rescheduled(plan),
        Restructuring::ChangeRate { from, rate } => {
            vec![format!("From {} on the interest is {rate} % a year.", words::day(*from))]
        }
        Restructuring::InterestPause { from, through } => {
            vec![format!("There is no interest from {} through {}.", words::day(*from), words::day(*through))]
        }
        Restructuring::Holiday { installments, interest } => {
            let count = counted(u32::from(*installments), "installment");
            vec![
                format!("You skip the next {count}. Every later due date moves back as much."),
                rested(*interest),
            ]
        }
        Restructuring::Forgive(forgiven) => {
            let sum =
                forgiven.penalty.plus(forgiven.fee)?.plus(forgiven.interest)?.plus(forgiven.principal)?;
            vec![format!("{} of what you owe is given up.", words::money(sum))]
        }
    })
}

fn rescheduled(plan: &Reschedule) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(from) = plan.from {
        said.push(format!("It changes the installments from the one due on {} on.", words::day(from)));
    }
    if let Some(shift) = plan.shift {
        let to = words::day(shift.to);
        said.push(format!("The first changed due date moves to {to}, later ones follow."));
    }
    let Some(new) = plan.plan else { return said };
    if new.extra_installments > 0 {
        let count = counted(u32::from(new.extra_installments), "installment");
        said.push(format!("There are {count} more at the end."));
    }
    if let Some(installment) = new.installment {
        said.push(format!("Each installment but the last is {}.", words::money(installment)));
    }
    if let Some(rate) = new.rate {
        said.push(format!("The interest is {rate} % a year."));
    }
    if new.grace.principal > 0 {
        let count = counted(u32::from(new.grace.principal), "installment");
        said.push(format!("For {count} you pay interest and charges only."));
    }
    if new.grace.interest > 0 {
        let count = counted(u32::from(new.grace.interest), "installment");
        said.push(format!("For {count} you pay no interest; it is asked for with the one after them."));
    }
    said
}

/// `1 installment`, `3 installments`.
pub(super) fn counted(count: u32, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

fn re_aged(interest: ReAgeInterest) -> String {
    match interest {
        ReAgeInterest::Default => {
            "Interest that is due moves to the first of them; new interest goes on as agreed."
        }
        ReAgeInterest::Waive => "Interest that is due is given up; new interest goes on as agreed.",
        ReAgeInterest::EqualAmortizationPayable => {
            "Interest that is due is split evenly; there is no new interest."
        }
        ReAgeInterest::EqualAmortizationFull => {
            "The interest of the old plan to its end is split evenly; there is no new interest."
        }
    }
    .to_owned()
}

fn re_amortized(interest: ReAmortizeInterest) -> String {
    match interest {
        ReAmortizeInterest::Default => "Interest that is due moves to the next installment.",
        ReAmortizeInterest::Waive => "Interest that is due is given up.",
        ReAmortizeInterest::EqualAmortization => {
            "Interest that is due is split evenly over the installments that are left."
        }
    }
    .to_owned()
}

fn rested(interest: HolidayInterest) -> String {
    match interest {
        HolidayInterest::Carried => "Interest goes on meanwhile and is added at the end of the break.",
        HolidayInterest::Compounded => {
            "Interest goes on meanwhile; it is added after each skipped installment and bears interest itself."
        }
        HolidayInterest::Waived => "There is no interest meanwhile.",
    }
    .to_owned()
}
