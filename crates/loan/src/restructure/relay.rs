use money::Money;

use super::capitalize::Labels;
use super::draft::Draft;
use super::lay::{Bed, Laid};
use super::{RestructureError, reckon};
use crate::Period;
use crate::amortization::precision::{over, times};

/// What was taken out of rows that keep their places, to be laid over them anew.
pub(super) struct Relay {
    /// What bears interest.
    pub(super) opening: Money,
    /// Interest that bears none, by row.
    pub(super) carried: Vec<Money>,
    /// What each row asked for.
    pub(super) installments: Vec<Money>,
    /// What each row repaid of the opening.
    pub(super) shares: Vec<Money>,
    /// The interest of each row's own period, paid or not, as it was.
    own: Vec<Money>,
    labels: Labels,
}

impl Relay {
    /// Takes principal and interest out of the rows. Interest of their own periods is reckoned anew.
    pub(super) fn take(draft: &mut Draft<'_>, rows: &[usize]) -> Result<Self, RestructureError> {
        let zero = draft.zero();
        let mut relay = Self {
            opening: zero,
            carried: Vec::with_capacity(rows.len()),
            installments: Vec::with_capacity(rows.len()),
            shares: Vec::with_capacity(rows.len()),
            own: Vec::with_capacity(rows.len()),
            labels: Labels { capitalized: zero, credited: zero },
        };
        let mut deferred = rows.first().map_or(zero, |first| draft.take_deferred(*first));
        for at in rows {
            let prepaid = super::open::own_gone(draft.row(*at)?)?;
            let open = draft.take(*at)?;
            relay.opening = relay.opening.plus(open.bearing()?)?;
            relay.carried.push(open.fixed()?.plus(std::mem::replace(&mut deferred, zero))?);
            relay.installments.push(open.principal.plus(open.interest()?)?.plus(prepaid)?);
            relay.shares.push(open.bearing()?);
            relay.own.push(open.own.plus(prepaid)?);
            relay.labels.capitalized = relay.labels.capitalized.plus(open.capitalized)?;
            relay.labels.credited = relay.labels.credited.plus(open.credited)?;
        }
        Ok(relay)
    }

    /// The bed over the rows' periods as they are now. The interest of a flat loan is that of before, in proportion.
    pub(super) fn bed<'a>(
        &self,
        draft: &'a Draft<'_>,
        rows: &[usize],
        periods: &'a [Period],
    ) -> Result<Bed<'a>, RestructureError> {
        let bed = Bed::new(&draft.rules, periods, self.opening, draft.zero());
        let own = if reckon::is_flat(&draft.rules) { Some(self.in_proportion(draft, rows)?) } else { None };
        Ok(Bed { carried: self.carried.clone(), own, ..bed })
    }

    /// Each row's interest as the new rules and dates have it, in proportion to what it was by the old ones.
    fn in_proportion(&self, draft: &Draft<'_>, rows: &[usize]) -> Result<Vec<Money>, RestructureError> {
        let (rules, old) = draft.old;
        let each = rows.iter().zip(&self.own).map(|(at, own)| {
            let new = draft.period(*at)?;
            let now = reckon::exact(&draft.rules, self.opening, new, new.from, new.due_on)?;
            let before = old.get(*at).map(|row| Period { from: row.from, due_on: row.due_on });
            let before =
                before.map(|p| reckon::exact(rules, self.opening, p, p.from, p.due_on)).transpose()?;
            match before.filter(|before| !before.is_zero()) {
                Some(before) => {
                    let scaled = times(own.minor().into(), now).and_then(|product| over(product, before));
                    reckon::money(scaled.ok_or(RestructureError::Interest)?, *own)
                }
                None => reckon::money(now, *own),
            }
        });
        each.collect()
    }

    /// Takes an amount off what is laid anew.
    pub(super) fn forgive(&mut self, amount: Money) -> Result<(), RestructureError> {
        self.opening = self.opening.minus(amount)?;
        Ok(())
    }

    /// Puts laid rows into the places.
    pub(super) fn put(
        mut self,
        draft: &mut Draft<'_>,
        rows: &[usize],
        laid: Vec<Laid>,
    ) -> Result<(), RestructureError> {
        for (at, row) in rows.iter().zip(laid) {
            let put = self.labels.put(row)?;
            draft.put(*at, put)?;
        }
        Ok(())
    }
}
