use jiff::civil::Date;
use money::Money;
use proof::documents::NoticeOnDevice;

use super::{ScreenKind, View, code};
use crate::silence::Phase;

/// The words that a locked phone must show, and no others.
const LOCKED: &str = "This device is locked due to an overdue installment payment";

/// The one thing to read.
pub(super) fn title(view: &View<'_>, kind: ScreenKind) -> String {
    match kind {
        ScreenKind::NotEnrolled if view.is_enrolling => "Enrolling this phone".to_owned(),
        ScreenKind::NotEnrolled => "Scan the code of your contract".to_owned(),
        ScreenKind::Locked => LOCKED.to_owned(),
        ScreenKind::Limited => "This device is limited due to an overdue installment payment".to_owned(),
        ScreenKind::Reminder => "An installment payment is overdue".to_owned(),
        ScreenKind::Notice => "Please pay your overdue installment".to_owned(),
        ScreenKind::Silence if view.applied.is_silenced() => "Connect or enter a code".to_owned(),
        ScreenKind::Silence => "Please connect this phone to the internet".to_owned(),
        ScreenKind::Quittance => "Paid in full: this phone is yours".to_owned(),
        ScreenKind::Released => "This phone was released".to_owned(),
        ScreenKind::Free => free_title(view),
    }
}

fn free_title(view: &View<'_>) -> String {
    if view.freed.is_some() {
        return "This phone was released".to_owned();
    }
    if view.is_released {
        return "This phone is yours".to_owned();
    }
    let Some(standing) = view.standing() else { return "Everything is in order".to_owned() };
    if standing.overdue.is_positive() {
        return "An installment is past due".to_owned();
    }
    standing.next_due.as_ref().map_or_else(
        || "All installments are paid".to_owned(),
        |next| format!("Next installment {}", day(next.due_on)),
    )
}

/// What follows: the screen's own lines, then every notice of the standing, then the state of the line.
pub(super) fn lines(view: &View<'_>, kind: ScreenKind) -> Vec<String> {
    let mut lines = own_lines(view, kind);
    lines.extend(code::free_line(view));
    lines.extend(view.notices().map(notice));
    if view.silence == Phase::Notice && !view.is_released {
        lines.push(SILENCE_NOTICE.to_owned());
    }
    if let Some(hold) = view.standing().and_then(|s| s.hold.as_ref()).filter(|_| !view.is_released) {
        lines.push(hold.clone());
    }
    lines
}

const SILENCE_NOTICE: &str = "This phone has not reached its lender for a long time. Connect it within the \
                              next days, or it will be limited until it is connected. Nothing is erased.";

fn own_lines(view: &View<'_>, kind: ScreenKind) -> Vec<String> {
    let lines: &[&str] = match kind {
        ScreenKind::Locked => &[
            "It unlocks by itself as soon as the amount below is paid.",
            "Your data stays on this phone. Nothing is erased.",
        ],
        ScreenKind::Limited => &[
            "Calls, messages and work go on; entertainment apps are paused.",
            "The limit is lifted by itself as soon as the amount below is paid.",
        ],
        ScreenKind::Reminder => &["Nothing is restricted. Paying the amount below ends this reminder."],
        ScreenKind::Silence if view.applied.is_silenced() => &[
            "This phone has not reached its lender for a long time, so it is limited, as its contract says.",
            "Any connection to the lender ends this at once. Nothing is erased.",
        ],
        ScreenKind::Quittance => &["The contract is over. Nothing can restrict this phone for it again."],
        ScreenKind::Released => return released(view),
        ScreenKind::NotEnrolled | ScreenKind::Free | ScreenKind::Notice | ScreenKind::Silence => &[],
    };
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn released(view: &View<'_>) -> Vec<String> {
    let freed = view.freed.into_iter();
    let mut lines: Vec<_> =
        freed.flat_map(|freed| [freed.reason.clone(), format!("Case: {}", freed.case)]).collect();
    lines.push(
        "The ombudsman has freed this phone. Nothing can restrict it for its contract again.".to_owned(),
    );
    lines
}

fn notice(notice: &NoticeOnDevice) -> String {
    let (since, amount, days) = (day(notice.delinquent_since), money(notice.amount), notice.cure_days);
    let unit = if days == 1 { "day" } else { "days" };
    format!(
        "{amount} was due on {since}. If it is not paid within {days} full {unit} of this notice, this phone \
         may be restricted."
    )
}

fn day(date: Date) -> String {
    date.strftime("%B %-d, %Y").to_string()
}

fn money(amount: Money) -> String {
    format!("{} {}", amount.currency(), amount.grouped())
}
