//! What the fields of a base segment must be to each other.

use super::fault::{Fault, Place, value};
use super::field::day;
use crate::base_fields as f;
use crate::field::Field;

/// Closed accounts, which have a payment rating.
const RATED: [&str; 6] = ["05", "13", "65", "88", "94", "95"];
/// Accounts that owe nothing.
const PAID: [&str; 5] = ["13", "61", "62", "63", "64"];
/// Accounts that are late or lost, whose first day of lateness counts the seven years.
const LATE: [&str; 16] =
    ["61", "62", "63", "64", "65", "71", "78", "80", "82", "83", "84", "88", "93", "94", "95", "97"];

pub(super) fn faults(text: &str, place: Place) -> Vec<Fault> {
    let status = value(text, &f::STATUS);
    let is = |field: &Field| !value(text, field).trim_matches(['0', ' ']).is_empty();
    let rating = value(text, &f::RATING).trim();
    let was_late = LATE.contains(&status) || matches!(rating, "1" | "2" | "3" | "4" | "5" | "6" | "G" | "L");
    let (has_rating, is_paid) = (RATED.contains(&status), PAID.contains(&status));
    let is_loss = matches!(status, "97" | "64");
    let rules = [
        (has_rating && rating.is_empty(), &f::RATING, "a closed account has a payment rating"),
        (!has_rating && !rating.is_empty(), &f::RATING, "leave it blank: only a closed account has a rating"),
        (is_paid && is(&f::BALANCE), &f::BALANCE, "a paid account has no balance"),
        (is_paid && is(&f::PAST_DUE), &f::PAST_DUE, "a paid account has nothing past due"),
        (is_paid && !is(&f::CLOSED), &f::CLOSED, "a paid account was closed on a day"),
        (status == "11" && is(&f::PAST_DUE), &f::PAST_DUE, "a current account has nothing past due"),
        (was_late && !is(&f::FIRST_DELINQUENCY), &f::FIRST_DELINQUENCY, "write the day the lateness began"),
        (!was_late && is(&f::FIRST_DELINQUENCY), &f::FIRST_DELINQUENCY, "write zeros: it is not late"),
        (is_loss && !is(&f::CHARGE_OFF), &f::CHARGE_OFF, "write what was charged off at first"),
        (!is_loss && is(&f::CHARGE_OFF), &f::CHARGE_OFF, "write zeros: it is not charged off"),
        (!is(&f::SSN) && !is(&f::BIRTH), &f::BIRTH, "write a social security number or a date of birth"),
    ];
    let broken = rules.into_iter().filter(|(is_broken, ..)| *is_broken);
    let mut faults: Vec<Fault> =
        broken.map(|(_, field, right)| place.of(field, value(text, field), right)).collect();
    faults.extend(days(text, place));
    faults.extend(history(text, place));
    faults
}

/// No day lies behind the day of the report, or before the account.
fn days(text: &str, place: Place) -> Vec<Fault> {
    let at = |field: &Field| day(value(text, field));
    let (as_of, opened) = (at(&f::AS_OF), at(&f::OPENED));
    let mut faults = Vec::new();
    for field in [f::OPENED, f::FIRST_DELINQUENCY, f::CLOSED, f::LAST_PAYMENT, f::BIRTH] {
        if at(&field) > as_of {
            faults.push(place.of(
                &field,
                value(text, &field),
                "the day is behind the date of account information",
            ));
        }
    }
    for field in [f::FIRST_DELINQUENCY, f::CLOSED, f::LAST_PAYMENT] {
        if at(&field).is_some() && at(&field) < opened {
            faults.push(place.of(&field, value(text, &field), "the day is before the date opened"));
        }
    }
    faults
}

/// Months before the account have no history, and none comes behind them.
fn history(text: &str, place: Place) -> Option<Fault> {
    let profile = value(text, &f::HISTORY);
    let known = profile.trim_end_matches('B');
    let right = "B stands for months before the account: it may only stand at the end";
    known.contains('B').then(|| place.of(&f::HISTORY, profile, right))
}
