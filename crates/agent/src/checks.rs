//! The numbered checks between a message and obedience, one name for each reason to refuse.

pub(crate) mod authority;
pub(crate) mod log;
mod notices;
pub(crate) mod quittance;
pub(crate) mod release;
pub(crate) mod standing;
pub(crate) mod terms;
pub(crate) mod warrant;

use std::fmt;

macro_rules! checks {
    ($($number:literal $name:ident $description:literal)+) => {
        /// One reason for which a device does not obey. Numbers are never reused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Check {
            $(#[doc = $description] $name,)+
        }

        impl Check {
            /// All checks, by number.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The number under which documents and logs know it.
            #[must_use]
            pub const fn number(self) -> u16 {
                match self { $(Self::$name => $number),+ }
            }

            /// What must hold.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$name => $description),+ }
            }
        }
    };
}

checks! {
    1 StandingForm "The standing is well formed: deterministic CBOR, its own type, nothing left over."
    2 StandingSignature "The standing is signed by a key on the lender's roster."
    3 StandingIssuer "The standing's issuer is the pinned lender."
    4 StandingSubject "The standing's subject is the pinned contract."
    5 StandingAudience "The standing's audience is this device."
    6 StandingTerms "The standing names the pinned terms."
    7 StandingOlder "The standing's sequence number is not too low, unless it ends the contract or an answer lowers with it."
    8 StandingTwin "No other standing has the sequence number of the one in force."
    9 StandingFuture "A standing in a fresh answer is not issued after the answer's own time."
    10 StandingAmounts "The standing's amounts are in the terms' currency and not negative."
    11 StandingReleased "Nothing is restricted after the contract's quittance or the ombudsman's release."
    12 WarrantMissing "A level above none comes with a warrant."
    13 StandingLeap "The sequence number is not so far ahead that higher ones would run out."
    14 StandingOverdue "A standing that restricts says that something is overdue."
    15 StandingUnconfirmed "A pushed standing is not numbered far above what the server last confirmed in an answer."
    20 WarrantForm "The warrant is well formed."
    21 WarrantSignature "The warrant is signed by a key on the lender's roster."
    22 WarrantIssuer "The warrant's issuer is the pinned lender."
    23 WarrantSubject "The warrant's subject is the pinned contract."
    24 WarrantAudience "The warrant's audience is this device."
    25 WarrantTerms "The warrant names the pinned terms."
    26 WarrantPack "The warrant applies the pinned policy pack."
    27 WarrantDeviceKey "The warrant names this device's own key."
    28 WarrantLevel "The level is not above the one the warrant allows."
    29 LockingAllowed "The pinned pack allows restrictions."
    30 WarrantWindow "The warrant has a beginning and an end, no further apart than the pack allows."
    31 WarrantNotYet "The warrant's validity has begun."
    32 WarrantExpired "The warrant's validity has not ended."
    33 WarrantDueDate "The oldest unpaid due date is one of the terms' due dates, or of the plan's in the warrant."
    34 WarrantDaysPastDue "As many days have passed since the due date as the pack demands for the level."
    35 WarrantAmount "The amount is positive, in the terms' currency and not above the terms' total; under a plan neither above the plan's, unless it asked for more before today."
    36 NoticeList "The notices are exactly the pack's, in the pack's order."
    37 NoticeChannels "Each notice was delivered on distinct channels of its rule, as many as the rule demands."
    38 NoticeDelivered "The time to cure counts from the delivery that completed the rule's number of channels."
    39 NoticeEarly "No notice was delivered before its day past due."
    40 NoticeReceipt "Each delivery on the device carries this device's own receipt; no other delivery carries one."
    41 NoticeOrder "No notice was delivered before the time to cure of the one before it ran out."
    42 NoticeCure "The time to cure of the last notice ran out before the warrant's validity begins."
    43 ReconciledEarly "Payments were taken into account until the days of grace were over."
    44 ReconciledFuture "Payments were not taken into account beyond the present."
    45 FloorComplete "The floor keeps everything that no restriction may take away."
    46 WarrantDelinquency "The delinquency began with one of these due dates, not after the oldest unpaid one."
    47 NoticeCured "No notice shown before the device was told that nothing was overdue is used again."
    48 WarrantPlan "A plan asks for no more by any day than the terms, but for interest on what it defers."
    50 QuittanceForm "The quittance is well formed."
    51 QuittanceSignature "The quittance is signed by a key on the lender's roster."
    52 QuittanceParties "The quittance is the pinned lender's, for the pinned contract and this device."
    53 QuittanceTerms "The quittance names the pinned terms."
    54 QuittanceDevice "The quittance frees exactly the terms' IMEIs."
    55 QuittanceLevel "A standing with a quittance restricts nothing."
    60 GrantForm "The grant is signed by a key on the lender's roster and answers this hello."
    61 GrantKeys "The grant's half of the key agreement is valid."
    62 GrantFinal "The terms say no other than those already pinned, unless a quittance has ended them."
    63 TermsForm "The terms are well formed."
    64 TermsSignature "The terms are signed by a key on the lender's roster."
    65 TermsParties "The terms are between the granting lender and this device, for the granted contract."
    66 TermsDevice "The terms' IMEIs are this device's."
    67 TermsPack "The pinned pack breaks no invariant."
    68 TermsTimeZone "The terms' time zone exists."
    69 TermsAmounts "The installments are positive and in one currency."
    70 GrantReceipts "The grant counts no more receipts than a device could ever have signed."
    80 AnswerForm "The answer is authenticated by the session's key and echoes the check-in's nonce."
    81 NotEnrolled "The device is enrolled."
    82 AlreadyEnrolled "A code that names another root is taken only when no contract is running."
    83 Unasked "An answer follows a request."
    84 ServerRefused "The server accepts the request."
    100 LogProofMissing "A level above none comes with the public log's proof of its warrant."
    101 LogProofForm "The log's proof is well formed: proof, checkpoint and entry."
    102 LogOrigin "The proof is of the log that the roster names."
    103 LogSignature "The log's checkpoint is signed by a log key on the roster."
    104 LogWitnesses "As many of the roster's witnesses as it demands have cosigned the checkpoint."
    105 LogEntry "The entry is of exactly this warrant, for this device, and says the truth about it."
    106 LogInclusion "The entry is in the tree of the checkpoint."
    110 RootForm "A root is well formed and its fields make sense together."
    111 RootNext "The first root is the one the enrollment code names; each next one is exactly one version on."
    112 RootSignatures "A root is signed by the threshold of its own keys and of the one before, and by no others."
    113 RosterForm "The roster is well formed and its fields make sense together."
    114 RosterSignatures "The roster is signed by the threshold of the root in force, and by no others."
    115 RosterLender "The roster is the pinned lender's."
    116 RosterOlder "The roster is not older than the one held under the same root."
    117 RosterExpired "What raises a level comes while root and roster are valid."
    118 KeyRole "The roster lists the key for what it signed."
    119 KeyWindow "What raises a level, or says what time it is, is signed within its key's time."
    120 KeyLevel "The level is not above the one the roster allows the key."
    121 KeyRevoked "The key is not revoked."
    130 ReleaseForm "The ombudsman's release is well formed."
    131 ReleaseSignature "The release is signed by a key on the lender's roster."
    132 ReleaseParties "The release is the ombudsman's, for the pinned contract, terms and this device."
    140 CodeForm "A code has nine digits."
    141 CodeWrong "A code is made for this phone, within reach of its count, and was not used."
    142 CodeLockedOut "After a wrong code none is read for a time that doubles with each."
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "check {}: {}", self.number(), self.description())
    }
}

/// A message that was not obeyed, and the one check it failed first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The check.
    pub check: Check,
    /// What was found, where the check alone does not say it. Nothing personal.
    pub detail: String,
}

impl Refusal {
    pub(crate) fn new(check: Check, detail: impl fmt::Display) -> Self {
        Self { check, detail: detail.to_string() }
    }
}

impl From<Check> for Refusal {
    fn from(check: Check) -> Self {
        Self { check, detail: String::new() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.check)?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, " ({})", self.detail) }
    }
}

/// The first check that does not hold. Each looks at the case alone and does not rely on those before it.
pub(crate) fn enforce(mut outcomes: impl Iterator<Item = (Check, bool)>) -> Result<(), Refusal> {
    outcomes.find(|(_, holds)| !holds).map_or(Ok(()), |(check, _)| Err(check.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_rise() {
        assert!(Check::ALL.windows(2).all(|pair| pair[0].number() < pair[1].number()));
    }
}
