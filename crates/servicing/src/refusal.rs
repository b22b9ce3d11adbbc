use money::Money;

/// Why a command was refused. Nothing changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The contract's status does not allow it.
    #[error("a contract that is {status} can't {action}")]
    WrongStatus {
        /// The status it has.
        status: &'static str,
        /// What was asked.
        action: &'static str,
    },
    /// Money is never converted silently.
    #[error("the contract is in {expected}, the payment is {got:?}")]
    OtherCurrency {
        /// The contract's currency.
        expected: money::Currency,
        /// What came.
        got: Money,
    },
    /// The loan account can't take it.
    #[error(transparent)]
    Account(#[from] loan::AccountError),
    /// Delinquency can't be paused or resumed so.
    #[error(transparent)]
    Pause(#[from] loan::PauseError),
    /// A payment by the borrower is a command of its own.
    #[error("a payment by the borrower is received, not booked")]
    PaymentIsNoBooking,
    /// What is booked counts from a day on which the contract ran.
    #[error(
        "what is booked counts from a day between {first}, when the loan began, and {last}, which is today"
    )]
    ValueDate {
        /// The loan's first day.
        first: jiff::civil::Date,
        /// Today.
        last: jiff::civil::Date,
    },
    /// The device needs no token any more.
    #[error("the device is enrolled already; after a factory reset it comes back by itself")]
    AlreadyEnrolled,
    /// Another key than the one that enrolled first.
    #[error("the device is enrolled with another key")]
    OtherDeviceKey,
    /// No such notice is open.
    #[error("no notice `{0}` is waiting for delivery in this delinquency")]
    UnknownNotice(String),
    /// The channel is not one of the notice's.
    #[error("notice `{notice}` is not sent by {channel}")]
    WrongChannel {
        /// The notice.
        notice: String,
        /// The channel.
        channel: &'static str,
    },
    /// Evidence from the future, or from before the notice.
    #[error("a delivery lies between the issue of the notice and now")]
    ImpossibleTime,
    /// The receipt is not this device's word for this notice.
    #[error("the receipt does not prove that this device showed this notice: {0}")]
    ReceiptInvalid(&'static str),
    /// The device's own receipt is the only evidence for its screen.
    #[error("a notice on the device is proved by the device's signed receipt")]
    ReceiptMissing,
    /// A hold for an announced payment needs an end within the pack's limit.
    #[error("a hold of this kind ends within {0} hours from now")]
    HoldTooLong(u16),
    /// A hold ends after it begins.
    #[error("a hold ends in the future")]
    HoldOver,
    /// Announced payments have used up their time.
    #[error("announced payments have used up their time: pay, or announce again from {again_from}")]
    HoldSpent {
        /// When the next announcement counts.
        again_from: jiff::Timestamp,
    },
    /// A release of all phones is for good.
    #[error("the lender released this phone for good")]
    HoldForGood,
    /// There is no such hold.
    #[error("no such hold is open")]
    NoSuchHold,
    /// A payoff is agreed for today or a later day before the next due date.
    #[error("a payoff can be agreed through {0} at the latest")]
    PayoffDay(jiff::civil::Date),
    /// The device names a standing that it was never given.
    #[error("no standing {0} was issued to the device")]
    UnknownStanding(u64),
    /// The pack given is not the pack of the terms.
    #[error("the policy pack is not the one the contract is under")]
    OtherPack,
    /// The log's entry is not about the warrant in force.
    #[error("the log's entry is about something else")]
    OtherEntry,
    /// Nobody has the phone yet that could read a code.
    #[error("no device is enrolled: a code is for a phone that holds the contract's terms")]
    NotEnrolled,
    /// A code frees only a phone that is free by right.
    #[error("the phone is restricted by right: a code follows a payment or a hold that lifts")]
    CodeWhileRestricted,
    /// Something is so long overdue that the next step is a restriction.
    #[error("what is overdue may be restricted from today: a code follows a payment or a hold that lifts")]
    CodeBeforeRestriction,
    /// A code must not outlast what is paid.
    #[error("a code lasts 1 to {longest} days here: until the oldest unpaid installment could restrict")]
    CodeDays {
        /// The most days.
        longest: u16,
    },
    /// Several codes together must not outlast it either.
    #[error("earlier codes free the phone until {until}: set the time instead, which makes them void")]
    CodeTimeGiven {
        /// The last day that they reach.
        until: jiff::civil::Date,
    },
    /// Free for good is the quittance's word.
    #[error("a code that frees for good follows the quittance")]
    CodeBeforeQuittance,
    /// A mistake or worse.
    #[error("{0} codes were given out today; more tomorrow")]
    TooManyCodes(u16),
    /// The phone would not find the next one.
    #[error("too many codes were given out that nobody typed: synchronize the count first")]
    CodesUntyped,
    /// One request at a time.
    #[error("a request for help is open already: answer, withdraw or accept it first")]
    HelpAsked,
    /// Asking lifts a restriction, so it can't be repeated at will.
    #[error("the last request for help ended without a plan: ask again from {0}, or have an agent ask")]
    HelpAgain(jiff::Timestamp),
    /// The note is too long.
    #[error("a note has at most {0} characters")]
    HelpNote(usize),
    /// The hold is the request's own.
    #[error(
        "the borrower waits for an answer or gives the device back: end that first, the hold ends with it"
    )]
    HelpWaits,
    /// Nobody asked.
    #[error("no request for help is open: ask for help first")]
    NoHelpAsked,
    /// There is nothing to accept.
    #[error("the lender has not offered a plan yet")]
    NoOffer,
    /// Too few or too many plans.
    #[error("an offer has 1 to {0} plans")]
    PlanCount(usize),
    /// An offer stands for a time.
    #[error("an offer stands from today through {0} at the latest")]
    OfferDay(jiff::civil::Date),
    /// The offer is over.
    #[error("the offer stood through {0}: ask for a new one")]
    OfferLapsed(jiff::civil::Date),
    /// Enough people of the lender must agree first.
    #[error("the offer waits for the approval of another person of the lender")]
    OfferNotApproved,
    /// One person is one person.
    #[error("this operator has approved already; the second approval is another person's")]
    SameApprover,
    /// No such plan.
    #[error("the offer has plans 1 to {0}")]
    NoSuchPlan(usize),
    /// Another offer took the place of the one that was read.
    #[error("the offer is not the one that was shown: read it again")]
    OtherOffer,
    /// What was shown must be what is agreed.
    #[error("the figures of this plan have changed since it was offered: the lender must offer it anew")]
    PlanChanged,
    /// One offer at a time.
    #[error("an offer to settle is open already: withdraw it first")]
    SettlementOffered,
    /// There is no offer to take back.
    #[error("no offer to settle is open")]
    NoSettlement,
    /// There is no offer to say yes to.
    #[error("no offer to settle waits for approval")]
    NoSettlementWaits,
    /// Who said yes first said it to other figures.
    #[error("more is owed now than when this was offered: withdraw it and offer anew")]
    SettlementChanged,
    /// An offer has its own commands.
    #[error("an offer to settle and its end are no bookings: offer it, or withdraw it")]
    SettlementIsNoBooking,
    /// The offer makes no sense.
    #[error(transparent)]
    Settlement(#[from] loan::SettlementError),
    /// Nobody asked to give the device back.
    #[error("no return is open: request it first")]
    NoReturn,
    /// Requesting a return lifts a restriction, so it can't be repeated at will.
    #[error("the last return was withdrawn: request another from {0}")]
    ReturnAgain(jiff::civil::Date),
    /// The step of a return is refused.
    #[error(transparent)]
    Return(#[from] loan::returns::ReturnError),
    /// The contract has nothing left to pay.
    #[error("nothing is left to pay")]
    NothingOwed,
    /// Sums beyond what the system holds. Never expected; refused rather than wrapped.
    #[error("an amount is out of range")]
    OutOfRange,
}

impl From<money::MoneyError> for Refusal {
    fn from(_: money::MoneyError) -> Self {
        Self::OutOfRange
    }
}
