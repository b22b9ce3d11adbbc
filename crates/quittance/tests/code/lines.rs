use super::code;

const DEVICE: &str = r#""key":"bc41ec9530f6dac86b1a29ab82edc5fb","starting_code":516959010"#;

/// One line that says nothing wrong: exit code 0.
fn answers(what: &str, fields: &str, expected: &str) {
    let (exit, output) = code(what, &format!("{{{DEVICE},{fields}}}\n"));
    assert_eq!((exit, output.trim_end()), (0, expected), "{fields}");
}

/// One line that is wrong, after which a good one is answered all the same: exit code 2.
fn refuses(what: &str, line: &str, expected: &str) {
    let good = format!(r#"{{{DEVICE},"count":1,"type":"add_time","value":1}}"#);
    let (exit, output) = code(what, &format!("{line}\n\n{good}\n"));
    let mut lines = output.lines();
    let answer: serde_json::Value = serde_json::from_str(lines.next().unwrap()).unwrap();
    let error = answer["error"].as_str().unwrap();
    assert!(error.contains(expected) && !error.contains('\n'), "{line}: {error}");
    assert_eq!(exit, 2);
    assert_eq!(lines.count(), 1, "every line has its answer");
}

#[test]
fn tokens_are_made() {
    let made = |fields, expected| answers("encode", fields, expected);
    made(r#""count":1,"type":"add_time","value":1"#, r#"{"token":"588224011","new_count":2}"#);
    made(
        r#""count":1,"type":"ADD_TIME","value":0.5,"value_divider":2"#,
        r#"{"token":"588224011","new_count":2}"#,
    );
    made(r#""count":1,"type":1,"value":1,"extended":true"#, r#"{"token":"247264959011","new_count":2}"#);
    made(
        r#""count":1,"type":"set_time","value":1,"restricted_digits":true"#,
        r#"{"token":"223334422144214","new_count":3}"#,
    );
    made(r#""count":1,"type":"disable","value":null"#, r#"{"token":"190942008","new_count":3}"#);
    made(r#""count":1,"type":"COUNTER_SYNC","value":0"#, r#"{"token":"160440009","new_count":3}"#);
}

#[test]
fn tokens_are_read() {
    let read = |fields, expected| answers("decode", fields, expected);
    read(
        r#""count":1,"token":"588 224 011""#,
        r#"{"type":"add_time","value":1,"new_count":2,"used_counts":null}"#,
    );
    read(
        r#""count":1,"token":588224011,"used_counts":[],"value_divider":2"#,
        r#"{"type":"add_time","value":0.5,"new_count":2,"used_counts":[2]}"#,
    );
    read(
        r#""count":4,"used_counts":[4],"token":"247264959011""#,
        r#"{"type":"add_time","value":1,"new_count":2,"used_counts":[2,4]}"#,
    );
    read(
        r#""count":1,"token":"696672960008""#,
        r#"{"type":"disable_payg","value":998,"new_count":3,"used_counts":null}"#,
    );
    read(
        r#""count":2,"used_counts":[2],"token":"588224011""#,
        r#"{"error":"already_used: this token was used before or is too old"}"#,
    );
    read(
        r#""count":2,"token":"588224012""#,
        r#"{"error":"invalid: this token is not for this device and count"}"#,
    );
}

#[test]
fn without_a_starting_code_the_key_s_own_is_meant() {
    let line = |more| {
        format!(
            "{{\"key\":\"A29AB82EDC5FBBC41EC9530F6DAC86B1\",\"count\":1,\"type\":\"set_time\",\"value\":7{more}}}"
        )
    };
    let made = code("encode", &line(""));
    assert_eq!(made, code("encode", &line(r#","starting_code":573664003"#)));
    assert_eq!(made, code("encode", &line(r#","starting_code":0"#)));
    assert_eq!(made.0, 0);
}

#[test]
fn a_line_that_is_wrong() {
    let encode = |line: &str, expected| refuses("encode", line, expected);
    encode("nonsense", "JSON object");
    encode("[1]", "JSON object");
    encode(r#"{"count":1}"#, "`key` must be a string of 32 hexadecimal digits");
    encode(r#"{"key":"bc41","count":1,"type":"add_time","value":1}"#, "`key`");
    let device = |fields: &str| format!("{{{DEVICE},{fields}}}");
    encode(&device(r#""type":"add_time","value":1"#), "`count` must be a whole number from 0 to 16000000");
    encode(&device(r#""count":-1,"type":"add_time","value":1"#), "`count`");
    encode(&device(r#""count":1,"type":"subtract_time","value":1"#), "`type` must be add_time, set_time");
    encode(&device(r#""count":1,"type":"add_time""#), "`value` must be a number");
    encode(&device(r#""count":1,"type":"add_time","value":-1"#), "`value` must be a number");
    encode(&device(r#""count":1,"type":"add_time","value":"1""#), "`value` must be a number");
    encode(&device(r#""count":1,"type":"add_time","value":996"#), "at most 995");
    encode(&device(r#""count":1,"type":"set_time","value":998,"extended":true"#), "998 and 999");
    encode(&device(r#""count":1,"type":"disable","value":1"#), "`value` must be left out");
    encode(&device(r#""count":1,"type":"disable","value_divider":0"#), "`value_divider`");
    encode(&device(r#""count":1,"type":"disable","extended":"yes""#), "`extended` must be true or false");
    encode(&device(r#""count":1,"type":"disable","divider":2"#), "`divider` is no field here");
    encode(r#"{"key":"bc41ec9530f6dac86b1a29ab82edc5fb","starting_code":1000000000}"#, "`starting_code`");
}

#[test]
fn a_token_that_is_none() {
    let line = |fields: &str| format!("{{{DEVICE},\"count\":1,{fields}}}\n");
    for (fields, expected) in [
        (r#""token":"12x""#, "`token` is wrong: a token has only the digits 0123456789"),
        (r#""token":"1234567890123""#, "at most 12 digits"),
        (r#""token":"111122223333445","restricted_digits":true"#, "only the digits 1234"),
        (r#""token":true"#, "`token` must be a string"),
        (r#""token":"588224011","used_counts":[1.5]"#, "`used_counts` must be a list"),
    ] {
        let (exit, output) = code("decode", &line(fields));
        assert!(exit == 2 && output.contains(expected), "{fields}: {exit} {output}");
    }
}

#[test]
fn a_file_instead_of_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines.jsonl");
    std::fs::write(&path, format!(r#"{{{DEVICE},"count":1,"token":"588224011"}}"#)).unwrap();
    let run = |path: &std::path::Path| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_quittance"));
        command.args(["code", "decode"]).arg(path).output().unwrap()
    };
    assert!(String::from_utf8(run(&path).stdout).unwrap().starts_with(r#"{"type":"add_time""#));
    let missing = run(&folder.path().join("none"));
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8(missing.stderr).unwrap().contains("can't read"));
}
