use super::Host;
use crate::{AccountView, PhoneError, Status};

/// What the owner does about the account lock.
#[derive(Debug)]
pub(crate) enum AccountAct {
    Offer,
    Confirm,
    Open(String),
}

impl Host {
    /// The system's own lock: the agent has no part in it and goes on under it.
    pub(super) fn account(&mut self, act: AccountAct) -> Result<(), PhoneError> {
        let (hardware, entropy) = (&mut self.hardware, self.config.entropy.as_mut());
        self.wrong_code = false;
        match act {
            AccountAct::Offer => hardware.change_account(|account| account.offer(entropy))?,
            AccountAct::Confirm => hardware.change_account(|account| account.confirm(entropy))?,
            AccountAct::Open(typed) => {
                let mut is_right = false;
                hardware.change_account(|account| is_right = account.open(&typed))?;
                self.wrong_code = !is_right;
            }
        }
        self.show();
        Ok(())
    }

    /// Tells whoever watches what can be seen now.
    pub(super) fn show(&mut self) {
        let account = AccountView::of(&self.hardware.account, self.wrong_code);
        self.status.send_modify(|status| {
            let now = Status::of(&self.agent, self.refused.clone(), self.network, status.revision + 1);
            *status = Status { account, ..now };
        });
    }
}
