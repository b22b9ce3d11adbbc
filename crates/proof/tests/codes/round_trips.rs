use proof::code::{
    CodeKey, Counter, Format, Instruction, Keypad, Length, Rejected, Secret, Token, decode, encode,
    next_count,
};
use proptest::prelude::*;

fn secrets() -> impl Strategy<Value = Secret> {
    (any::<[u8; 16]>(), 0_u64..=999_999_999)
        .prop_map(|(key, start)| Secret { key: CodeKey::new(key), starting_code: start.try_into().unwrap() })
}

fn formats() -> impl Strategy<Value = Format> {
    let length = prop_oneof![Just(Length::Standard), Just(Length::Extended)];
    let keypad = prop_oneof![Just(Keypad::Full), Just(Keypad::Restricted)];
    (length, keypad).prop_map(|(length, keypad)| Format { length, keypad })
}

fn instructions() -> impl Strategy<Value = Instruction> {
    prop_oneof![
        (0_u32..=995).prop_map(Instruction::AddTime),
        (0_u32..=995).prop_map(Instruction::SetTime),
        Just(Instruction::Disable),
        Just(Instruction::CounterSync),
    ]
}

proptest! {
    #[test]
    fn what_was_said_is_understood(
        secret in secrets(), format in formats(), instruction in instructions(), count in 0_u32..300
    ) {
        let encoded = encode(&secret, count, instruction, format).unwrap();
        prop_assert_eq!(Some(encoded.count), next_count(count, instruction));
        let text = encoded.token.to_string();
        prop_assert_eq!(text.len(), format.digits());
        let typed = Token::parse(&encoded.token.grouped(), format.keypad, None).unwrap();
        prop_assert_eq!(typed, encoded.token);
        let counter = Counter { count, used: Some(vec![i64::from(count)]) };
        let decoded = decode(&secret, &counter, typed).unwrap();
        prop_assert_eq!((decoded.instruction, decoded.count), (instruction, encoded.count));
        prop_assert_eq!(decoded.counter.count, encoded.count);
        let again = decode(&secret, &decoded.counter, typed);
        if instruction != Instruction::CounterSync {
            // Now and then the same digits are also a later place of the chain: never the same place twice.
            let is_spent = again.as_ref().map_or_else(
                |rejected| *rejected == Rejected::AlreadyUsed,
                |later| later.count > encoded.count,
            );
            prop_assert!(is_spent, "{again:?}");
        }
    }

    #[test]
    fn long_tokens_carry_long_values(secret in secrets(), value in 1_000_u32..=999_999, count in 0_u32..60) {
        let format = Format { length: Length::Extended, keypad: Keypad::Full };
        for instruction in [Instruction::AddTime(value), Instruction::SetTime(value)] {
            let encoded = encode(&secret, count, instruction, format).unwrap();
            let decoded = decode(&secret, &Counter { count, used: None }, encoded.token).unwrap();
            prop_assert_eq!(decoded.instruction, instruction);
            prop_assert_eq!(decoded.counter.used, None);
        }
    }

    #[test]
    fn no_text_breaks_it(text in "\\PC{0,70}", count in any::<u8>()) {
        for keypad in [Keypad::Full, Keypad::Restricted] {
            if let Ok(token) = Token::parse(&text, keypad, None) {
                let counter = Counter { count: u32::from(count), used: None };
                let _ = decode(&super::secret(), &counter, token).is_ok();
            }
        }
    }
}

/// One wrong digit hits another valid token about once in 30,000 times; these fixed ones never do.
#[test]
fn every_digit_is_read() {
    let secret = super::secret();
    for instruction in [Instruction::AddTime(30), Instruction::SetTime(7), Instruction::Disable] {
        for (length, keypad) in [(Length::Standard, Keypad::Full), (Length::Extended, Keypad::Restricted)] {
            let token = encode(&secret, 1, instruction, Format { length, keypad }).unwrap().token.to_string();
            for place in 0..token.len() {
                let mut text = token.clone().into_bytes();
                text[place] = if text[place] == b'1' { b'2' } else { b'1' };
                let typed = Token::parse(std::str::from_utf8(&text).unwrap(), keypad, None).unwrap();
                assert_eq!(
                    decode(&secret, &Counter::new(), typed),
                    Err(Rejected::Invalid),
                    "{instruction:?} {place}"
                );
            }
        }
    }
}
