use proof::code::{Format, Instruction, Secret, Token, encode};
use proof::session::GrantedCodes;
use servicing::Contract;

use crate::App;

/// A code for a phone without network. It is shown and never kept: whoever reads it can use it.
#[derive(Clone, Copy)]
pub(crate) struct GivenCode {
    /// The code itself.
    pub(crate) token: Token,
    /// What it says.
    pub(crate) instruction: Instruction,
}

impl App {
    /// What a contract's device needs to read codes.
    pub(crate) fn granted_codes(&self, contract: &Contract) -> GrantedCodes {
        GrantedCodes { secret: self.code_secret(contract), count: contract.codes.count }
    }

    fn code_secret(&self, contract: &Contract) -> Secret {
        self.keys.code_secret(contract.device.id)
    }

    /// The code that a decision gave out; `contract` is the one after it. None for what no code can say, which
    /// no decision gives.
    pub(crate) fn given_code(&self, contract: &Contract, instruction: Instruction) -> Option<GivenCode> {
        let count = contract.codes.count;
        let encoded =
            encode(&self.code_secret(contract), count.checked_sub(1)?, instruction, Format::default());
        let token = encoded.ok().filter(|encoded| encoded.count == count)?.token;
        Some(GivenCode { token, instruction })
    }
}

impl GivenCode {
    /// For how many days it frees, if it says so.
    pub(crate) const fn days(&self) -> Option<u32> {
        match self.instruction {
            Instruction::AddTime(days) | Instruction::SetTime(days) => Some(days),
            Instruction::Disable | Instruction::CounterSync => None,
        }
    }

    /// What to say on the phone or to send as a message: one SMS, if the lender's name is in its alphabet.
    pub(crate) fn message(&self, lender: &str) -> String {
        let effect = match self.instruction {
            Instruction::AddTime(1) => "It adds 1 day without any restriction".to_owned(),
            Instruction::AddTime(days) => format!("It adds {days} days without any restriction"),
            Instruction::SetTime(1) => "It frees your phone for 1 day from then on".to_owned(),
            Instruction::SetTime(days) => format!("It frees your phone for {days} days from then on"),
            Instruction::Disable => "It frees your phone for good".to_owned(),
            Instruction::CounterSync => "It brings your phone in step with us".to_owned(),
        };
        let lender: String = lender.chars().take(MAX_NAME).collect();
        format!(
            "{lender}: type {} on your locked phone. {effect}. It works once, on your phone only.",
            self.token.grouped()
        )
    }
}

/// So that the message fits: the rest takes at most 122 of an SMS's 160 characters.
const MAX_NAME: usize = 36;

/// Without the code.
impl std::fmt::Debug for GivenCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "GivenCode({})", self.instruction.kind().as_str())
    }
}

#[cfg(test)]
mod tests {
    use proof::code::CodeKey;

    use super::*;

    #[test]
    fn every_message_is_one_sms() {
        let secret = Secret::of(CodeKey::new([1; 16]));
        let name = "A lender whose name is as long as names can ever be in print";
        for instruction in [
            Instruction::AddTime(995),
            Instruction::SetTime(995),
            Instruction::Disable,
            Instruction::CounterSync,
        ] {
            let token = encode(&secret, 1, instruction, Format::default()).unwrap().token;
            let given = GivenCode { token, instruction };
            let message = given.message(name);
            assert!(message.len() <= 160, "{}: {message}", message.len());
            assert!(message.contains(&token.grouped()));
            assert!(!format!("{given:?}").contains(&token.to_string()));
        }
    }
}
