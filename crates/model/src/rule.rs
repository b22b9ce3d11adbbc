macro_rules! rules {
    ($($name:ident $description:literal)+) => {
        /// A rule of the protocol that the model can do without, to show what it is good for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Rule {
            $(#[doc = $description] $name,)+
        }

        impl Rule {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// What it demands.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$name => $description),+ }
            }
        }
    };
}

rules! {
    Audience "The phone obeys what names it, and nothing that names another phone."
    NumberRises "A standing counts only with a higher number than the one in force."
    TwinLowers "Of two standings with one number the lower level counts."
    AnswerLowers "What lowers the level counts in an answer whatever its number."
    QuittanceCounts "A quittance counts whatever its number."
    PushDoubted "A pushed order is compared with what the server sends under its number."
    NumberKept "The number in force survives a restart."
    WarrantDemanded "A level above none comes with a warrant."
    WarrantLevel "The level is not above the warrant's."
    WarrantExpires "A warrant ends with its last day."
    WarrantWindow "A warrant is good for no longer than the pack says."
    DaysPastDue "A level waits for its day past due."
    NoticeShown "The notice is proved by the phone's own receipt."
    NoticeCure "The time to cure ran out before the warrant begins."
    NoticeCured "No notice from before a cure is used again."
    LogProof "The phone demands the log's proof."
    Released "Whoever was released is never restricted again."
    PackChecked "The phone takes no pack whose floor lacks anything."
    SilenceLimited "Silence makes limited, never locked."
    SilenceNotice "Silence has its own notice on the screen first."
    ContactEndsSilence "Any authentic contact ends a silence."
    ContactKept "A contact survives a restart."
    TrustedTime "The clock that the user can set counts for nothing."
    NonceOnce "An answer counts once."
    CodeOnce "A code counts once."
    CodeFrees "A code frees at once."
    OmbudsmanFrees "The ombudsman's release frees whatever the lender says."
    PaymentLifts "The payment that a warrant names lifts it in the same step."
    ToldAmountLifts "What the phone was told to pay is enough, whatever waits in the log's queue."
    ReleaseNeverWaits "A release does not wait for the log."
    OrderWaits "An order waits for the log."
    QuittanceIssued "The quittance is signed with the last payment."
    QuittanceStays "A phone that comes back after a reset gets its quittance again."
}

/// The protocol, whole or without one of its rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    without: Option<Rule>,
}

impl Rules {
    /// All but one.
    #[must_use]
    pub const fn without(rule: Rule) -> Self {
        Self { without: Some(rule) }
    }

    /// Whether a rule is kept.
    #[must_use]
    pub fn keep(self, rule: Rule) -> bool {
        self.without != Some(rule)
    }
}
