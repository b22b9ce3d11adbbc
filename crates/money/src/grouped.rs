use crate::Money;

impl Money {
    /// The amount as people read it, without the currency: thousands in groups, a true minus sign, for example
    /// `1,234.50`. For machines there is [`ToString`].
    #[must_use]
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, digits) =
            plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("\u{2212}", digits));
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
        let mut text = sign.to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        if let Some(fraction) = fraction {
            text.push('.');
            text.push_str(fraction);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        let grouped = |minor, code: &str| Money::from_minor(minor, code.parse().unwrap()).unwrap().grouped();
        assert_eq!(grouped(5, "USD"), "0.05");
        assert_eq!(grouped(99_999, "USD"), "999.99");
        assert_eq!(grouped(123_456_789, "USD"), "1,234,567.89");
        assert_eq!(grouped(-123_456, "USD"), "\u{2212}1,234.56");
        assert_eq!(grouped(1_234, "JPY"), "1,234");
        assert_eq!(grouped(1_234_567, "KWD"), "1,234.567");
    }
}
