use rust_decimal::{Decimal, MathematicalOps};

/// The powers of a period's discount, asked for in rising order, so that each costs a step from the one before.
#[derive(Debug)]
pub(super) struct Powers {
    discount: Decimal,
    power: Decimal,
    at: u32,
}

impl Powers {
    /// Of a discount; the first power is one.
    pub(super) const fn of(discount: Decimal) -> Self {
        Self { discount, power: Decimal::ONE, at: 0 }
    }

    /// The discount to the power of `whole`. `None` when it is below the one before, and on overflow.
    pub(super) fn to(&mut self, whole: u32) -> Option<Decimal> {
        match whole.checked_sub(self.at)? {
            0 => {}
            1 => self.power = self.power.checked_mul(self.discount)?,
            more => {
                self.power = self.power.checked_mul(self.discount.checked_powu(u64::from(more))?)?;
            }
        }
        self.at = whole;
        Some(self.power)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_rise() {
        let mut powers = Powers::of(Decimal::new(5, 1));
        let got: Vec<_> = [0, 1, 2, 2, 5]
            .into_iter()
            .map(|whole| powers.to(whole).unwrap().normalize().to_string())
            .collect();
        assert_eq!(got, ["1", "0.5", "0.25", "0.25", "0.03125"]);
        assert_eq!(powers.to(4), None);
    }
}
