//! Thousands of random cases against PyPI's `openpaygo`. Where they may differ is listed in
//! `docs/protocol/offline-codes.md`, and asserted here.

use serde_json::{Value, json};

use super::code;
use super::python::Python;

const CASES: u64 = 3_000;

/// Numbers that look random and are the same every time (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        let choice = self.below(u64::try_from(choices.len()).unwrap());
        choices[usize::try_from(choice).unwrap()]
    }
}

fn lines(questions: &[Value]) -> String {
    questions.iter().map(|question| format!("{question}\n")).collect()
}

fn answers(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn to_encode(numbers: &mut Numbers) -> Value {
    let extended = numbers.below(2) == 1;
    let divider = numbers.one_of(&[1, 1, 2, 4, 24, 60, 255]);
    let kind = numbers.one_of(&["add_time", "add_time", "set_time", "disable_payg", "counter_sync"]);
    let mut line = json!({
        "key": format!("{:016x}{:016x}", numbers.next(), numbers.next()),
        "starting_code": numbers.one_of(&[0, 1, 999, 999_999_999, numbers.0 % 1_000_000_000]),
        "count": numbers.below(90),
        "type": kind,
        "value_divider": divider,
        "extended": extended,
        "restricted_digits": numbers.below(2) == 1,
    });
    if kind.ends_with("time") {
        let steps = match (extended, numbers.below(3)) {
            (_, 0) => numbers.one_of(&[0, 1, 995]),
            (true, 1) => 1_000 + numbers.below(999_000),
            _ => numbers.below(996),
        };
        line["value"] = quotient(steps, divider);
    }
    line
}

/// As a reader of JSON in another language would write it.
fn quotient(steps: u64, divider: u64) -> Value {
    if steps.is_multiple_of(divider) { json!(steps / divider) } else { json!(division(steps, divider)) }
}

#[expect(clippy::float_arithmetic, reason = "the reference implementation divides doubles")]
fn division(steps: u64, divider: u64) -> f64 {
    f64::from(u32::try_from(steps).unwrap()) / f64::from(u32::try_from(divider).unwrap())
}

/// The device's side: sometimes behind, sometimes ahead, sometimes with a slip of the finger.
fn to_decode(numbers: &mut Numbers, encoded: &Value, made: &Value) -> Value {
    let new_count = made["new_count"].as_i64().unwrap();
    let ahead = i64::try_from(numbers.below(130)).unwrap() - 30;
    let count = (new_count - ahead).max(0);
    let highest = count + i64::try_from(numbers.below(3)).unwrap();
    let used: Vec<i64> = (highest - 16..=highest).filter(|_| numbers.below(3) == 0).collect();
    let mut token = made["token"].as_str().unwrap().to_owned();
    if numbers.below(10) == 0 {
        let place = usize::try_from(numbers.below(9)).unwrap();
        token.replace_range(place..=place, numbers.one_of(&["1", "2", "3", "4"]));
    }
    json!({
        "key": encoded["key"],
        "starting_code": encoded["starting_code"],
        "count": count,
        "used_counts": if numbers.below(4) == 0 { Value::Null } else { json!(used) },
        "token": token,
        "value_divider": encoded["value_divider"],
        "restricted_digits": encoded["restricted_digits"],
    })
}

#[test]
fn the_reference_implementation_agrees() {
    let Some(python) = Python::prepare("proof/tests/interop") else { return };
    let mut numbers = Numbers(20_261_122);
    let encoded: Vec<Value> = (0..CASES).map(|_| to_encode(&mut numbers)).collect();
    let (exit, made) = code("encode", &lines(&encoded));
    assert_eq!(exit, 0);
    assert_eq!(answers(&made), answers(&python.ask("codes.py", &lines(&encoded))));

    let made = answers(&made);
    let typed = encoded.iter().zip(&made).map(|(encoded, made)| to_decode(&mut numbers, encoded, made));
    let typed: Vec<Value> = typed.collect();
    let (exit, read) = code("decode", &lines(&typed));
    assert_eq!(exit, 0);
    let theirs = answers(&python.ask("codes.py", &lines(&typed)));
    let mut taken = 0;
    for ((question, ours), theirs) in typed.iter().zip(answers(&read)).zip(theirs) {
        taken += u64::from(same(question, &ours, &theirs));
    }
    assert!((CASES / 4..CASES).contains(&taken), "{taken} tokens were taken: the cases say too little");
}

/// Whether both took the token; fails when they differ in any other way than the listed ones.
fn same(question: &Value, ours: &Value, theirs: &Value) -> bool {
    let context = format!("{question}\nours {ours}\ntheirs {theirs}");
    let long = is_long(question);
    if long && ours["type"] == "counter_sync" {
        // Listed: they take it for setting the time, and look for it less far ahead.
        assert!(theirs["fault"].is_string() || theirs["type"] == "set_time", "{context}");
        return true;
    }
    if theirs["fault"].is_string() {
        // Listed: they stop with an exception where a token is not valid.
        assert!(ours["error"].is_string(), "{context}");
        return false;
    }
    if let Some(error) = theirs["error"].as_str() {
        assert!(ours["error"].as_str().is_some_and(|ours| ours.starts_with(error)), "{context}");
        return false;
    }
    if long && ours["type"] == "disable_payg" {
        // Listed: they take it for setting the time.
        assert_eq!(theirs["type"], "set_time", "{context}");
    } else {
        assert_eq!(ours["type"], theirs["type"], "{context}");
    }
    assert_eq!(ours["value"].as_f64(), theirs["value"].as_f64(), "{context}");
    assert_eq!(ours["new_count"], theirs["new_count"], "{context}");
    if question["used_counts"] != json!([]) {
        // Listed: they never begin to keep the counts used.
        assert_eq!(ours["used_counts"], theirs["used_counts"], "{context}");
    }
    true
}

fn is_long(question: &Value) -> bool {
    let standard = if question["restricted_digits"] == true { 15 } else { 9 };
    question["token"].as_str().unwrap().len() > standard
}
