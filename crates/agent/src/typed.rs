//! What happens when somebody types a code.

use jiff::Timestamp;
use proof::code::Instruction;
use proof::documents::Fact;
use serde::Serialize;

use crate::agent::{Agent, Turn};
use crate::checks::Check;
use crate::codes::Fault;

/// What the screen says to the code typed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeAnswer {
    /// It was taken.
    Accepted,
    /// It does not have nine digits.
    Malformed,
    /// It is not this phone's, or mistyped.
    Wrong,
    /// It was used before or is too old.
    Used,
    /// No code is read now.
    LockedOut,
}

impl Agent {
    pub(crate) fn take_code(&mut self, text: &str, turn: &mut Turn<'_>) {
        let (Some(pin), Some(now)) = (&self.pin, self.time.now()) else {
            turn.refuse(Check::NotEnrolled);
            return;
        };
        let contract = pin.contract;
        turn.must_show = true;
        match self.durable.get().codes.read(text, contract, now) {
            Ok(decoded) => {
                self.durable.change().codes.apply(&decoded, contract, now);
                self.code_answer = Some(CodeAnswer::Accepted);
                // A code is a word from the lender: it ends a silence as any contact does.
                self.heard();
                let (count, kind) = (decoded.count, decoded.instruction.kind());
                self.vouch(Fact::CodeApplied { count, kind }, turn);
                if decoded.instruction == Instruction::Disable {
                    self.durable.change().notices.clear();
                }
            }
            Err(fault) => self.refuse_code(fault, now, turn),
        }
    }

    fn refuse_code(&mut self, fault: Fault, now: Timestamp, turn: &mut Turn<'_>) {
        turn.refuse(fault);
        if fault == Fault::Wrong {
            self.durable.change().codes.wrong(now);
        }
        self.code_answer = Some(match fault {
            Fault::Form => CodeAnswer::Malformed,
            Fault::Wrong | Fault::None => CodeAnswer::Wrong,
            Fault::Used => CodeAnswer::Used,
            Fault::LockedOut => CodeAnswer::LockedOut,
        });
    }
}
