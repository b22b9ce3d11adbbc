use proof::code::{CodeKey, Counter, Format, Instruction, Length, Rejected, Token, decode, encode};

use super::{counter, secret};

fn token(after: u32, instruction: Instruction) -> Token {
    encode(&secret(), after, instruction, Format::default()).unwrap().token
}

fn long(after: u32, instruction: Instruction) -> Token {
    encode(&secret(), after, instruction, Format { length: Length::Extended, ..Format::default() })
        .unwrap()
        .token
}

#[test]
fn the_window_ends_64_ahead_and_100_for_a_synchronization() {
    let day = Instruction::AddTime(1);
    assert!(decode(&secret(), &counter(2, &[]), token(64, day)).is_ok());
    assert_eq!(decode(&secret(), &counter(2, &[]), token(66, day)), Err(Rejected::Invalid));
    assert!(decode(&secret(), &counter(1, &[]), token(100, Instruction::CounterSync)).is_ok());
    assert!(decode(&secret(), &counter(1, &[]), long(100, Instruction::CounterSync)).is_ok());
    assert_eq!(
        decode(&secret(), &counter(1, &[]), token(101, Instruction::CounterSync)),
        Err(Rejected::Invalid)
    );
}

#[test]
fn older_tokens_that_add_time_are_taken_once_and_in_any_order() {
    let (first, second) = (token(1, Instruction::AddTime(3)), token(2, Instruction::AddTime(5)));
    let after_second = decode(&secret(), &Counter::new(), second).unwrap();
    assert_eq!((after_second.count, after_second.counter.count), (4, 4));
    let after_both = decode(&secret(), &after_second.counter, first).unwrap();
    assert_eq!(
        (after_both.count, after_both.counter.count),
        (2, 4),
        "an older token does not set the count back"
    );
    for used in [first, second] {
        assert_eq!(decode(&secret(), &after_both.counter, used), Err(Rejected::AlreadyUsed));
    }
}

#[test]
fn an_older_token_counts_only_where_use_is_kept_and_not_for_ever() {
    let old = token(1, Instruction::AddTime(3));
    assert!(decode(&secret(), &counter(17, &[]), old).is_ok());
    assert_eq!(decode(&secret(), &counter(18, &[]), old), Err(Rejected::AlreadyUsed));
    assert_eq!(decode(&secret(), &Counter { count: 4, used: None }, old), Err(Rejected::AlreadyUsed));
    let older_set = token(2, Instruction::SetTime(3));
    assert_eq!(decode(&secret(), &counter(4, &[]), older_set), Err(Rejected::AlreadyUsed));
}

#[test]
fn setting_disabling_and_synchronizing_void_what_is_older() {
    let old = token(1, Instruction::AddTime(30));
    for newer in [Instruction::SetTime(1), Instruction::Disable, Instruction::CounterSync] {
        for newer in [token(4, newer), long(4, newer)] {
            let after = decode(&secret(), &Counter::new(), newer).unwrap().counter;
            assert_eq!(after.count, 5);
            assert_eq!(decode(&secret(), &after, old), Err(Rejected::AlreadyUsed));
        }
    }
}

/// In the reference implementation the value alone makes it a synchronization, and it can be used for ever.
#[test]
fn a_long_token_that_adds_999_is_used_once_and_voids_nothing() {
    let (old, big) = (long(1, Instruction::AddTime(3)), long(2, Instruction::AddTime(999)));
    let after = decode(&secret(), &Counter::new(), big).unwrap();
    assert_eq!(after.instruction, Instruction::AddTime(999));
    assert_eq!(decode(&secret(), &after.counter, big), Err(Rejected::AlreadyUsed));
    assert!(decode(&secret(), &after.counter, old).is_ok());
}

#[test]
fn a_synchronization_may_set_the_count_back() {
    let sync = token(10, Instruction::CounterSync);
    let after = decode(&secret(), &counter(40, &[]), sync).unwrap().counter;
    assert_eq!(after.count, 11);
    assert_eq!(decode(&secret(), &counter(75, &[]), sync), Err(Rejected::AlreadyUsed));
}

#[test]
fn the_key_of_another_device_makes_other_tokens() {
    let mut other = secret();
    other.key = CodeKey::new([7; 16]);
    let token = encode(&other, 1, Instruction::AddTime(3), Format::default()).unwrap().token;
    assert_eq!(decode(&secret(), &Counter::new(), token), Err(Rejected::Invalid));
}

/// Two devices with one key need starting codes that differ above the value's digits.
#[test]
fn starting_codes_that_differ_only_in_the_last_digits_share_their_tokens() {
    let mut near = secret();
    near.starting_code = 516_959_011.try_into().unwrap();
    let token = encode(&near, 1, Instruction::AddTime(3), Format::default()).unwrap().token;
    let read = decode(&secret(), &Counter::new(), token).unwrap();
    assert_eq!(read.instruction, Instruction::AddTime(4));
}
