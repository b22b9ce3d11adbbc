use jiff::Timestamp;
use jiff::civil::Date;

use super::Notification;
use crate::LenderContext;

/// The day a notification counts for: the stated one, else the lender's day on which it happened, else today.
/// A day to come counts as today. (One before the contract began counts as its first, which
/// [`servicing::IncomingPayment`] sees to: a rail's calendar must not keep a payment from lifting a
/// restriction.)
///
/// A test lender's clock has nothing to do with a rail's, so its payments happen when they come.
pub(super) fn value_on(lender: &LenderContext, notification: &Notification, now: Timestamp) -> Date {
    let today = lender.day(now);
    let happened = notification.occurred_at.filter(|_| !lender.is_test()).map(|at| lender.day(at));
    notification.value_on.or(happened).map_or(today, |stated| stated.min(today))
}
