use ident::{ContractId, DeviceId};
use minicbor::{Decode, Encode};

use super::InstructionKind;
use crate::{Digest, canonical};

/// That a code was given out: which one and to what effect, never the code. What the public log commits to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CodeStatement {
    /// For which contract.
    #[n(0)]
    pub contract: ContractId,
    /// For which device.
    #[n(1)]
    pub device: DeviceId,
    /// The count of the code.
    #[n(2)]
    pub count: u32,
    /// What it says.
    #[n(3)]
    pub kind: InstructionKind,
    /// For how many days, if it says so.
    #[n(4)]
    pub days: Option<u32>,
}

impl CodeStatement {
    /// The digest of its deterministic CBOR: what stands for it in the log.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&canonical::encode(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_counts() {
        let statement = CodeStatement {
            contract: ContractId::from_bytes([1; 16]),
            device: DeviceId::from_bytes([2; 16]),
            count: 2,
            kind: InstructionKind::AddTime,
            days: Some(7),
        };
        let others = [
            CodeStatement { contract: ContractId::from_bytes([3; 16]), ..statement },
            CodeStatement { device: DeviceId::from_bytes([3; 16]), ..statement },
            CodeStatement { count: 4, ..statement },
            CodeStatement { kind: InstructionKind::SetTime, ..statement },
            CodeStatement { days: None, ..statement },
        ];
        assert!(others.iter().all(|other| other.digest() != statement.digest()));
    }
}
