use std::fmt;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use proof::keys::{PublicKey, SignError, Signer};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// An answer is 128 hexadecimal digits, or `error` and a reason.
const LONGEST_ANSWER: u64 = 1024;

/// How to start a program that keeps a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignerProgram {
    /// The program's path.
    pub program: String,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// How long one signature may take, in milliseconds.
    pub limit_ms: u64,
}

/// A key in another process: an HSM's or a cloud's client, spoken to in lines. To sign, the server writes the
/// message as hexadecimal digits and an end of line; the program answers with the signature's 128 hexadecimal
/// digits and an end of line, or with `error` and a reason. Nothing it says is used unless it is a signature of
/// the key over the message. One that dies, hangs or says something else is ended and started anew for the next
/// signature; one message at a time.
pub struct ExternalSigner {
    key: PublicKey,
    program: SignerProgram,
    running: Mutex<Option<Running>>,
}

/// The program, and the thread that talks to it: neither writing nor reading may hold a caller beyond the limit.
struct Running {
    child: Child,
    messages: Sender<String>,
    answers: Receiver<String>,
}

impl ExternalSigner {
    /// The signer; the program is started for the first signature.
    #[must_use]
    pub const fn new(key: PublicKey, program: SignerProgram) -> Self {
        Self { key, program, running: Mutex::new(None) }
    }

    fn ask(&self, message: &[u8]) -> Result<String, SignError> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let line = HEX.encode(message);
        // One that died while nobody asked is started again at once.
        for is_last in [false, true] {
            let started = match running.take() {
                Some(started) => started,
                None => Running::start(&self.program)?,
            };
            match started.ask(&line, Duration::from_millis(self.program.limit_ms)) {
                Ok(answer) => {
                    *running = Some(started);
                    return Ok(answer);
                }
                Err(RecvTimeoutError::Timeout) => {
                    let why =
                        format!("{} did not answer in {} ms", self.program.program, self.program.limit_ms);
                    return Err(SignError::Unavailable(why));
                }
                Err(RecvTimeoutError::Disconnected) if is_last => break,
                Err(RecvTimeoutError::Disconnected) => {}
            }
        }
        Err(SignError::Unavailable(format!("{} ended without an answer", self.program.program)))
    }

    fn stop(&self) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Signer for ExternalSigner {
    fn public_key(&self) -> PublicKey {
        self.key
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let answer = self.ask(message)?;
        if let Some(why) = answer.strip_prefix("error") {
            let why: String = why.chars().filter(|c| !c.is_control()).take(200).collect();
            return Err(SignError::Refused(why.trim().to_owned()));
        }
        let signature = HEX.decode(answer.as_bytes()).unwrap_or_default();
        if self.key.is_signature(message, &signature) {
            return Ok(signature);
        }
        self.stop();
        Err(SignError::WrongSignature)
    }

    fn may_block(&self) -> bool {
        true
    }
}

impl Running {
    fn start(program: &SignerProgram) -> Result<Self, SignError> {
        let unavailable = |why: String| SignError::Unavailable(format!("{}: {why}", program.program));
        let mut child = Command::new(&program.program)
            .args(&program.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .map_err(|error| unavailable(error.to_string()))?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(unavailable("no pipes".to_owned()));
        };
        let (messages, to_send) = channel();
        let (to_answer, answers) = channel();
        let talk = std::thread::Builder::new().name("signer".to_owned());
        let talk = talk.spawn(move || talk_to(stdin, stdout, &to_send, &to_answer));
        talk.map_err(|error| unavailable(error.to_string()))?;
        Ok(Self { child, messages, answers })
    }

    fn ask(&self, line: &str, limit: Duration) -> Result<String, RecvTimeoutError> {
        self.messages.send(line.to_owned()).map_err(|_| RecvTimeoutError::Disconnected)?;
        self.answers.recv_timeout(limit)
    }
}

impl Drop for Running {
    /// Ends the program; its thread sees the pipes close.
    fn drop(&mut self) {
        // It may be gone already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Until one side is gone: a line to the program, a line back.
fn talk_to(
    mut stdin: ChildStdin,
    stdout: ChildStdout,
    messages: &Receiver<String>,
    answers: &Sender<String>,
) {
    let mut stdout = BufReader::new(stdout);
    for message in messages {
        let sent = stdin.write_all(message.as_bytes()).and_then(|()| stdin.write_all(b"\n"));
        if sent.and_then(|()| stdin.flush()).is_err() {
            return;
        }
        let mut answer = String::new();
        let read = stdout.by_ref().take(LONGEST_ANSWER).read_line(&mut answer);
        if read.is_err() || !answer.ends_with('\n') || answers.send(answer.trim().to_owned()).is_err() {
            return;
        }
    }
}

impl fmt::Debug for ExternalSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExternalSigner({} at {})", self.key.thumbprint(), self.program.program)
    }
}
