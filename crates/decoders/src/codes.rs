use proof::code::{CodeKey, Counter, Keypad, Secret, Token, decode};

use crate::{Target, target};

pub(crate) const TARGETS: &[Target] = &[target("token", token)];

/// The first byte says which keypad it was typed on.
fn token(bytes: &[u8]) {
    let Some((keypad, text)) = bytes.split_first() else { return };
    let keypad = if keypad % 2 == 0 { Keypad::Full } else { Keypad::Restricted };
    let Ok(token) = Token::parse(&String::from_utf8_lossy(text), keypad, None) else { return };
    let written = token.to_string();
    assert!(
        Token::parse(&written, keypad, None).is_ok_and(|again| again == token),
        "a token is written in one way"
    );
    let secret = Secret::of(CodeKey::new([7; 16]));
    if let Ok(decoded) = decode(&secret, &Counter::new(), token) {
        assert!(decode(&secret, &decoded.counter, token).is_err(), "a token counts once");
    }
}
