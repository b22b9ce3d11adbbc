use crate::{Channel, FloorItem, Level, NoticeKey, PackId};

/// Why a pack is refused. Each message says what is wrong and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackFault {
    /// The name is not lower-case words with dashes.
    #[error(
        "id `{0}` is not a pack name: use 1 to 64 lower-case letters and digits, words joined by single dashes"
    )]
    Id(PackId),
    /// A number outside its bounds.
    #[error("{field} is {value}: use {min} to {max}")]
    OutOfBounds {
        /// The field as written in the pack.
        field: String,
        /// What it says.
        value: i64,
        /// The smallest value that passes.
        min: i64,
        /// The largest value that passes.
        max: i64,
    },
    /// A text that is empty, too long or broken over lines.
    #[error("{field} has {length} characters or a line break: use one line of 1 to {max} characters")]
    Text {
        /// The field as written in the pack.
        field: &'static str,
        /// Its length in characters.
        length: usize,
        /// The most it may have.
        max: usize,
    },
    /// The floor lacks what every pack must keep (invariant I5).
    #[error("floor lacks {}: every pack must keep it at every level", words(.0))]
    FloorLacks(Vec<FloorItem>),
    /// A pack without locking that speaks of locking all the same.
    #[error("{0} given although locking_allowed is false: remove it, or set locking_allowed to true")]
    NotAllowed(&'static str),
    /// A lock without a warning (invariant I2).
    #[error("locking is allowed without any notice: demand at least one in [[notices]]")]
    NoNotice,
    /// Locking allowed, but no level to go to.
    #[error(
        "locking is allowed but no level is given: list at least one in [[levels]], or set locking_allowed to false"
    )]
    NoLevel,
    /// More notices than anybody would read.
    #[error("{0} notices: use at most {max}", max = crate::check::MAX_NOTICES)]
    TooManyNotices(usize),
    /// A notice's name is not lower-case words with dashes.
    #[error(
        "notice key `{0}` is not a name: use 1 to 64 lower-case letters and digits, words joined by single dashes"
    )]
    NoticeName(NoticeKey),
    /// Two notices of one name.
    #[error("notice `{0}` is listed twice: give each its own key")]
    NoticeTwice(NoticeKey),
    /// A notice due before the one listed before it.
    #[error("notice `{key}` at_dpd is {at_dpd}, before the notice listed before it: use {least} or later")]
    NoticeOrder {
        /// The notice.
        key: NoticeKey,
        /// Its day past due.
        at_dpd: u16,
        /// The day past due of the notice before.
        least: u16,
    },
    /// A notice while nothing may happen.
    #[error(
        "notice `{key}` at_dpd is {at_dpd}, but the grace period lasts {grace_days} days: use a later day"
    )]
    NoticeInGrace {
        /// The notice.
        key: NoticeKey,
        /// Its day past due.
        at_dpd: u16,
        /// The pack's days of grace.
        grace_days: u16,
    },
    /// A notice that nobody gets.
    #[error("notice `{0}` has no channel: list at least one of on_device, sms, email, letter")]
    NoChannel(NoticeKey),
    /// A channel counted twice would prove one delivery as two.
    #[error("notice `{key}` lists the channel {channel} twice: list it once", channel = .channel.as_str())]
    ChannelTwice {
        /// The notice.
        key: NoticeKey,
        /// The channel.
        channel: Channel,
    },
    /// `none` is where everything starts and ends, not a restriction.
    #[error("`none` is not a restriction: list only reminder, limited and locked in [[levels]]")]
    LevelNone,
    /// A level listed twice or below the one before it.
    #[error("level `{level}` is listed after `{before}`: list each level once, lowest first")]
    LevelOrder {
        /// The level.
        level: Level,
        /// The level listed before it.
        before: Level,
    },
    /// A higher level that comes earlier than a lower one.
    #[error("level `{level}` {field} gives day {day}, earlier than the level below it: use {least} or later")]
    LevelFalls {
        /// The level.
        level: Level,
        /// `from_dpd` or `from_dpd_weekly`.
        field: &'static str,
        /// The day past due it gives.
        day: u16,
        /// The day of the level below.
        least: u16,
    },
    /// A restriction before the borrower's time to cure is over (invariant I2).
    #[error(
        "level `{level}` {field} gives day {day}, before the notices can have run out: use {least} or later"
    )]
    LevelBeforeNotices {
        /// The level.
        level: Level,
        /// `from_dpd` or `from_dpd_weekly`.
        field: &'static str,
        /// The day past due it gives.
        day: u16,
        /// The first day on which all notices can have run out.
        least: u32,
    },
    /// No hour in which a level may rise.
    #[error(
        "raise_hours run from {from_hour} to {to_hour}: from_hour must be earlier than to_hour, which is at most 24"
    )]
    Hours {
        /// First hour.
        from_hour: u8,
        /// The hour it ends before.
        to_hour: u8,
    },
    /// Days that are not days of the week.
    #[error("raise_hours weekdays are {0:?}: list at least one of 1 (Monday) to 7 (Sunday), each once")]
    Weekdays(Vec<u8>),
    /// Silence makes a device `limited`, which the pack does not have.
    #[error(
        "[silence] makes a device `limited`, a level this pack does not list: add it to [[levels]], or remove [silence]"
    )]
    SilenceLevel,
}

fn words(items: &[FloorItem]) -> String {
    items.iter().map(|item| item.as_str()).collect::<Vec<_>>().join(", ")
}
