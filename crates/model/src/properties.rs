//! What must hold in every state, and what must be possible at all.

use policy::Level;
use stateright::Property;

use crate::calendar::due;
use crate::{CURE, Protocol, SILENCE_AFTER, SILENCE_NOTICE, VALID, Warrant, World, from_days_past_due};

/// Invariant I1.
pub const WARRANT: &str = "I1 restricted only by a warrant that runs, for this phone and this level";
/// Invariant I2.
pub const NOTICE: &str = "I2 restricted only after the notice was shown and its time to cure ran out";
/// Invariant I3.
pub const PAYMENT: &str = "I3 the payment that a warrant names lifts the order in the same step";
/// Invariant I4, the lender's part.
pub const QUITTANCE: &str = "I4 the last payment is followed by the quittance at once";
/// Invariant I4, the phone's part.
pub const RELEASED: &str = "I4 nothing restricts a phone that was released";
/// Invariant I5.
pub const FLOOR: &str = "I5 no restriction where the floor lacks anything";
/// Invariant I8.
pub const LOGGED: &str = "I8 no restriction before its warrant is in the log";
/// Invariant I8, the lender's part.
pub const ORDER_LOGGED: &str = "I8 the lender signs no order before its warrant is in the log";
/// Invariant I12.
pub const NEVER_LOCKED: &str = "I12 silence never locks";
/// Invariant I12.
pub const SILENCE: &str = "I12 silence limits only after its days and its own notice";
/// Attacks 2 and 3.
pub const NEWEST: &str = "superseded orders never win";
/// Attack 4.
pub const FRESH: &str = "every answer belongs to a question of its own";
/// Nobody pays and stays restricted.
pub const PAID: &str = "whoever owes nothing overdue is free after the next contact, whatever a thief sent";
/// Invariant I4, whatever numbers a thief took.
pub const FINAL: &str = "I4 a quittance frees at once";
/// Offline codes.
pub const CODE: &str = "a code frees at once";
/// Offline codes.
pub const CODE_ONCE: &str = "a code counts once";
/// The ombudsman's release.
pub const OMBUDSMAN: &str = "the ombudsman's release frees at once";

/// All properties. The last ones make sure that the first ones are not true for want of anything to judge.
#[must_use]
pub fn all() -> Vec<Property<Protocol>> {
    vec![
        Property::always(WARRANT, |_, world: &World| {
            warrant(world).is_none_or(|found| is_right(world, found))
        }),
        Property::always(NOTICE, |_, world: &World| {
            warrant(world).is_none_or(|found| is_noticed(world, found))
        }),
        Property::always(PAYMENT, |_, world: &World| is_lifted(world)),
        Property::always(QUITTANCE, |_, world: &World| has_quittance(world)),
        Property::always(RELEASED, |_, world: &World| !world.truth.is_freed || is_free(world)),
        Property::always(FLOOR, |_, world: &World| world.is_floor_whole || is_free(world)),
        Property::always(LOGGED, |_, world: &World| {
            warrant(world).is_none_or(|found| found.is_none_or(|found| world.lender.log.contains(&found)))
        }),
        Property::always(ORDER_LOGGED, |_, world: &World| orders_are_logged(world)),
        Property::always(NEVER_LOCKED, |_, world: &World| {
            !world.phone.is_silenced || world.phone.level == Level::Limited
        }),
        Property::always(SILENCE, |_, world: &World| !world.phone.is_silenced || is_long_silent(world)),
        Property::always(NEWEST, |_, world: &World| is_newest(world)),
        Property::always(FRESH, |_, world: &World| world.truth.stale_answers == 0),
        Property::always(PAID, frees_the_paid),
        Property::always(FINAL, a_quittance_frees),
        Property::always(CODE, a_code_frees),
        Property::always(CODE_ONCE, |_, world: &World| world.truth.codes_taken <= world.codes_issued),
        Property::always(OMBUDSMAN, the_ombudsman_frees),
        Property::sometimes("a phone is limited by an order", |_, world: &World| {
            world.phone.level == Level::Limited && !world.phone.is_silenced
        }),
        Property::sometimes("a phone is locked", |_, world: &World| world.phone.level == Level::Locked),
        Property::sometimes("a phone is limited by silence", |_, world: &World| world.phone.is_silenced),
        Property::sometimes("a phone has its quittance", |_, world: &World| {
            world.phone.is_released && world.lender.is_settled
        }),
    ]
}

