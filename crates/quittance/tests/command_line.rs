//! What the command line says to a call that can't work: one line, exit code 2, nothing changed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/call.rs"]
mod call;

use call::quittance;

fn refused(arguments: &[&str], input: &str, expected: &str) {
    let output = quittance(arguments, input);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{arguments:?} said {said}");
    assert!(said.contains(expected), "{arguments:?} said {said}");
    assert!(output.stdout.is_empty());
}

fn data() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    (folder, data)
}

fn create_lender(data: &str) -> String {
    let arguments = [
        "admin",
        "--data",
        data,
        "lender",
        "create",
        "--name",
        "Lumen Mobile",
        "--mode",
        "test",
        "--phone",
        "+1 555 0100",
    ];
    let output = quittance(&arguments, "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    answer["lender"].as_str().unwrap().to_owned()
}

#[test]
fn a_call_that_cannot_be_understood() {
    refused(&[], "", "Usage");
    refused(&["sell"], "", "unrecognized subcommand");
    refused(&["serve"], "", "--data");
    refused(&["serve", "--data", "x", "--listen", "nowhere"], "", "nowhere");
    refused(&["bench", "checkin", "--phones", "0"], "", "at least 1");
}

#[test]
fn a_lender_that_cannot_be_made() {
    let (_folder, data) = data();
    let create = |more: &[&'static str], expected: &str| {
        let mut arguments = vec!["admin", "--data", &data, "lender", "create", "--mode", "test"];
        arguments.extend(more);
        refused(&arguments, "", expected);
    };
    create(&["--name", "Lumen"], "borrowers must be able to reach the lender");
    create(&["--name", "", "--phone", "1"], "1 to 100 characters");
    create(&["--name", "Lumen", "--phone", "1", "--time-zone", "Mars/Base"], "IANA");
    create(&["--name", "Lumen", "--phone", "1", "--policy-pack", "harsh"], "choose one of");
    create(&["--name", "Lumen", "--phone", "1", "--starts-at", "yesterday"], "yesterday");
    let listed = quittance(&["admin", "--data", &data, "lender", "list"], "");
    assert_eq!(String::from_utf8(listed.stdout).unwrap().trim(), "[]");
}

#[test]
fn the_folder_is_its_owner_s_even_if_it_was_open_before() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, data) = data();
    std::fs::create_dir(&data).unwrap();
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o755)).unwrap();
    create_lender(&data);
    assert_eq!(std::fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
    let key = std::path::Path::new(&data).join("master.key");
    assert_eq!(std::fs::metadata(key).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn keys_operators_and_rails() {
    let (_folder, data) = data();
    let lender = create_lender(&data);
    let admin = |arguments: &[&str], input: &str| {
        let mut all = vec!["admin", "--data", &data];
        all.extend(arguments);
        quittance(&all, input)
    };
    let issued = admin(&["key", "issue", "--lender", &lender, "--label", "shop"], "");
    let issued: serde_json::Value = serde_json::from_slice(&issued.stdout).unwrap();
    assert!(issued["secret"].as_str().unwrap().starts_with("qk_"));
    let listed = admin(&["key", "list", "--lender", &lender], "");
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains("shop") && !listed.contains(issued["secret"].as_str().unwrap()));
    let key = issued["key"].as_str().unwrap();
    assert!(admin(&["key", "revoke", "--lender", &lender, "--key", key], "").status.success());

    let made = admin(&["operator", "create", "--name", "support"], "a long enough passphrase\n");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert!(!String::from_utf8(made.stdout).unwrap().contains("passphrase"));
    let put = ["rail", "put", "--lender", &lender, "--rail", "stripe", "--scheme", "stripe"];
    assert!(admin(&put, "whsec_test_0123456789abcdef\n").status.success());

    let with_data = |arguments: &[&str], input: &str, expected: &str| {
        let mut all = vec!["admin", "--data", &data];
        all.extend(arguments);
        refused(&all, input, expected);
    };
    with_data(&["operator", "create", "--name", "support2"], "", "standard input");
    with_data(&["operator", "create", "--name", "support2"], "short\n", "12");
    with_data(&["operator", "disable", "--name", "nobody"], "", "no such operator");
    with_data(&["key", "list", "--lender", "len_nonsense"], "", "len_nonsense");
    with_data(
        &["rail", "put", "--lender", &lender, "--rail", "bank", "--scheme", "pigeon"],
        "s3cret-s3cret-s3cret\n",
        "generic",
    );
}

#[test]
fn a_policy_pack_that_breaks_a_rule_stops_the_start() {
    let (folder, data) = data();
    let policies = folder.path().join("policies");
    std::fs::create_dir(&policies).unwrap();
    let house = concat!(env!("CARGO_MANIFEST_DIR"), "/../policy/packs/house.toml");
    let lawless = std::fs::read_to_string(house).unwrap().replace("\"emergency_calls\",", "");
    std::fs::write(policies.join("lawless.toml"), lawless).unwrap();
    let policies = policies.display().to_string();
    refused(
        &["serve", "--data", &data, "--listen", "127.0.0.1:0", "--policies", &policies],
        "",
        "emergency_calls",
    );
}
