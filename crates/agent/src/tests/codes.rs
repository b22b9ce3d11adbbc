//! Offline codes: they free, they never restrict, and guessing them takes longer than a phone lasts.

use policy::Level;
use proof::code::{CodeKey, Counter, Format, Instruction, InstructionKind, Secret, Token, decode, encode};
use proof::documents::Fact;
use proptest::prelude::*;

use crate::testing::{Phone, Server, at, enrolled};
use crate::{Check, CodeAnswer, CodeEntry, Input, ScreenKind};

const NOW: &str = "2026-02-19T15:00:00Z";
const MINUTE: u64 = 60;
const DAY: u64 = 86_400;

/// Locked, and without network from now on.
fn locked() -> (Server, Phone) {
    let (server, mut phone) = crate::testing::locked(at(NOW));
    phone.feed(Input::SendFailed);
    (server, phone)
}

fn entry(phone: &Phone) -> CodeEntry {
    entry_of(phone).unwrap()
}

/// A code that is right for nobody.
fn wrong_code(server: &Server, nth: u32) -> String {
    let start = 100_000_000 + nth * 7_919;
    let is_wrong = |text: &String| {
        let token = Token::parse(text, Format::default().keypad, None).unwrap();
        let counter = Counter { count: server.codes.count, used: Some(Vec::new()) };
        decode(&server.codes.secret, &counter, token).is_err()
    };
    (start..).map(|number| number.to_string()).find(is_wrong).unwrap()
}

#[test]
fn a_code_frees_for_its_days_and_no_longer() {
    let (mut server, mut phone) = locked();
    let code = server.offline_code(Instruction::AddTime(2));
    phone.feed(Input::Code(&code));
    assert_eq!((phone.agent.level(), phone.refused.as_slice()), (Level::None, [].as_slice()));
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);
    let until = at("2026-02-21T15:00:00Z");
    assert_eq!(entry(&phone).free_until, Some(until));
    assert!(phone.agent.screen().lines[0].contains("until February 21, 2026, 10:00"));
    phone.restart(&server);
    assert_eq!(phone.agent.level(), Level::None, "a restart takes nothing back");
    phone.pass(2 * DAY - MINUTE);
    assert_eq!(phone.agent.level(), Level::None);
    // Monday morning: in the hours in which a level may rise.
    phone.pass(2 * DAY + MINUTE);
    assert_eq!(phone.agent.level(), Level::Locked);
    assert_eq!(entry(&phone).free_until, None);
}

#[test]
fn the_lender_learns_of_it_at_the_next_contact() {
    let (mut server, mut phone) = locked();
    let code = server.offline_code(Instruction::AddTime(30));
    phone.feed(Input::Code(&code));
    phone.talk(&mut server);
    let facts: Vec<_> = server.receipts.iter().map(|receipt| receipt.body().fact.clone()).collect();
    let applied = Fact::CodeApplied { count: 2, kind: InstructionKind::AddTime };
    assert_eq!(facts[2..], [applied, Fact::LevelApplied { level: Level::None }]);
    assert_eq!(
        phone.agent.level(),
        Level::None,
        "nor does a standing that still restricts end the code's time"
    );
}

#[test]
fn times_add_up_and_a_set_time_replaces_them() {
    let (mut server, mut phone) = locked();
    let (first, second) =
        (server.offline_code(Instruction::AddTime(2)), server.offline_code(Instruction::AddTime(3)));
    phone.feed(Input::Code(&second));
    phone.feed(Input::Code(&first));
    assert_eq!(entry(&phone).free_until, Some(at("2026-02-24T15:00:00Z")));
    let set = server.offline_code(Instruction::SetTime(1));
    phone.feed(Input::Code(&set));
    assert_eq!(entry(&phone).free_until, Some(at("2026-02-20T15:00:00Z")));
    let none = server.offline_code(Instruction::SetTime(0));
    phone.feed(Input::Code(&none));
    assert_eq!(phone.agent.level(), Level::Locked, "what the standing says, and no more");
}

