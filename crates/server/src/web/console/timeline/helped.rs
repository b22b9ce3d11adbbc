use servicing::Event;
use servicing::help::HelpOutcome;

use super::super::words;
use super::line::Topic;
use super::sentence::Said;

/// What was asked and answered when paying became hard.
pub(super) fn of(event: &Event) -> Said {
    let said = |tone, text, detail| (Topic::Contract, tone, text, detail);
    match event {
        Event::HelpAsked { wish, by } => {
            let who = words::asked_by(*by);
            let wish = words::wish(*wish).to_lowercase();
            said("info", format!("{who} asked for help: {wish}. Nothing is restricted meanwhile."), None)
        }
        Event::PlansOffered { plans, valid_through, is_binding } => {
            let plans = if *plans == 1 { "A plan was".to_owned() } else { format!("{plans} plans were") };
            let text = format!("{plans} offered, valid through {}.", words::day(*valid_through));
            let waits =
                (!is_binding).then(|| "Another person must approve before it can be accepted.".to_owned());
            said("info", text, waits)
        }
        Event::PlansApproved { is_binding } => {
            let text = if *is_binding {
                "The offer was approved: it can be accepted."
            } else {
                "The offer was approved by one more person."
            };
            said("", text.to_owned(), None)
        }
        Event::HelpEnded { outcome, .. } => {
            let text = match outcome {
                HelpOutcome::Accepted => "The borrower accepted a plan.",
                HelpOutcome::Declined => "The request for help was declined.",
                HelpOutcome::Withdrawn => "The request for help was withdrawn.",
                HelpOutcome::Lapsed => "Nobody accepted the offered plans in time.",
                HelpOutcome::Paid => "Everything is paid: the request for help is over.",
            };
            said("", text.to_owned(), None)
        }
        Event::ReturnAdvanced { stage } => {
            let text = match stage.as_str() {
                "requested" => "The borrower gives the phone back. Nothing is restricted meanwhile.",
                "appointed" => "Day and place to hand the phone over were agreed.",
                "received" => "The phone was handed over. Nothing can restrict it any more.",
                "inspected" => "The phone given back was inspected.",
                "valued" => "The borrower was told what the phone counts for and what remains.",
                "closed" => "The account was settled by the phone given back.",
                _ => "The borrower keeps the phone.",
            };
            said("info", text.to_owned(), None)
        }
        _ => said("", "Something about help changed.".to_owned(), None),
    }
}
