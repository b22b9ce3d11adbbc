use loan::InterestMethod;
use loan::apr::{Amounts, Apr, Disclosure};
use money::Money;

use super::plan::Plan;
use super::{Block, Fact, Section, amount};
use crate::Subject;
use crate::texts::Texts;

/// What the credit costs: the figures that the law has a lender disclose, and what each means.
pub(super) fn section(subject: &Subject<'_>, plan: &Plan, texts: &Texts) -> Section {
    let terms = subject.terms;
    let plain = |label: &str, value: Money| super::fact(texts, label, amount(value));
    let method = match terms.interest {
        InterestMethod::Declining => "interest-declining",
        InterestMethod::Flat => "interest-flat",
    };
    let mut facts = vec![
        plain("price", terms.price),
        plain("down-payment", plan.down_payment),
        noted(texts, "interest-rate", format!("{} %", terms.annual_rate), method),
    ];
    facts.extend(figures(plan, texts));
    Section {
        heading: texts.say("cost"),
        blocks: vec![Block::Facts(facts), Block::Text(texts.say("apr-note"))],
    }
}

fn noted(texts: &Texts, label: &str, value: String, note: &str) -> Fact {
    Fact { label: texts.say(label), value, note: Some(texts.say(note)) }
}

/// The disclosed amounts and both annual percentage rates.
fn figures(plan: &Plan, texts: &Texts) -> Vec<Fact> {
    let payments = plan.payments();
    let offer = plan.offer(&payments);
    let mut facts = Vec::new();
    if let Ok(amounts) = Amounts::of(&offer) {
        facts.extend([
            noted(texts, "amount-financed", amount(amounts.amount_financed), "amount-financed-note"),
            noted(texts, "finance-charge", amount(amounts.finance_charge), "finance-charge-note"),
            noted(texts, "total-of-payments", amount(amounts.total_of_payments), "total-of-payments-note"),
            noted(texts, "total-cost", amount(amounts.total_cost), "total-cost-note"),
        ]);
    }
    let rates = Disclosure::of(&offer).ok();
    facts.push(noted(texts, "apr", rate(rates.map(|rates| rates.apr_us), texts), "apr-us"));
    facts.push(noted(texts, "apr", rate(rates.map(|rates| rates.apr_eu), texts), "apr-eu"));
    facts
}

/// To two decimals, the most that either law asks for.
fn rate(apr: Option<Apr>, texts: &Texts) -> String {
    apr.map_or_else(|| texts.say("apr-none"), |apr| format!("{:.2} %", apr.rounded(2)))
}
