use std::collections::HashMap;

use ident::LenderId;
use policy::{Pack, Rhythm};
use proof::log::{Entry, EntryKind};

use super::{Finding, FindingKind, Packs};

/// Hours counted at once; beyond that, past ones are forgotten.
const MAX_HOURS: usize = 10_000;

/// Judges entries by the rules that the log publishes. What only the holder of the documents can know (whether
/// a debt exists, whether a payment was counted) it can't.
#[derive(Debug, Clone)]
pub struct Judge {
    packs: Packs,
    max_per_hour: u64,
    /// Restrictions by lender, hour since 1970 and whether rehearsed.
    hours: HashMap<(LenderId, i64, bool), u64>,
}

impl Judge {
    /// With the packs known so far. More restrictions than `max_per_hour` of one lender in one hour are reported.
    #[must_use]
    pub fn new(packs: Packs, max_per_hour: u64) -> Self {
        Self { packs, max_per_hour, hours: HashMap::new() }
    }

    /// The packs published so far.
    #[must_use]
    pub const fn packs(&self) -> &Packs {
        &self.packs
    }

    /// What is wrong with an entry.
    pub fn judge(&mut self, index: u64, bytes: &[u8]) -> Vec<Finding> {
        let malformed = |detail| Finding {
            index,
            kind: FindingKind::Malformed,
            lender: None,
            at: None,
            test: false,
            detail,
        };
        let entry = match Entry::parse(bytes) {
            Ok(entry) => entry,
            Err(error) => return vec![malformed(format!("not an entry: {error}"))],
        };
        let found = match entry.lacks() {
            Some(field) => vec![(FindingKind::Malformed, format!("a {} without {field}", entry.kind))],
            None => match entry.kind {
                EntryKind::Policy => self
                    .packs
                    .publish(&entry)
                    .err()
                    .map(|error| (FindingKind::BadPack, error))
                    .into_iter()
                    .collect(),
                EntryKind::Restriction => self.restriction(&entry),
                _ => Vec::new(),
            },
        };
        let finding = |(kind, detail)| Finding {
            kind,
            detail,
            lender: entry.lender,
            at: Some(entry.at),
            test: entry.test,
            ..malformed(String::new())
        };
        found.into_iter().map(finding).collect()
    }

    fn restriction(&mut self, entry: &Entry) -> Vec<(FindingKind, String)> {
        let mut found: Vec<_> = self.rate(entry).into_iter().collect();
        match entry.pack.as_ref().and_then(|digest| self.packs.get(digest)) {
            Some(pack) => found.extend([level(pack, entry), notice(pack, entry)].into_iter().flatten()),
            None => {
                let detail = "a restriction under a policy pack that is not in the log before it".to_owned();
                found.push((FindingKind::UnknownPack, detail));
            }
        }
        found
    }

    /// Reported once an hour, when the number is first exceeded.
    fn rate(&mut self, entry: &Entry) -> Option<(FindingKind, String)> {
        let hour = entry.at.as_second().div_euclid(3600);
        if self.hours.len() >= MAX_HOURS {
            self.hours.retain(|(_, known, _), _| *known >= hour - 1);
        }
        let count = self.hours.entry((entry.lender?, hour, entry.test)).or_default();
        *count += 1;
        let max = self.max_per_hour;
        (*count == max + 1).then(|| {
            (FindingKind::TooMany, format!("more than {max} restrictions by one lender in one hour"))
        })
    }
}

/// The rhythm of the contract is not public: the earlier of the two days is demanded.
fn level(pack: &Pack, entry: &Entry) -> Option<(FindingKind, String)> {
    let level = entry.level?;
    let days = [Rhythm::Longer, Rhythm::WeeklyOrShorter].into_iter().filter_map(|r| pack.from_dpd(level, r));
    let Some(from) = days.min() else {
        let detail = format!("the level {level}, which the policy pack {} never allows", pack.id);
        return Some((FindingKind::LevelNotAllowed, detail));
    };
    let dpd = entry.dpd?;
    let detail = || {
        format!("the level {level} at {dpd} days past due; the policy pack {} allows it from {from}", pack.id)
    };
    (dpd < from).then(|| (FindingKind::TooEarly, detail()))
}

fn notice(pack: &Pack, entry: &Entry) -> Option<(FindingKind, String)> {
    let last = pack.notices.last()?;
    let (days, cure) = (entry.notice_days?, last.cure_days);
    let detail = || {
        format!(
            "restricted {days} full days after the last notice; the policy pack {} gives {cure} to pay after the \
             notice `{}`",
            pack.id, last.key
        )
    };
    (days < cure).then(|| (FindingKind::NoticeTooShort, detail()))
}
