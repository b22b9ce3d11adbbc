use ident::PaymentId;
use store::rows::{PaymentFilter, PaymentRow};
use store::{Page, StoreError};

use super::cell::{Cell, Column, Kind, Row, column};
use super::export::Days;
use crate::{App, LenderContext, persist};

/// Payments that are read at a time.
const PAGE: u32 = 1000;

pub(super) const COLUMNS: &[Column] = &[
    column("payment", Kind::Text),
    column("kind", Kind::Text),
    column("status", Kind::Text),
    column("contract", Kind::Text),
    column("rail", Kind::Text),
    column("external_id", Kind::Text),
    column("amount", Kind::Amount),
    column("currency", Kind::Text),
    column("value_on", Kind::Day),
    column("received_at", Kind::Instant),
    column("reference", Kind::Text),
];

/// A page of payments received on these days of the lender, and the last one read; none at the end.
pub(super) async fn page(
    app: &App,
    lender: &LenderContext,
    days: Days,
    after: Option<PaymentId>,
) -> Result<(Vec<Row>, Option<PaymentId>), StoreError> {
    let page = Page { after, limit: PAGE };
    let payments = app.store.payments(lender.id, PaymentFilter::default(), page).await?;
    let last = payments.last().map(|row| row.id);
    let wanted = payments.iter().filter(|payment| days.have(lender.day(payment.received_at)));
    Ok((wanted.map(row).collect::<Result<_, _>>()?, last))
}

fn row(payment: &PaymentRow) -> Result<Row, StoreError> {
    Ok(vec![
        Cell::text(payment.id),
        Cell::text(&payment.kind),
        Cell::text(&payment.status),
        Cell::optional_text(payment.contract),
        Cell::text(&payment.rail),
        Cell::text(&payment.external_id),
        Cell::Amount(payment.minor.into(), super::trial_balance::currency(&payment.currency)?),
        Cell::text(&payment.currency),
        Cell::Day(persist::day_from_epoch(payment.value_on)),
        Cell::Instant(payment.received_at),
        Cell::optional_text(payment.reference.as_ref()),
    ])
}