fn is_free(world: &World) -> bool {
    world.phone.level == Level::None
}

/// What the level in force claims to rest on: nothing to judge for a free phone or a silent one, otherwise the
/// warrant of the standing in force, which may be lacking.
fn warrant(world: &World) -> Option<Option<Warrant>> {
    let phone = &world.phone;
    let standing = phone.standing.as_ref().filter(|_| !is_free(world) && !phone.is_silenced)?;
    Some(standing.content.warrant.filter(|_| standing.is_mine))
}

fn is_right(world: &World, warrant: Option<Warrant>) -> bool {
    let (level, now) = (world.phone.level, world.phone.time);
    warrant.is_some_and(|warrant| {
        let from = from_days_past_due(level).and_then(|from| due(warrant.oldest).checked_add(from));
        level <= warrant.level
            && warrant.from <= now
            && now < warrant.until
            && warrant.until - warrant.from <= VALID
            && from.is_some_and(|from| from <= now)
    })
}

/// A warrant that is lacking is invariant I1's.
fn is_noticed(world: &World, warrant: Option<Warrant>) -> bool {
    warrant.is_none_or(|warrant| {
        world.truth.receipts.contains(&warrant.notice)
            && warrant.notice.at + CURE <= warrant.from
            && world.truth.told_paid_at.is_none_or(|paid| warrant.notice.at >= paid)
    })
}

fn is_lifted(world: &World) -> bool {
    let told = world.lender.told().map(|told| &told.content);
    told.is_none_or(|told| {
        told.level == Level::None || told.warrant.is_none_or(|warrant| world.lender.paid < warrant.named)
    })
}

fn has_quittance(world: &World) -> bool {
    let told = world.lender.told().map(|told| &told.content);
    !world.lender.is_settled || told.is_some_and(|told| told.has_quittance && told.level == Level::None)
}

fn orders_are_logged(world: &World) -> bool {
    let lenders = world.lender.signed.iter().filter(|standing| !standing.is_forged);
    lenders.filter_map(|standing| standing.content.warrant).all(|warrant| world.lender.log.contains(&warrant))
}

fn is_long_silent(world: &World) -> bool {
    let now = world.phone.time;
    let shown = world.truth.silence_shown_at;
    now >= world.truth.heard_at + SILENCE_AFTER && shown.is_some_and(|shown| now >= shown + SILENCE_NOTICE)
}

fn is_newest(world: &World) -> bool {
    is_free(world)
        || world.phone.is_silenced
        || world.truth.newest.is_some_and(|(_, level)| world.phone.level <= level)
}

/// Whoever abuses the lender's key can restrict a phone that nobody speaks to, and no other. The second question
/// follows the first at once where the phone doubts what it has.
fn frees_the_paid(protocol: &Protocol, world: &World) -> bool {
    if world.lender.is_overdue(world.today) {
        return true;
    }
    let mut after = world.clone();
    after.exchange(protocol.rules);
    if after.phone.doubts {
        after.exchange(protocol.rules);
    }
    is_free(&after)
}

fn a_quittance_frees(protocol: &Protocol, world: &World) -> bool {
    let last = world.lender.told().filter(|told| told.content.has_quittance);
    last.is_none_or(|last| {
        let mut after = world.clone();
        after.push_standing(last, protocol.rules);
        is_free(&after)
    })
}

fn a_code_frees(protocol: &Protocol, world: &World) -> bool {
    let mut after = world.clone();
    let next = after.phone.codes.used.saturating_add(1);
    after.phone.enter(next, protocol.rules, &mut after.truth);
    after.phone.settle(protocol.rules, &mut after.truth);
    is_free(&after)
}

fn the_ombudsman_frees(protocol: &Protocol, world: &World) -> bool {
    let mut after = world.clone();
    after.push_release(protocol.rules);
    is_free(&after)
}
