use proof::Digest;
use proof::session::{EnrollmentCode, EnrollmentCodeError};
use proptest::prelude::*;

const KEY: &str = "0000000000000000000000000000000000000000000000000000000000000000";

fn refusal(text: &str) -> EnrollmentCodeError {
    text.parse::<EnrollmentCode>().unwrap_err()
}

#[test]
fn reads_what_it_writes() {
    let code = EnrollmentCode {
        server: "https://shop.example:8443/a?b=c&t=d".to_owned(),
        token: "a-Z_9".to_owned(),
        root: Digest([0; 32]),
    };
    let text =
        format!("quittance:enroll?s=https%3A%2F%2Fshop.example%3A8443%2Fa%3Fb%3Dc%26t%3Dd&t=a-Z_9&k={KEY}");
    assert_eq!(code.to_string(), text);
    assert_eq!(text.parse(), Ok(code));
}

#[test]
fn refuses_everything_else() {
    use EnrollmentCodeError::{Form, Root, Server, Token};
    let code =
        |server: &str, token: &str, key: &str| format!("quittance:enroll?s={server}&t={token}&k={key}");
    let good = "http%3A%2F%2Fa";
    assert!(code(good, "t", KEY).parse::<EnrollmentCode>().is_ok());
    for text in
        ["", "https://a", "quittance:enroll?t=t&s=s&k=k", "quittance:enroll?s=a&t=b", "quittance:pay?s=a"]
    {
        assert_eq!(refusal(text), Form, "{text}");
    }
    // Written in another way: lower-case escapes, needless or missing ones, another scheme's case.
    for server in ["http%3a%2f%2fa", "http%3A%2F%2F%61", "http://a"] {
        assert_eq!(refusal(&code(server, "t", KEY)), Form, "{server}");
    }
    assert_eq!(refusal(&code(good, "t", KEY).to_uppercase()), Form);
    for server in
        ["", "ftp%3A%2F%2Fa", "http%3A%2F%2F", "javascript%3A1", "http%3A%2F%2Fa%0A", "http%3A%2F%2F%FF"]
    {
        assert_eq!(refusal(&code(server, "t", KEY)), Server, "{server}");
    }
    assert_eq!(refusal(&code(&format!("{good}{}", "a".repeat(512)), "t", KEY)), Server);
    for token in ["", "a b", "a%20b", "<script>", &"a".repeat(129)] {
        assert_eq!(refusal(&code(good, token, KEY)), Token, "{token}");
    }
    for key in ["", &KEY[1..], &format!("{KEY}0"), &KEY.replace('0', "A"), &format!("{KEY}&x=y")] {
        assert_eq!(refusal(&code(good, "t", key)), Root, "{key}");
    }
}

proptest! {
    #[test]
    fn round_trips(host in "[!-~]{1,80}", token in "[A-Za-z0-9_-]{1,128}", key: [u8; 32]) {
        let code = EnrollmentCode { server: format!("https://{host}"), token, root: Digest(key) };
        prop_assert_eq!(code.to_string().parse(), Ok(code));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "(quittance:enroll\\?s=)?\\PC{0,40}(&t=\\PC{0,9}&k=[0-9a-f]{60,64})?") {
        if let Ok(code) = text.parse::<EnrollmentCode>() {
            prop_assert_eq!(code.to_string(), text);
        }
    }
}
