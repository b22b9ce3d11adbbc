use agent::{Agent, Identity, Input, Reading};
use ident::SeededEntropy;
use proof::Digest;

use crate::{Target, envelopes, target};

pub(crate) const TARGETS: &[Target] = &[target("agent-state", state), target("agent-pushed", pushed)];

const VERSION: u8 = 1;

fn identity() -> Identity {
    Identity { imeis: Vec::new(), serial: "S1".to_owned(), model: "M1".to_owned() }
}

fn handle(agent: &mut Agent, input: Input<'_>) {
    let reading = Reading { wall: None, monotonic: std::time::Duration::from_secs(1), boot: 1 };
    agent.handle(input, reading, &envelopes::device(), &mut SeededEntropy::new(1));
}

/// Saved bytes as they are, and as the content of a well-formed file. Whatever can be used must run.
fn state(bytes: &[u8]) {
    let whole = [&[VERSION], Digest::of(bytes).as_bytes().as_slice(), bytes].concat();
    for saved in [bytes, whole.as_slice()] {
        if let Ok(mut agent) = Agent::new(identity(), Some(saved)) {
            handle(&mut agent, Input::Boot);
            handle(&mut agent, Input::Tick);
        }
    }
}

/// A push to a phone that knows nothing.
fn pushed(bytes: &[u8]) {
    if let Ok(mut agent) = Agent::new(identity(), None) {
        handle(&mut agent, Input::Boot);
        handle(&mut agent, Input::Pushed(bytes));
        assert_eq!(agent.standing_seq(), 0, "nobody is pinned whose word counts");
    }
}
