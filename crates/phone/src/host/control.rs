use std::time::Duration;

use agent::{Input, Reply};
use axum::body::Bytes;
use proof::session::EnrollmentCode;
use tokio::sync::oneshot;

use super::{AccountAct, Host, start};
use crate::PhoneError;
use crate::account::Account;

/// What a hand on the phone, or a test, can do.
#[derive(Debug)]
pub(crate) enum Control {
    Offline,
    Online,
    /// A factory reset; the secure hardware may forget its key too.
    Reset {
        forgets_key: bool,
    },
    Provision(EnrollmentCode),
    Dismiss,
    /// An offline code was typed.
    Code(String),
    Push(Vec<u8>),
    Advance(Duration),
    Account(AccountAct),
}

/// What can happen to the host.
pub(crate) enum Event {
    /// The answer to the request of this number.
    Answer(u64, Result<(Reply, Bytes), String>),
    /// A control, and where to say that it is done.
    Control(Control, oneshot::Sender<()>),
    /// Somebody wants the evidence file, if there is a contract.
    Evidence(oneshot::Sender<Option<Vec<u8>>>),
}

impl Host {
    pub(super) async fn control(&mut self, control: Control) -> Result<(), PhoneError> {
        match control {
            Control::Offline => {
                self.network = false;
                self.cancel();
                self.feed(Input::SendFailed).await
            }
            Control::Online => {
                self.network = true;
                self.cancel();
                self.feed(Input::Online).await
            }
            Control::Reset { forgets_key } => {
                self.cancel();
                self.data.wipe()?;
                self.hardware.change_account(Account::reset)?;
                self.wrong_code = false;
                if forgets_key {
                    self.hardware.replace_key(self.config.entropy.as_mut())?;
                }
                self.agent = start(&self.hardware, &self.data)?;
                self.refused = None;
                self.boot().await
            }
            Control::Provision(code) => {
                self.refused = None;
                self.feed(Input::Provision(code.clone())).await?;
                let is_taken = self.refused.is_none();
                if is_taken { self.hardware.keep_code(&code) } else { Ok(()) }
            }
            Control::Dismiss => self.feed(Input::Dismiss).await,
            Control::Code(text) => self.feed(Input::Code(&text)).await,
            Control::Push(bytes) => self.feed(Input::Pushed(&bytes)).await,
            Control::Advance(by) => {
                self.advanced = self.advanced.saturating_add(by);
                self.feed(Input::Tick).await
            }
            Control::Account(act) => self.account(act),
        }
    }
}
