use askama::Template;
use policy::Level;

use super::super::signed_in::SignedIn;
use super::super::words;
use super::filter::{BUCKETS, Filter, STATUSES};
use super::list::{Found, Row};
use super::summary::Summary;
use crate::LenderContext;

/// All lenders, for an operator of the installation.
#[derive(Template)]
#[template(path = "console/lenders.html")]
pub(super) struct Lenders {
    pub(super) me: SignedIn,
    pub(super) lenders: Vec<LenderLine>,
    pub(super) lost: Option<String>,
    pub(super) log: Option<String>,
}

/// A lender with its counts.
pub(super) struct LenderLine {
    id: String,
    name: String,
    is_test: bool,
    total: u64,
    past_due: u64,
    restricted: u64,
}

impl LenderLine {
    pub(super) fn new(lender: &LenderContext, summary: &Summary) -> Self {
        Self {
            id: lender.id.to_string(),
            name: lender.name.clone(),
            is_test: lender.is_test(),
            total: summary.total,
            past_due: summary.past_due(),
            restricted: summary.restricted(),
        }
    }
}

/// A lender's contracts.
#[derive(Template)]
#[template(path = "console/portfolio.html")]
pub(super) struct Portfolio {
    me: SignedIn,
    lender: String,
    is_test: bool,
    /// Whether there may be others to go back to.
    is_one_of_many: bool,
    lost: Option<String>,
    /// What must not be overlooked.
    alerts: Vec<String>,
    groups: Vec<Group>,
    total: u64,
    /// Minutes that phones were restricted without right, as words.
    wrongful: Option<String>,
    is_partial: bool,
    narrows: bool,
    all: String,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
}

/// Counts of one kind, each of which narrows the list.
struct Group {
    title: &'static str,
    name: &'static str,
    bars: Vec<Bar>,
}

/// One count.
struct Bar {
    label: &'static str,
    tone: &'static str,
    count: u64,
    /// Of the group's largest, in percent.
    width: u64,
    href: String,
    is_chosen: bool,
}

impl Portfolio {
    pub(super) fn new(
        me: SignedIn,
        lender: &LenderContext,
        filter: &Filter,
        summary: &Summary,
        found: Found,
        lost: Option<String>,
        alerts: Vec<String>,
    ) -> Self {
        Self {
            me,
            lender: lender.name.clone(),
            is_test: lender.is_test(),
            is_one_of_many: filter.lender.as_deref().is_some_and(|text| !text.is_empty()),
            lost,
            alerts,
            groups: vec![levels(filter, summary), buckets(filter, summary), statuses(filter, summary)],
            total: summary.total,
            wrongful: (summary.wrongful_seconds > 0).then(|| {
                let minutes = i64::try_from(summary.wrongful_seconds.div_ceil(60)).unwrap_or(i64::MAX);
                words::counted(minutes, "minute")
            }),
            is_partial: summary.is_partial,
            narrows: filter.narrows(),
            all: filter.all(),
            rows: found.rows,
            next: found.next.map(|id| filter.with("after", &id.to_string())),
            is_first: filter.after.is_none(),
        }
    }
}

fn levels(filter: &Filter, summary: &Summary) -> Group {
    let bars = Level::ALL.map(|level| {
        let count = summary.levels.get(level.as_str()).copied().unwrap_or(0);
        (level.as_str(), words::level_name(level), words::level_tone(level), count)
    });
    group("What phones are told", "level", filter, filter.level.as_deref(), &bars)
}

fn buckets(filter: &Filter, summary: &Summary) -> Group {
    let tones = ["free", "remind", "limit", "limit", "lock", "lock"];
    let labels = ["On time", "1–30 days", "31–60 days", "61–90 days", "91–120 days", "Over 120 days"];
    let bars: Vec<_> = BUCKETS
        .iter()
        .zip(labels)
        .zip(tones)
        .map(|((bucket, label), tone)| {
            let count = summary.buckets.get(bucket.as_str()).copied().unwrap_or(0);
            (bucket.as_str(), label, tone, count)
        })
        .collect();
    group("Days past due", "bucket", filter, filter.bucket.as_deref(), &bars)
}

fn statuses(filter: &Filter, summary: &Summary) -> Group {
    let bars = STATUSES.map(|status| {
        let count = summary.statuses.get(status.as_str()).copied().unwrap_or(0);
        (status.as_str(), words::status_name(status), words::status_tone(status), count)
    });
    group("Status", "status", filter, filter.status.as_deref(), &bars)
}

fn group(
    title: &'static str,
    name: &'static str,
    filter: &Filter,
    chosen: Option<&str>,
    counts: &[(&'static str, &'static str, &'static str, u64)],
) -> Group {
    let largest = counts.iter().map(|(.., count)| *count).max().unwrap_or(0).max(1);
    let bars = counts.iter().map(|(value, label, tone, count)| {
        let is_chosen = chosen == Some(*value);
        Bar {
            label,
            tone,
            count: *count,
            // A bar of one among thousands is still seen.
            width: (count * 100 / largest).max(u64::from(*count > 0)),
            href: filter.with(name, if is_chosen { "" } else { value }),
            is_chosen,
        }
    });
    Group { title, name, bars: bars.collect() }
}
