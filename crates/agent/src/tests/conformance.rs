//! The agent does what the model's phone does: random walks through the model, and the attacks that the model's
//! checker found on protocols with a rule less, on both.

mod bridge;

use model::{Action, Bounds, Flaw, Forgery, Protocol, Receipt, World};
use policy::Level;
use proptest::prelude::*;
use stateright::Model as _;

use bridge::Bridge;

const BOUNDS: Bounds = Bounds {
    days: 12,
    standings: 40,
    reversals: 1,
    days_off: 2,
    restarts: 2,
    resets: 1,
    clock_moves: 1,
    forgeries: 2,
    codes: 0,
    ombudsman: 1,
    delays: false,
};

/// A step in both worlds, after which level, number and freedom must be the same.
fn step(world: &mut World, bridge: &mut Bridge, action: Action) {
    let protocol = Protocol::new(BOUNDS);
    let before = world.clone();
    if let Some(next) = protocol.next_state(world, action) {
        *world = next;
    }
    bridge.follow(action, &before, world);
    let phone = &world.phone;
    let seq = if phone.is_released() { 0 } else { u64::from(phone.seq()) };
    let expected = (phone.level(), seq, phone.is_released());
    bridge.history.push(action);
    assert_eq!(bridge.state(), expected, "(level, number, freed) after {:?}", bridge.history);
}

fn replay(actions: &[Action]) -> Level {
    let mut world = Protocol::new(BOUNDS).init_states().swap_remove(0);
    let mut bridge = Bridge::new();
    for action in actions {
        step(&mut world, &mut bridge, *action);
    }
    world.phone.level()
}

/// The last payment ends everything, so it is rare.
fn walk(choices: &[prop::sample::Index]) {
    let protocol = Protocol::new(BOUNDS);
    let mut world = protocol.init_states().swap_remove(0);
    let mut bridge = Bridge::new();
    for choice in choices {
        let mut actions = Vec::new();
        protocol.actions(&world, &mut actions);
        let often = [Action::Day, Action::Wake, Action::Sequence, Action::Exchange, Action::Exchange];
        let rare = |action: &Action| matches!(action, Action::Pay | Action::Ombudsman | Action::PushRelease);
        let common = actions.iter().copied().filter(|action| !rare(action));
        let mut weighted: Vec<Action> =
            common.flat_map(|action| [action; 3]).chain(often.repeat(4)).collect();
        weighted.extend(actions.iter().copied().filter(rare));
        let action = *choice.get(&weighted);
        if action != Action::Day || world.today < BOUNDS.days {
            step(&mut world, &mut bridge, action);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 300, ..ProptestConfig::default() })]

    #[test]
    fn walks_the_models_ways(choices in prop::collection::vec(any::<prop::sample::Index>(), 1..70)) {
        walk(&choices);
    }
}

fn forge(flaw: Flaw, at: u8) -> Action {
    Action::Forge(Forgery { flaw, notice: Receipt { since: 0, at } })
}

#[test]
fn withstands_what_the_checker_found() {
    use Action::{
        Day, DayOff, DaysAsleep, Exchange, FactoryReset, Pay, Push, PushForeign, Restart, Sequence, SetClock,
        Wake,
    };
    let noticed = [Day, Wake, Exchange, Day, Exchange];
    let attacks: [&[Action]; 13] = [
        &[PushForeign],
        &[Day, Exchange, Wake, Sequence, Pay, Exchange, Push(2)],
        &[Day, Exchange, Wake, Sequence, Exchange, Pay, Exchange, Restart, Push(2), Push(3)],
        &[forge(Flaw::Bare, 1), Push(2), Push(3)],
        &[Day, forge(Flaw::Above, 1), Push(2), Push(3)],
        &[Day, forge(Flaw::Unlogged, 1), Push(2), Push(3)],
        &[Day, forge(Flaw::Endless, 1), Push(2), Push(3)],
        &[forge(Flaw::Hasty, 1), Push(2), Push(3)],
        &[Day, forge(Flaw::Invented, 0), Push(2), Push(3)],
        &[Pay, Exchange, Day, forge(Flaw::None, 1), Push(3), Push(4)],
        &[Pay, Pay, Exchange, Day, forge(Flaw::None, 1), Push(3), Push(4), FactoryReset, Exchange, Push(2)],
        &[Wake, Sequence, Exchange, Day, Day, Day, DayOff, SetClock(-3), Day],
        &[Exchange, Restart, SetClock(3), DaysAsleep, Day, Exchange, Day],
    ];
    // What the walks and attacks start from does restrict.
    let order = [Exchange, Wake, Sequence, Exchange];
    assert_eq!(replay(&[[Exchange].as_slice(), &noticed, &order].concat()), Level::Limited);
    for attack in attacks {
        replay(&[[Exchange].as_slice(), &noticed, attack].concat());
    }
    replay(&[Exchange, Day, Exchange, Restart, Day, Day]);
    replay(&[Exchange, Day, DaysAsleep, Day, Day, Exchange, Day]);
}
