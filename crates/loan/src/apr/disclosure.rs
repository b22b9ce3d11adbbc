use jiff::civil::Date;
use money::{Money, MoneyError};
use rust_decimal::Decimal;

use super::{Apr, AprError, Flow, Side, Transaction, eu_ccd, us_reg_z};

/// An amount on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub on: Date,
    /// The amount, zero or more.
    pub amount: Money,
}

/// What a credit costs is reckoned from: all amounts in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'a> {
    /// What is financed, in the order it is paid out; the first is on the day the term begins.
    pub advances: &'a [Dated],
    /// What the borrower pays from then on, finance charges included.
    pub payments: &'a [Dated],
    /// Finance charges paid at the start, beside the payments.
    pub prepaid: Money,
    /// What of the price is paid at once and not financed.
    pub down_payment: Money,
}

/// What the law has the lender tell before a credit is agreed (12 CFR 1026.18, Directive 2008/48/EC, Art. 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disclosure {
    /// The credit the borrower has the use of: the advances less the prepaid finance charges.
    pub amount_financed: Money,
    /// What the credit costs in money: the payments less the amount financed.
    pub finance_charge: Money,
    /// All payments after the start.
    pub total_of_payments: Money,
    /// All the borrower pays: down payment, prepaid charges and payments.
    pub total_cost: Money,
    /// The annual percentage rate of Regulation Z.
    pub apr_us: Apr,
    /// The annual percentage rate of charge of the European Union.
    pub apr_eu: Apr,
}

/// The amounts of a [`Disclosure`], which exist even where no annual percentage rate does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amounts {
    /// As in [`Disclosure`].
    pub amount_financed: Money,
    /// As in [`Disclosure`].
    pub finance_charge: Money,
    /// As in [`Disclosure`].
    pub total_of_payments: Money,
    /// As in [`Disclosure`].
    pub total_cost: Money,
}

impl Amounts {
    /// The amounts of an offer.
    ///
    /// # Errors
    /// When amounts mix currencies, exceed the limit, or the prepaid charges eat the first advance.
    pub fn of(offer: &Offer<'_>) -> Result<Self, AprError> {
        let prepaid = offer.prepaid;
        let sum = |side: Side, of: &[Dated]| {
            let amounts = of.iter().map(|dated| dated.amount);
            Money::sum(prepaid.currency(), amounts).map_err(|error| AprError::Money(side, error))
        };
        let (advanced, paid) = (sum(Side::Advances, offer.advances)?, sum(Side::Payments, offer.payments)?);
        let first = offer.advances.iter().map(|dated| dated.amount).find(|amount| amount.is_positive());
        if prepaid.is_negative() || first <= Some(prepaid) {
            return Err(AprError::PrepaidNotBelowAdvance);
        }
        let money = |result: Result<Money, MoneyError>| {
            result.map_err(|error| AprError::Money(Side::Payments, error))
        };
        let amount_financed = money(advanced.minus(prepaid))?;
        Ok(Self {
            amount_financed,
            finance_charge: money(paid.minus(amount_financed))?,
            total_of_payments: paid,
            total_cost: money(paid.plus(prepaid).and_then(|sum| sum.plus(offer.down_payment)))?,
        })
    }
}

impl Disclosure {
    /// The figures of an offer.
    ///
    /// # Errors
    /// When amounts mix currencies or have no annual percentage rate: see [`AprError`].
    pub fn of(offer: &Offer<'_>) -> Result<Self, AprError> {
        let Amounts { amount_financed, finance_charge, total_of_payments, total_cost } = Amounts::of(offer)?;
        let transaction = offer.transaction();
        let (apr_us, apr_eu) = (us_reg_z::apr(&transaction, None)?, eu_ccd::apr(&transaction, None)?);
        Ok(Self { amount_financed, finance_charge, total_of_payments, total_cost, apr_us, apr_eu })
    }
}

impl Offer<'_> {
    /// The flows in minor units, the prepaid charges taken off the first advance.
    fn transaction(&self) -> Transaction<Date> {
        let flow = |dated: &Dated| Flow { at: dated.on, amount: Decimal::from(dated.amount.minor()) };
        let mut advances: Vec<Flow<Date>> = self.advances.iter().map(flow).collect();
        if let Some(first) = advances.iter_mut().find(|flow| flow.amount > Decimal::ZERO) {
            first.amount -= Decimal::from(self.prepaid.minor());
        }
        Transaction { advances, payments: self.payments.iter().map(flow).collect() }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn usd(minor: i64) -> Money {
        Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
    }

    fn twelve(amount: i64) -> Vec<Dated> {
        (1..=12).map(|month| Dated { on: date(2025, month, 15), amount: usd(amount) }).collect()
    }

    #[test]
    fn figures_add_up() {
        let advances = [Dated { on: date(2024, 12, 15), amount: usd(60_000) }];
        let payments = twelve(5_674);
        let offer =
            Offer { advances: &advances, payments: &payments, prepaid: usd(1_500), down_payment: usd(5_000) };
        let got = Disclosure::of(&offer).unwrap();
        assert_eq!(got.amount_financed, usd(58_500));
        assert_eq!(got.total_of_payments, usd(68_088));
        assert_eq!(got.finance_charge, usd(9_588));
        assert_eq!(got.total_cost, usd(68_088 + 1_500 + 5_000));
        assert_eq!(got.finance_charge.plus(got.amount_financed).unwrap(), got.total_of_payments);
        let free = Disclosure::of(&Offer { prepaid: usd(0), ..offer }).unwrap();
        assert!(free.apr_us < got.apr_us && free.apr_eu < got.apr_eu);
    }

    #[test]
    fn charges_can_not_eat_the_advance() {
        let advances = [Dated { on: date(2024, 12, 15), amount: usd(1_000) }];
        let payments = twelve(100);
        for prepaid in [1_000, 1_001, -1] {
            let offer = Offer {
                advances: &advances,
                payments: &payments,
                prepaid: usd(prepaid),
                down_payment: usd(0),
            };
            assert_eq!(Disclosure::of(&offer), Err(AprError::PrepaidNotBelowAdvance));
        }
        let eur = Money::from_minor(100, "EUR".parse().unwrap()).unwrap();
        let offer = Offer { advances: &advances, payments: &payments, prepaid: eur, down_payment: usd(0) };
        assert_eq!(Disclosure::of(&offer).unwrap_err().field(), "advances");
    }
}