#[test]
fn a_code_that_frees_for_good_does() {
    let (mut server, mut phone) = locked();
    let code = server.offline_code(Instruction::Disable);
    phone.feed(Input::Code(&code));
    assert_eq!(phone.agent.level(), Level::None);
    assert_eq!(phone.agent.screen().code, None, "there is nothing left to type a code for");
    phone.restart(&server);
    server.now = at("2026-02-20T15:00:00Z");
    let again = server.lender.restricted(3, Level::Locked, server.now);
    phone.feed(Input::Pushed(&again.sign(&server.lender.key)));
    assert_eq!(
        (phone.agent.level(), phone.refused.as_slice()),
        (Level::None, [Check::StandingReleased].as_slice())
    );
    phone.pass(1_000 * DAY);
    assert_eq!(phone.agent.level(), Level::None);
}

#[test]
fn a_code_ends_a_silence() {
    let mut server = Server::new(at("2026-01-15T15:00:00Z"));
    let mut phone = Phone::enrolled(&mut server);
    phone.feed(Input::SendFailed);
    assert_eq!(phone.agent.screen().code, None, "nothing to type a code for");
    phone.pass(8 * DAY);
    phone.pass(7 * DAY);
    assert_eq!((phone.agent.screen().kind, phone.agent.level()), (ScreenKind::Silence, Level::Limited));
    let code = server.offline_code(Instruction::CounterSync);
    phone.feed(Input::Code(&code));
    assert_eq!(phone.agent.level(), Level::None);
    phone.pass(6 * DAY);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);
    phone.pass(2 * DAY);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Silence);
}

#[test]
fn what_is_no_code_is_no_try() {
    let (_server, mut phone) = locked();
    for text in ["", "12345678", "1234567890", "12345678x", "111 222 333 444", "not a code"] {
        phone.feed(Input::Code(text));
        assert_eq!(phone.refused, [Check::CodeForm], "{text}");
        assert_eq!((entry(&phone).answer, entry(&phone).shut_until), (Some(CodeAnswer::Malformed), None));
    }
}

#[test]
fn a_used_code_another_phones_code_and_a_guess_are_refused() {
    let (mut server, mut phone) = locked();
    let code = server.offline_code(Instruction::AddTime(1));
    phone.feed(Input::Code(&code));
    let free_until = entry(&phone).free_until;
    phone.feed(Input::Code(&code));
    assert_eq!(
        (phone.refused.as_slice(), entry(&phone).answer),
        ([Check::CodeWrong].as_slice(), Some(CodeAnswer::Used))
    );
    assert_eq!((entry(&phone).free_until, entry(&phone).shut_until), (free_until, None));

    let other = Secret::of(CodeKey::new([9; 16]));
    let others = encode(&other, 1, Instruction::AddTime(30), Format::default()).unwrap().token;
    phone.feed(Input::Code(&others.to_string()));
    assert_eq!(
        (phone.refused.as_slice(), entry(&phone).answer),
        ([Check::CodeWrong].as_slice(), Some(CodeAnswer::Wrong))
    );
    assert_eq!(entry(&phone).free_until, free_until);
}

/// 1, 2, 4 … 512 minutes, and 512 from then on.
#[test]
fn the_wait_doubles_and_outlives_reboots_and_clocks() {
    let (mut server, mut phone) = locked();
    let right = server.offline_code(Instruction::AddTime(5));
    for nth in 0..12_u32 {
        let wait = MINUTE << nth.min(9);
        phone.feed(Input::Code(&wrong_code(&server, nth)));
        assert_eq!(
            (phone.refused.as_slice(), entry(&phone).answer),
            ([Check::CodeWrong].as_slice(), Some(CodeAnswer::Wrong))
        );
        phone.wall = Some(at("2030-01-01T00:00:00Z"));
        phone.pass(wait / 2);
        phone.restart(&server);
        phone.feed(Input::Code(&right));
        assert_eq!(
            (phone.refused.as_slice(), phone.agent.level()),
            ([Check::CodeLockedOut].as_slice(), Level::Locked)
        );
        // A reboot forgets time, never a wait.
        (phone.boot, phone.monotonic) = (phone.boot + 1, std::time::Duration::ZERO);
        phone.restart(&server);
        phone.pass(wait / 2 - 1);
        phone.feed(Input::Code(&right));
        assert_eq!(phone.refused, [Check::CodeLockedOut]);
        phone.pass(wait);
    }
    phone.feed(Input::Code(&right));
    assert_eq!(phone.agent.level(), Level::None);
    phone.feed(Input::Code(&wrong_code(&server, 99)));
    phone.pass(MINUTE + 1);
    assert_eq!(entry(&phone).shut_until, None, "a right code starts the waits anew");
}

