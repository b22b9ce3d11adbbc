//! The smallest host of the agent: no sockets, no async, no threads. What happens to the phone comes in as lines,
//! what the phone must do goes out as lines; bytes are in hexadecimal digits.
//!
//! ```text
//! in:  <milliseconds since boot> boot | tick | online | failed | dismiss
//!      <milliseconds since boot> provision <enrollment code>
//!      <milliseconds since boot> received <HTTP status> <body>
//!      <milliseconds since boot> pushed <standing>
//!      <milliseconds since boot> code <digits>
//! out: persist <state> | show <level> | send <endpoint> <message> | wake <milliseconds> | refused <check>
//!      lift account lock
//! ```
//!
//! `minimal KEY [STATE]` starts with the device key's 32 bytes and what was persisted last.

#![expect(clippy::print_stdout, reason = "lines are how it talks")]

use std::fs::File;
use std::io::{BufRead as _, Read as _};
use std::time::Duration;

use agent::{Agent, Identity, Input, Output, Reading, Reply};
use ident::Entropy;
use proof::keys::SoftDeviceKey;

/// The system's randomness.
struct System(File);

impl Entropy for System {
    fn fill(&mut self, bytes: &mut [u8]) {
        // Without randomness nothing may go out.
        if self.0.read_exact(bytes).is_err() {
            std::process::exit(1);
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let key = args.next().and_then(|key| unhex(&key)?.try_into().ok());
    let key = SoftDeviceKey::from_seed(&key.ok_or("usage: minimal KEY [STATE]")?);
    let saved = args.next().map(|state| unhex(&state).ok_or("the state is not hexadecimal")).transpose()?;
    let identity = Identity {
        imeis: vec!["490154203237518".parse()?],
        serial: "SN-1".to_owned(),
        model: "Minimal".to_owned(),
    };
    let mut agent = Agent::new(identity, saved.as_deref())?;
    let mut entropy = System(File::open("/dev/urandom")?);
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let Some((monotonic, input)) = line.split_once(' ') else {
            return Err("a line without a verb".into());
        };
        let reading = Reading { wall: None, monotonic: Duration::from_millis(monotonic.parse()?), boot: 1 };
        for output in handle(&mut agent, input, reading, &key, &mut entropy)? {
            write(&output);
        }
    }
    Ok(())
}

fn handle(
    agent: &mut Agent,
    line: &str,
    reading: Reading,
    key: &SoftDeviceKey,
    entropy: &mut System,
) -> Result<Vec<Output>, Box<dyn std::error::Error>> {
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    let (status, body) = rest.split_once(' ').unwrap_or((rest, ""));
    let bytes = unhex(if verb == "received" { body } else { rest });
    let input = match (verb, &bytes) {
        ("boot", _) => Input::Boot,
        ("tick", _) => Input::Tick,
        ("online", _) => Input::Online,
        ("failed", _) => Input::SendFailed,
        ("dismiss", _) => Input::Dismiss,
        ("code", _) => Input::Code(rest),
        ("provision", _) => Input::Provision(rest.parse()?),
        ("received", Some(bytes)) => {
            Input::Received { reply: Reply::from_status(status.parse()?, None), bytes }
        }
        ("pushed", Some(bytes)) => Input::Pushed(bytes),
        _ => return Err(format!("`{line}` is not understood").into()),
    };
    Ok(agent.handle(input, reading, key, entropy))
}

fn write(output: &Output) {
    match output {
        Output::Persist(state) => println!("persist {}", hex(state)),
        Output::Show(screen) => println!("show {}", screen.level),
        Output::Send { endpoint, bytes, .. } => println!("send {endpoint:?} {}", hex(bytes)),
        Output::LiftAccountLock => println!("lift account lock"),
        Output::WakeAt(at) => println!("wake {}", at.as_millis()),
        Output::Refused(refusal) => println!("refused {}", refusal.check.number()),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|digit| u8::try_from(digit.to_digit(16)?).ok()).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}
