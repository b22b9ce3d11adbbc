use proof::code::{Keypad, Length, StartingCode, Token, TokenFormError};

fn refused(text: &str, keypad: Keypad, length: Option<Length>) -> TokenFormError {
    Token::parse(text, keypad, length).unwrap_err()
}

#[test]
fn what_is_no_token() {
    let full = Keypad::Full;
    assert_eq!(refused("", full, None), TokenFormError::Empty);
    assert_eq!(refused(" - ", full, None), TokenFormError::Empty);
    assert_eq!(refused("12345678x", full, None), TokenFormError::Character("0123456789"));
    assert_eq!(refused("١٢٣", full, None), TokenFormError::Character("0123456789"));
    assert_eq!(refused("1234567890123", full, None), TokenFormError::TooLong(12));
    assert_eq!(refused("1234567890", full, Some(Length::Standard)), TokenFormError::TooLong(9));
    assert_eq!(refused(&"1".repeat(21), Keypad::Restricted, None), TokenFormError::TooLong(20));
    assert_eq!(refused(&" ".repeat(65), full, None), TokenFormError::TooLong(12));
    assert_eq!(refused("111122223333445", Keypad::Restricted, None), TokenFormError::Character("1234"));
    assert_eq!(refused("111102223333444", Keypad::Restricted, None), TokenFormError::Character("1234"));
}

#[test]
fn how_people_write_tokens() {
    let token = Token::parse("588 224-011", Keypad::Full, None).unwrap();
    assert_eq!(token.to_string(), "588224011");
    assert_eq!(token.grouped(), "588 224 011");
    assert_eq!(token.format().length, Length::Standard);
    let without_zeros = Token::parse("77", Keypad::Full, None).unwrap();
    assert_eq!(without_zeros.to_string(), "000000077");
    let long = Token::parse("77", Keypad::Full, Some(Length::Extended)).unwrap();
    assert_eq!(long.to_string(), "000000000077");
    let keys = Token::parse("111 411 443 223 113", Keypad::Restricted, None).unwrap();
    assert_eq!(keys.to_string(), "111411443223113");
}

#[test]
fn a_starting_code_has_nine_digits() {
    assert_eq!(StartingCode::try_from(999_999_999).unwrap().get(), 999_999_999);
    let error = StartingCode::try_from(1_000_000_000).unwrap_err();
    assert!(error.to_string().contains("999999999"));
}
