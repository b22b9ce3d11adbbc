//! An independent implementation of the Standard Webhooks scheme, in Python, takes our webhooks.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::json;
use server::delivery::deliver_due;

use crate::webhooks::{Receiver, SECRET, endpoint};
use crate::world::World;

const LIBRARY: &str = "standardwebhooks==1.0.0";

/// Answers `yes` or `no` for each request on its input, with each secret.
const SCRIPT: &str = r"
import json, sys
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
import standardwebhooks.webhooks as module
import datetime

for line in sys.stdin:
    request = json.loads(line)
    sent_at = datetime.datetime.fromtimestamp(int(request['headers']['webhook-timestamp']), datetime.timezone.utc)
    class Held(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return sent_at
    module.datetime = Held
    try:
        Webhook(request['secret']).verify(request['body'], request['headers'])
        print('yes')
    except WebhookVerificationError:
        print('no')
";

/// The interpreter; nothing when this machine has no Python, which an automated run never forgives.
#[expect(clippy::print_stderr, reason = "a test has no other way to say that it checked nothing")]
fn python() -> Option<PathBuf> {
    let found = Command::new("python3").arg("--version").output().is_ok_and(|out| out.status.success());
    if !found {
        assert!(std::env::var_os("CI").is_none(), "python3 is missing");
        eprintln!("SKIPPED: python3 is missing, no independent implementation checked our webhooks");
        return None;
    }
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("webhook-venv");
    let (python, marker) = (home.join("bin/python"), home.join("installed.txt"));
    if fs::read_to_string(&marker).ok().as_deref() != Some(LIBRARY) {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home));
        run(Command::new(&python).args(["-m", "pip", "install", "-q", LIBRARY]));
        fs::write(&marker, LIBRARY).unwrap();
    }
    Some(python)
}

fn run(command: &mut Command) {
    let status = command.status().unwrap();
    assert!(status.success(), "{command:?} ended with {status}");
}

fn ask(python: &Path, questions: &str) -> Vec<String> {
    let mut command = Command::new(python);
    command.args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(questions.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the script ended with {}", output.status);
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn python_agrees() {
    let Some(python) = python() else { return };
    let (mut world, receiver) = (World::new().await, Receiver::default());
    let url = receiver.start().await;
    // While a secret is replaced both are good.
    let new = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    endpoint(&world, &url, "*", &format!("{new} {SECRET}")).await;
    world.reload().await;
    world.contract().await;
    deliver_due(&world.app).await.unwrap();
    let received = receiver.received();
    assert!(received.len() >= 2, "{}", received.len());
    let (mut questions, mut answers) = (String::new(), Vec::new());
    for (headers, body) in received {
        let names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
        let headers: serde_json::Map<_, _> =
            names.iter().map(|name| ((*name).to_owned(), json!(headers[*name].to_str().unwrap()))).collect();
        let body = String::from_utf8(body.to_vec()).unwrap();
        let other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        for (secret, body, answer) in [
            (SECRET, body.clone(), "yes"),
            (new, body.clone(), "yes"),
            (other, body.clone(), "no"),
            (SECRET, body.replace("contract", "contrakt"), "no"),
        ] {
            let question = json!({ "secret": secret, "headers": headers, "body": body });
            questions.push_str(&format!("{question}\n"));
            answers.push(answer);
        }
    }
    assert_eq!(ask(&python, &questions), answers);
}
