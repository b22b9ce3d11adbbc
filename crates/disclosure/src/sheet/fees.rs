use loan::{FeeAmount, FeeAt, FeeRule, ShareOf};

use super::{Block, Section, amount};
use crate::texts::Texts;
use crate::{Charged, Subject};

/// What is charged beside interest: by the terms, and so far.
pub(super) fn section(subject: &Subject<'_>, texts: &Texts) -> Section {
    let Charged { fees, penalties } = subject.charged;
    let rules = &subject.terms.fees;
    let mut blocks = Vec::new();
    if !rules.is_empty() {
        blocks.push(Block::List(rules.iter().map(|rule| line(rule, texts)).collect()));
    }
    if !(fees.is_zero() && penalties.is_zero()) {
        let so_far = [("fees", amount(fees).into()), ("penalties", amount(penalties).into())];
        blocks.push(Block::Text(texts.with("fees-so-far", so_far)));
    }
    if blocks.is_empty() {
        blocks.push(Block::Text(texts.say("fees-none")));
    }
    Section { heading: texts.say("fees"), blocks }
}

/// `Delivery: USD 5.00, when money is paid out.`
fn line(rule: &FeeRule, texts: &Texts) -> String {
    let how_much = match rule.amount {
        FeeAmount::Flat(flat) => amount(flat),
        FeeAmount::Share(percent, of) => {
            let of = match of {
                ShareOf::Principal => "fee-of-principal",
                ShareOf::Installment => "fee-of-installment",
                ShareOf::Interest => "fee-of-interest",
                ShareOf::Disbursed => "fee-of-disbursed",
            };
            texts.with(of, [("percent", percent.to_string().into())])
        }
    };
    let when = match rule.at {
        FeeAt::Disbursement => texts.say("fee-at-disbursement"),
        FeeAt::Installment => texts.say("fee-at-installment"),
        FeeAt::On(day) => texts.with("fee-on-day", [("day", texts.day(day).into())]),
        FeeAt::Overdue { after_days } => texts.with("fee-overdue", [("days", after_days.into())]),
    };
    let name = rule.name.as_str();
    texts.with("fee-line", [("name", name.into()), ("amount", how_much.into()), ("when", when.into())])
}
