//! Values as people read them. Every class name here is one of the stylesheet's tones.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, Zoned};
use money::Money;
use policy::{Channel, Level};
use servicing::help::{AskedBy, HelpOutcome, Wish};
use servicing::{ContractStatus, HoldKind};

/// An amount with its currency, digits in groups of three: `1,234.50 USD`.
pub(super) fn money(amount: Money) -> String {
    format!("{}\u{a0}{}", amount.grouped(), amount.currency())
}

/// `Jan 31, 2026`.
pub(super) fn day(day: Date) -> String {
    day.strftime("%b %-d, %Y").to_string()
}

/// `Saturday, Jan 31, 2026`.
pub(super) fn long_day(day: Date) -> String {
    day.strftime("%A, %b %-d, %Y").to_string()
}

/// `Jan 31, 2026, 14:05`.
pub(super) fn moment(at: &Zoned) -> String {
    at.strftime("%b %-d, %Y, %H:%M").to_string()
}

/// How long ago something was, roughly: `5 minutes ago`.
pub(super) fn ago(at: Timestamp, now: Timestamp) -> String {
    let since = at.duration_until(now).max(SignedDuration::ZERO);
    let (count, unit) = match (since.as_secs(), since.as_mins(), since.as_hours()) {
        (0..60, _, _) => return "just now".to_owned(),
        (_, minutes @ 0..60, _) => (minutes, "minute"),
        (_, _, hours @ 0..48) => (hours, "hour"),
        (_, _, hours) => (hours / 24, "day"),
    };
    format!("{} ago", counted(count, unit))
}

/// `1 day`, `2 days`.
pub(super) fn counted(count: i64, unit: &str) -> String {
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// The tone of a level.
pub(super) const fn level_tone(level: Level) -> &'static str {
    match level {
        Level::None => "free",
        Level::Reminder => "remind",
        Level::Limited => "limit",
        Level::Locked => "lock",
    }
}

/// A level as an adjective: the phone is …
pub(super) const fn level(level: Level) -> &'static str {
    match level {
        Level::None => "free",
        Level::Reminder => "showing a reminder",
        Level::Limited => "limited",
        Level::Locked => "locked",
    }
}

/// A level as an order: the phone is to …
pub(super) const fn level_order(level: Level) -> &'static str {
    match level {
        Level::None => "be free",
        Level::Reminder => "show a reminder",
        Level::Limited => "be limited",
        Level::Locked => "be locked",
    }
}

/// A level as a name.
pub(super) const fn level_name(level: Level) -> &'static str {
    match level {
        Level::None => "Free",
        Level::Reminder => "Reminder",
        Level::Limited => "Limited",
        Level::Locked => "Locked",
    }
}

/// A status as a name.
pub(super) const fn status_name(status: ContractStatus) -> &'static str {
    match status {
        ContractStatus::Offered => "Offered",
        ContractStatus::Active => "Active",
        ContractStatus::Settled => "Settled",
        ContractStatus::Cancelled => "Canceled",
        ContractStatus::Unsecured => "Unsecured debt",
    }
}

/// The tone of a status.
pub(super) const fn status_tone(status: ContractStatus) -> &'static str {
    match status {
        ContractStatus::Offered => "info",
        ContractStatus::Active | ContractStatus::Cancelled => "",
        ContractStatus::Settled => "free",
        ContractStatus::Unsecured => "limit",
    }
}

/// A reason for a hold as a name.
pub(super) const fn hold_name(kind: HoldKind) -> &'static str {
    match kind {
        HoldKind::PendingPayment => "Payment on its way",
        HoldKind::Dispute => "Dispute",
        HoldKind::Hardship => "Hardship request",
        HoldKind::ReleasedByLender => "Released for good",
    }
}

/// What a borrower asks for as a name.
pub(super) const fn wish(wish: Wish) -> &'static str {
    match wish {
        Wish::TermExtension => "More installments",
        Wish::PaymentHoliday => "Payment holiday",
        Wish::ReAmortize => "Spreading what is overdue",
        Wish::ReAge => "New series of installments",
        Wish::LowerRate => "Lower rate",
        Wish::Forgiveness => "Giving a part up",
        Wish::Other => "Something else",
    }
}

/// Who asked for help.
pub(super) const fn asked_by(by: AskedBy) -> &'static str {
    match by {
        AskedBy::Borrower => "The borrower",
        AskedBy::Agent => "An agent",
    }
}

/// How a request for help ended.
pub(super) const fn help_outcome(outcome: HelpOutcome) -> &'static str {
    match outcome {
        HelpOutcome::Accepted => "a plan was accepted",
        HelpOutcome::Declined => "declined",
        HelpOutcome::Withdrawn => "withdrawn",
        HelpOutcome::Lapsed => "no plan was accepted in time",
        HelpOutcome::Paid => "everything was paid",
    }
}

/// How a notice went: shown on the phone, sent by …
pub(super) const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::OnDevice => "on the phone",
        Channel::Sms => "by text message",
        Channel::Email => "by e-mail",
        Channel::Letter => "by letter",
    }
}

/// A telephone number with its last two digits, an e-mail address with its first letter and domain: enough to
/// ask "is it the one ending in 34?", too little to copy.
pub(super) fn masked(contact: &str) -> String {
    if let Some((name, domain)) = contact.rsplit_once('@') {
        return name.chars().next().map_or_else(|| "•••".to_owned(), |first| format!("{first}•••@{domain}"));
    }
    let digits: Vec<char> = contact.chars().filter(char::is_ascii_digit).collect();
    let shown = if digits.len() > 4 { digits.len() - 2 } else { digits.len() };
    format!("•••\u{a0}{}", digits.iter().skip(shown).collect::<String>())
}

/// The first letter large, `_` and `.` as spaces: for words of the API that have no sentence here.
pub(super) fn humanized(word: &str) -> String {
    let spaced = word.replace(['_', '.'], " ");
    let mut letters = spaced.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(minor: i64, currency: &str) -> String {
        money(Money::from_minor(minor, currency.parse().unwrap()).unwrap())
    }

    #[test]
    fn groups_digits() {
        assert_eq!(amount(123_456_789, "USD"), "1,234,567.89\u{a0}USD");
        assert_eq!(amount(99_999, "USD"), "999.99\u{a0}USD");
        assert_eq!(amount(-150_000, "JPY"), "−150,000\u{a0}JPY");
        assert_eq!(amount(1_000, "KWD"), "1.000\u{a0}KWD");
    }

    #[test]
    fn hides_most_of_a_contact() {
        assert_eq!(masked("+254 712 345 634"), "•••\u{a0}34");
        assert_eq!(masked("agent@example.com"), "a•••@example.com");
        assert_eq!(masked("@example.com"), "•••");
        assert_eq!(masked("1234"), "•••\u{a0}");
        assert_eq!(masked(""), "•••\u{a0}");
    }

    #[test]
    fn says_how_long_ago() {
        let now = Timestamp::from_second(1_000_000).unwrap();
        for (seconds, want) in [
            (-5, "just now"),
            (59, "just now"),
            (60, "1 minute ago"),
            (7_199, "1 hour ago"),
            (172_799, "47 hours ago"),
            (172_800, "2 days ago"),
        ] {
            let at = Timestamp::from_second(1_000_000 - seconds).unwrap();
            assert_eq!(ago(at, now), want, "{seconds}");
        }
    }
}
