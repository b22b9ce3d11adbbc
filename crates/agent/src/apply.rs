use jiff::Timestamp;
use policy::Level;
use proof::Digest;

use crate::accept::Accepted;
use crate::silence::Phase;

/// What is in force at an instant, and by what right. Nothing but [`Applied::at`] makes a restricted one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Applied {
    level: Level,
    ground: Option<Ground>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    Warrant(Digest),
    Silence,
    End(Digest),
}

/// Everything the level depends on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Situation<'a> {
    pub(crate) accepted: Option<&'a Accepted>,
    /// The quittance or the ombudsman's release that ended the contract.
    pub(crate) released: Option<Digest>,
    pub(crate) silence: Phase,
    /// Whether a code keeps it free for now.
    pub(crate) is_free_by_code: bool,
    /// The level in force until now.
    pub(crate) before: Level,
    /// Whether a level may rise now; it may fall at any time.
    pub(crate) may_rise: bool,
    /// Trusted time.
    pub(crate) now: Timestamp,
}

impl Applied {
    /// The level in force at an instant. It may be lower than the standing wants, never higher.
    pub(crate) fn at(situation: &Situation<'_>) -> Self {
        if let Some(quittance) = situation.released {
            return Self { level: Level::None, ground: Some(Ground::End(quittance)) };
        }
        if situation.is_free_by_code {
            return Self::default();
        }
        let ceiling = if situation.may_rise { Level::Locked } else { situation.before };
        let warranted =
            situation.accepted.map(|accepted| accepted.level_at(situation.now)).unwrap_or_default();
        let warranted = warranted.min(ceiling);
        let is_silenced = situation.silence == Phase::Limited && ceiling >= Level::Limited;
        if is_silenced && warranted < Level::Limited {
            return Self { level: Level::Limited, ground: Some(Ground::Silence) };
        }
        let warrant = situation.accepted.and_then(Accepted::warrant);
        match warrant {
            Some(warrant) if warranted > Level::None => {
                Self { level: warranted, ground: Some(Ground::Warrant(warrant.digest())) }
            }
            _ => Self::default(),
        }
    }

    pub(crate) const fn level(self) -> Level {
        self.level
    }

    pub(crate) const fn is_silenced(self) -> bool {
        matches!(self.ground, Some(Ground::Silence))
    }

    /// The name of the warrant, quittance or release it rests on.
    pub(crate) const fn proof(self) -> Option<Digest> {
        match self.ground {
            Some(Ground::Warrant(digest) | Ground::End(digest)) => Some(digest),
            Some(Ground::Silence) | None => None,
        }
    }
}
