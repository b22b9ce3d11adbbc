use rust_decimal::Decimal;

use super::error::{AprError, Place, Side};

/// The most advances, and the most payments, of a transaction.
pub(super) const MAX_FLOWS: usize = 10_000;
/// The largest amount: as many units as [`money::MAX_MINOR`] has minor units, so that no sum overflows.
pub(super) const MAX_AMOUNT: i64 = money::MAX_MINOR;

/// An amount that changes hands at some time. A rate has no currency: any unit will do, the same for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow<T> {
    /// When: a [`jiff::civil::Date`], [`super::Periods`] or [`super::Years`].
    pub at: T,
    /// How much, zero or more.
    pub amount: Decimal,
}

/// What a borrower receives and pays, in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction<T> {
    /// What the borrower receives.
    pub advances: Vec<Flow<T>>,
    /// What the borrower pays.
    pub payments: Vec<Flow<T>>,
}

/// A flow seen from the lender: payments count up, advances down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signed<T> {
    pub(super) at: T,
    pub(super) amount: Decimal,
}

impl<T: Copy> Transaction<T> {
    /// Every flow with its place.
    pub(super) fn places(&self) -> impl Iterator<Item = (Place, &Flow<T>)> {
        let advances = self.advances.iter().enumerate().map(|(at, flow)| (Place(Side::Advances, at), flow));
        let payments = self.payments.iter().enumerate().map(|(at, flow)| (Place(Side::Payments, at), flow));
        advances.chain(payments)
    }

    /// Refuses amounts and counts that are out of bounds.
    pub(super) fn check(&self) -> Result<(), AprError> {
        for (side, flows) in [(Side::Advances, &self.advances), (Side::Payments, &self.payments)] {
            if flows.len() > MAX_FLOWS {
                return Err(AprError::TooMany(side, flows.len()));
            }
        }
        let limit = Decimal::from(MAX_AMOUNT);
        for (place, flow) in self.places() {
            if flow.amount < Decimal::ZERO || flow.amount > limit {
                return Err(AprError::Amount(place));
            }
        }
        for (side, flows) in [(Side::Advances, &self.advances), (Side::Payments, &self.payments)] {
            if flows.iter().all(|flow| flow.amount.is_zero()) {
                return Err(AprError::Nothing(side));
            }
        }
        Ok(())
    }

    /// When the term begins: with the first advance.
    pub(super) fn start(&self) -> Result<T, AprError>
    where
        T: Ord,
    {
        let advances = self.advances.iter().filter(|flow| !flow.amount.is_zero());
        advances.map(|flow| flow.at).min().ok_or(AprError::Nothing(Side::Advances))
    }

    /// Every flow that isn't zero, its time read by `time`, payments positive and advances negative.
    pub(super) fn signed<U>(
        &self,
        time: impl Fn(Place, T) -> Result<U, AprError>,
    ) -> Result<Vec<Signed<U>>, AprError> {
        self.places()
            .filter(|(_, flow)| !flow.amount.is_zero())
            .map(|(place, flow)| {
                let amount = if place.0 == Side::Payments { flow.amount } else { -flow.amount };
                Ok(Signed { at: time(place, flow.at)?, amount })
            })
            .collect()
    }
}
