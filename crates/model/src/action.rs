use crate::Forgery;

/// One step of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// A day passes; the phone is on.
    Day,
    /// A day passes; the phone is off and starts at its end.
    DayOff,
    /// Two days pass; the phone is on, and its program runs only at their end.
    DaysAsleep,
    /// The lender's close runs.
    Wake,
    /// The borrower pays an installment.
    Pay,
    /// The last payment is taken back.
    Reverse,
    /// The log takes what waits for it.
    Sequence,
    /// The phone's request reaches the server, which answers.
    Ask,
    /// The answer reaches the phone.
    Receive,
    /// A request and its answer without delay.
    Exchange,
    /// Somebody hands the phone a standing signed some time ago, by its place in the order of signing.
    Push(u8),
    /// Somebody hands it a standing of another phone.
    PushForeign,
    /// The phone restarts; what was not kept is lost.
    Restart,
    /// The phone forgets everything.
    FactoryReset,
    /// The user sets the clock so many days ahead or back.
    SetClock(i8),
    /// An agent gives the borrower a code.
    IssueCode,
    /// The borrower types a code in, by its number.
    EnterCode(u8),
    /// The ombudsman signs a release.
    Ombudsman,
    /// Somebody hands the phone the ombudsman's release.
    PushRelease,
    /// Whoever abuses the lender's key signs something.
    Forge(Forgery),
}
