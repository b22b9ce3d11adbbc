use jiff::civil::Date;
use servicing::Contract;
use servicing::help::Help;

use super::super::typed::{Typed, Wrong};
use super::draft::named;
use super::kinds::{Control, KINDS};

/// The fields of one plan, with what was typed and what is wrong with it.
pub(super) struct Slot {
    pub(super) number: usize,
    /// The name of the field that says which plan.
    pub(super) name: String,
    /// Value, label, and whether it is chosen.
    pub(super) kinds: Vec<(&'static str, &'static str, bool)>,
    pub(super) error: Option<String>,
    /// The kind, and its fields.
    pub(super) groups: Vec<(&'static str, Vec<Shown>)>,
}

/// One field as it is shown.
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) label: &'static str,
    pub(super) input: Input,
    pub(super) value: String,
    pub(super) error: Option<String>,
}

/// What the browser makes of it.
pub(super) enum Input {
    /// The input's type and mode.
    Line(&'static str, &'static str),
    /// Value, label, and whether it is chosen.
    Choice(Vec<(&'static str, &'static str, bool)>),
}

/// As many as an offer has room for.
pub(super) fn slots(typed: &Typed, wrong: &[Wrong], contract: &Contract, today: Date) -> Vec<Slot> {
    (1..=Help::MOST_PLANS).map(|number| slot(number, typed, wrong, contract, today)).collect()
}

fn slot(number: usize, typed: &Typed, wrong: &[Wrong], contract: &Contract, today: Date) -> Slot {
    let name = named(number, "kind");
    let chosen = typed.get(&name);
    let error = |name: &str| wrong.iter().find(|wrong| wrong.field == name).map(|wrong| wrong.text.clone());
    let groups = KINDS.iter().map(|kind| {
        let fields = kind.fields.iter().map(|field| {
            let name = named(number, field.name);
            // What was typed stands, even if that is nothing; a plan that was not chosen begins anew.
            let value = if chosen == kind.name {
                typed.get(&name).to_owned()
            } else {
                usual(field.control, contract, today)
            };
            let input = input(field.control, &value);
            Shown { error: error(&name), name, label: field.label, input, value }
        });
        (kind.name, fields.collect())
    });
    Slot {
        number,
        kinds: KINDS.iter().map(|kind| (kind.name, kind.label, kind.name == chosen)).collect(),
        error: error(&name),
        groups: groups.collect(),
        name,
    }
}

fn input(control: Control, value: &str) -> Input {
    match control {
        Control::Count => Input::Line("text", "numeric"),
        Control::Day => Input::Line("date", ""),
        Control::Amount | Control::Rate => Input::Line("text", "decimal"),
        Control::Choice(words) => {
            Input::Choice(words.iter().map(|(word, label)| (*word, *label, *word == value)).collect())
        }
    }
}

/// What a field says before anybody typed.
fn usual(control: Control, contract: &Contract, today: Date) -> String {
    match control {
        Control::Count => "3".to_owned(),
        Control::Day => contract.account.next_due_on(today).unwrap_or(today).to_string(),
        Control::Amount | Control::Rate => String::new(),
        Control::Choice(words) => words.first().map(|(word, _)| (*word).to_owned()).unwrap_or_default(),
    }
}