#[test]
fn a_reset_phone_takes_no_code_from_before() {
    let (mut server, mut phone) = locked();
    let (used, unused) =
        (server.offline_code(Instruction::AddTime(1)), server.offline_code(Instruction::AddTime(1)));
    phone.feed(Input::Code(&used));
    phone.factory_reset(&server);
    phone.talk(&mut server);
    assert_eq!(phone.agent.level(), Level::Locked, "the reset brings back what the standing says");
    for old in [used, unused] {
        phone.feed(Input::Code(&old));
        assert_eq!(phone.refused, [Check::CodeWrong]);
        assert_eq!(entry(&phone).answer, Some(CodeAnswer::Used));
    }
    let new = server.offline_code(Instruction::AddTime(1));
    phone.feed(Input::Code(&new));
    assert_eq!(phone.agent.level(), Level::None);
}

#[test]
fn a_renewed_session_keeps_the_count() {
    let (mut server, mut phone) = locked();
    let (used, unused) =
        (server.offline_code(Instruction::AddTime(1)), server.offline_code(Instruction::AddTime(1)));
    phone.feed(Input::Code(&used));
    server.renew = true;
    phone.talk(&mut server);
    phone.feed(Input::Code(&used));
    assert_eq!(entry(&phone).answer, Some(CodeAnswer::Used));
    phone.feed(Input::Code(&unused));
    assert_eq!(entry(&phone).answer, Some(CodeAnswer::Accepted));
}

/// The scheme lets a synchronization set the count back, after which used codes would count again.
#[test]
fn a_synchronization_never_sets_the_count_back() {
    let (mut server, mut phone) = locked();
    let early = server.offline_code(Instruction::CounterSync);
    let codes: Vec<String> = (0..3).map(|_| server.offline_code(Instruction::AddTime(1))).collect();
    codes.iter().for_each(|code| phone.feed(Input::Code(code)));
    let free_until = entry(&phone).free_until;
    for code in codes.iter().chain([&early]).chain(&codes) {
        phone.feed(Input::Code(code));
        assert_eq!(entry(&phone).answer, Some(CodeAnswer::Used));
    }
    assert_eq!(entry(&phone).free_until, free_until);
}

#[test]
fn a_phone_without_contract_reads_no_code() {
    let server = Server::new(at(NOW));
    let mut phone = Phone::new(&server);
    phone.feed(Input::Code("123456789"));
    assert_eq!(phone.refused, [Check::NotEnrolled]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is typed in whatever order, the level is never above the standing's.
    #[test]
    fn no_code_raises_anything(
        typed in prop::collection::vec((0_u32..1_000, 0_u8..5, 0_u64..3 * DAY), 1..20),
        level in prop::sample::select(vec![Level::None, Level::Reminder, Level::Limited, Level::Locked]),
    ) {
        let (mut server, mut phone) = enrolled(at(NOW));
        if level > Level::None {
            let standing = server.lender.restricted(2, level, at(NOW));
            server.publish(&standing);
        }
        phone.talk(&mut server);
        phone.feed(Input::SendFailed);
        for (value, kind, seconds) in typed {
            let code = match kind {
                0 => server.offline_code(Instruction::AddTime(value.min(995))),
                1 => server.offline_code(Instruction::SetTime(value.min(995))),
                2 => server.offline_code(Instruction::CounterSync),
                3 => format!("{value:09}"),
                _ => value.to_string(),
            };
            phone.feed(Input::Code(&code));
            phone.pass(seconds);
            prop_assert!(phone.agent.level() <= level);
            let is_free = entry_of(&phone).is_some_and(|entry| entry.free_until.is_some());
            prop_assert!(!is_free || phone.agent.level() == Level::None);
        }
    }
}

fn entry_of(phone: &Phone) -> Option<CodeEntry> {
    phone.agent.screen().code.clone()
}
