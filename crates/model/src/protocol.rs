//! Who may do what, and what comes of it.

mod network;
mod steps;

use stateright::{Model, Property};

use crate::{Action, Bounds, Forgery, Rules, World, properties};

/// The model, with its bounds and the rules it keeps.
#[derive(Debug, Clone, Copy)]
pub struct Protocol {
    /// How much may happen.
    pub bounds: Bounds,
    /// Which rules are kept.
    pub rules: Rules,
}

impl Protocol {
    /// The protocol as it is.
    #[must_use]
    pub fn new(bounds: Bounds) -> Self {
        Self { bounds, rules: Rules::default() }
    }

    fn time(&self, world: &World, actions: &mut Vec<Action>) {
        if world.today < self.bounds.days {
            actions.push(Action::Day);
            actions.extend((world.budget.days_off > 0).then_some(Action::DayOff));
        }
        if world.today + 1 < self.bounds.days && world.budget.days_off > 0 {
            actions.push(Action::DaysAsleep);
        }
    }

    fn lender(&self, world: &World, actions: &mut Vec<Action>) {
        actions.extend([Action::Wake, Action::Pay, Action::Sequence]);
        actions.extend((world.budget.reversals > 0).then_some(Action::Reverse));
        actions.extend((world.codes_issued < self.bounds.codes).then_some(Action::IssueCode));
        actions.extend((self.bounds.ombudsman > 0).then_some(Action::Ombudsman));
        if world.budget.forgeries > 0 {
            actions.extend(Forgery::all(&world.truth.receipts, world.today).map(Action::Forge));
        }
    }

    fn network(&self, world: &World, actions: &mut Vec<Action>) {
        if self.bounds.delays {
            actions.extend([Action::Ask, Action::Receive]);
        } else {
            // An answer that was taken is taken again only where the nonce does not prevent it.
            actions.extend([Action::Exchange, Action::Receive]);
        }
        let signed = u8::try_from(world.lender.signed.len()).unwrap_or(u8::MAX);
        actions.extend((0..signed).map(Action::Push));
        actions.push(Action::PushForeign);
        actions.extend(world.is_ombudsman_release_signed.then_some(Action::PushRelease));
    }

    fn owner(world: &World, actions: &mut Vec<Action>) {
        let budget = &world.budget;
        actions.extend((budget.restarts > 0).then_some(Action::Restart));
        actions.extend((budget.resets > 0).then_some(Action::FactoryReset));
        if budget.clock_moves > 0 {
            actions.extend([Action::SetClock(3), Action::SetClock(-3)]);
        }
        actions.extend((1..=world.codes_issued).map(Action::EnterCode));
    }
}

impl Model for Protocol {
    type State = World;
    type Action = Action;

    fn init_states(&self) -> Vec<World> {
        [true, false].map(|is_floor_whole| World::new(self.bounds, self.rules, is_floor_whole)).into()
    }

    fn actions(&self, world: &World, actions: &mut Vec<Action>) {
        self.time(world, actions);
        self.lender(world, actions);
        self.network(world, actions);
        Self::owner(world, actions);
    }

    fn next_state(&self, world: &World, action: Action) -> Option<World> {
        let mut next = world.clone();
        next.step(action, self.rules);
        (next != *world).then_some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        properties::all()
    }

    fn within_boundary(&self, world: &World) -> bool {
        world.lender.signed.len() <= usize::from(self.bounds.standings)
    }
}
