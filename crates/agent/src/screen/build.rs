use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use money::Money;
use policy::{FloorItem, Level};
use proof::documents::{Contact, NoticeOnDevice, Standing};

use super::{NextInstallment, Screen, ScreenKind, code, text};
use crate::CodeAnswer;
use crate::accept::Accepted;
use crate::apply::Applied;
use crate::codes::Codes;
use crate::notices::Notices;
use crate::pin::Pin;
use crate::silence::Phase;
use crate::state::{Freed, PutAway};

/// Everything a screen depends on.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct View<'a> {
    pub(crate) pin: Option<&'a Pin>,
    pub(crate) accepted: Option<&'a Accepted>,
    pub(crate) applied: Applied,
    pub(crate) is_released: bool,
    /// The ombudsman's release, where it and no quittance ended the contract.
    pub(crate) freed: Option<&'a Freed>,
    pub(crate) is_enrolling: bool,
    pub(crate) silence: Phase,
    pub(crate) notices: Option<&'a Notices>,
    pub(crate) put_away: &'a [PutAway],
    pub(crate) codes: Option<&'a Codes>,
    pub(crate) code_answer: Option<CodeAnswer>,
    pub(crate) now: Option<Timestamp>,
    pub(crate) today: Option<Date>,
    pub(crate) offline: bool,
}

impl<'a> View<'a> {
    pub(super) fn standing(&self) -> Option<&'a Standing> {
        self.accepted.map(Accepted::body)
    }

    /// The notices on the screen, whatever its kind.
    pub(super) fn notices(&self) -> impl Iterator<Item = &'a NoticeOnDevice> {
        let is_restricted = self.applied.level() >= Level::Limited;
        let notices = self.notices.into_iter().flat_map(move |notices| notices.drawn(is_restricted));
        notices.map(|open| &open.notice)
    }

    fn is_put_away(&self, what: &str) -> bool {
        self.put_away.iter().any(|entry| entry.what == what)
    }

    fn is_put_away_today(&self, what: &str) -> bool {
        self.put_away.iter().any(|entry| entry.what == what && Some(entry.on) == self.today)
    }

    fn kind(&self) -> ScreenKind {
        if self.pin.is_none() {
            ScreenKind::NotEnrolled
        } else if self.is_released {
            match self.freed {
                Some(_) if self.is_put_away(RELEASE) => ScreenKind::Free,
                Some(_) => ScreenKind::Released,
                None if self.is_put_away(QUITTANCE) => ScreenKind::Free,
                None => ScreenKind::Quittance,
            }
        } else if self.applied.level() == Level::Locked {
            ScreenKind::Locked
        } else if self.applied.is_silenced() {
            ScreenKind::Silence
        } else if self.applied.level() == Level::Limited {
            ScreenKind::Limited
        } else if self.notices.is_some_and(Notices::has_news) {
            ScreenKind::Notice
        } else if self.silence == Phase::Notice && !self.is_put_away_today(SILENCE) {
            ScreenKind::Silence
        } else if self.applied.level() == Level::Reminder && !self.is_put_away_today(REMINDER) {
            ScreenKind::Reminder
        } else {
            ScreenKind::Free
        }
    }

    fn amount(&self, kind: ScreenKind) -> Option<Money> {
        let warranted = self.accepted.and_then(Accepted::warrant).map(|warrant| warrant.body().amount);
        let overdue = self.standing().map(|standing| standing.overdue).filter(|amount| amount.is_positive());
        match kind {
            ScreenKind::NotEnrolled | ScreenKind::Quittance | ScreenKind::Released => None,
            ScreenKind::Locked | ScreenKind::Limited | ScreenKind::Reminder => warranted,
            ScreenKind::Notice => overdue.or_else(|| self.notices().last().map(|notice| notice.amount)),
            ScreenKind::Free | ScreenKind::Silence => overdue.filter(|_| !self.is_released),
        }
    }

    /// What the user puts away by leaving this screen.
    pub(crate) fn dismissible(&self, kind: ScreenKind) -> Option<&'static str> {
        match kind {
            ScreenKind::Notice => Some(NOTICE),
            ScreenKind::Reminder => Some(REMINDER),
            ScreenKind::Quittance => Some(QUITTANCE),
            ScreenKind::Released => Some(RELEASE),
            ScreenKind::Silence if !self.applied.is_silenced() => Some(SILENCE),
            _ => None,
        }
    }
}

const NOTICE: &str = "notice";
const REMINDER: &str = "reminder";
const SILENCE: &str = "silence";
const QUITTANCE: &str = "quittance";
const RELEASE: &str = "release";

/// Only pages: an address comes from far and is drawn as a link.
fn page(address: &str) -> Option<String> {
    let is_page = address.starts_with("https://") || address.starts_with("http://");
    is_page.then(|| address.to_owned())
}

fn contact(pin: Option<&Pin>) -> Contact {
    let mut contact = pin.map(|pin| pin.body().contact.clone()).unwrap_or_default();
    contact.url = contact.url.as_deref().and_then(page);
    contact
}

/// What the pack keeps, and in any case what every pack must keep.
fn floor(pin: Option<&Pin>) -> Vec<FloorItem> {
    let kept = pin.into_iter().flat_map(|pin| pin.body().pack.floor.items());
    let items: BTreeSet<_> = FloorItem::REQUIRED.into_iter().chain(kept).collect();
    items.into_iter().collect()
}

/// Draws the situation.
pub(crate) fn build(view: &View<'_>) -> Screen {
    let kind = view.kind();
    let terms = view.pin.map(Pin::body);
    let amount = view.amount(kind);
    let standing = view.standing().filter(|_| !view.is_released);
    let pay_url = standing.and_then(|s| page(&s.pay_url)).or_else(|| terms.and_then(|t| page(&t.pay_url)));
    let next_due = standing.and_then(|s| s.next_due.as_ref());
    let total = terms.and_then(|t| {
        Money::sum(t.price.currency(), t.installments.iter().map(|installment| installment.amount)).ok()
    });
    Screen {
        level: view.applied.level(),
        wanted: standing.map(|s| s.level).unwrap_or_default(),
        kind,
        title: text::title(view, kind),
        lines: text::lines(view, kind),
        amount,
        pay_url: pay_url.filter(|_| !view.is_released),
        contact: contact(view.pin),
        lender_name: terms.map(|t| t.lender_name.clone()),
        floor: floor(view.pin),
        emergency_call: true,
        next_due: next_due.map(|next| NextInstallment { due_on: next.due_on, amount: next.amount }),
        outstanding: view.standing().map(|s| s.outstanding),
        total,
        standing_seq: view.standing().map(|s| s.seq).unwrap_or_default(),
        proof: view.applied.proof().map(|digest| digest.to_string()),
        offline: view.offline,
        can_dismiss: view.dismissible(kind).is_some(),
        code: code::entry(view),
    }
}
