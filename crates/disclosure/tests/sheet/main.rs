//! What borrowers are told of real contracts: the key-facts sheet, as they and an independent PDF reader see it, plans and
//! returns.
#![expect(clippy::unwrap_used, clippy::panic, reason = "test helpers")]

mod explained;
mod plans;
mod reader;
mod sample;

use disclosure::{Block, Language, Sheet};
use sample::Sample;

/// Every text of a sheet.
fn texts(sheet: &Sheet) -> Vec<String> {
    let mut texts = vec![sheet.title.clone(), sheet.stage.clone(), sheet.schedule.note.clone()];
    texts.extend(sheet.schedule.columns.iter().cloned());
    texts.extend(sheet.schedule.rows.iter().flatten().cloned());
    for section in std::iter::once(&sheet.cost).chain(&sheet.sections) {
        texts.push(section.heading.clone());
        for block in &section.blocks {
            match block {
                Block::Text(text) => texts.push(text.clone()),
                Block::List(items) => texts.extend(items.iter().cloned()),
                Block::Facts(facts) => texts.extend(
                    facts
                        .iter()
                        .flat_map(|fact| {
                            [Some(fact.label.clone()), Some(fact.value.clone()), fact.note.clone()]
                        })
                        .flatten(),
                ),
            }
        }
    }
    texts
}

fn value(sheet: &Sheet, label: &str) -> String {
    let [Block::Facts(facts), ..] = sheet.cost.blocks.as_slice() else { panic!("no facts") };
    facts.iter().find(|fact| fact.label == label).map(|fact| fact.value.clone()).unwrap()
}

#[test]
fn the_figures_are_those_of_the_schedule() {
    let sample = Sample::new("house");
    let sheet = sample.sheet(Language::English);
    assert_eq!(value(&sheet, "Price of the phone"), "USD 650.00");
    assert_eq!(value(&sheet, "Down payment, paid at once"), "USD 50.00");
    assert_eq!(value(&sheet, "Amount financed"), "USD 600.00");
    let total = sample.schedule.total();
    assert_eq!(value(&sheet, "Total of payments"), format!("USD {}", total.grouped()));
    assert_eq!(
        value(&sheet, "Finance charge"),
        format!("USD {}", sample.schedule.total_interest().grouped())
    );
    let all = total.plus(sample.terms.down_payment).unwrap();
    assert_eq!(value(&sheet, "Total cost"), format!("USD {}", all.grouped()));
    // 24 % a year in twelve equal months: the American rate is the nominal one.
    assert_eq!(value(&sheet, "Annual percentage rate"), "24.00 %");
    assert_eq!(sheet.schedule.rows.len(), 12);
    assert_eq!(sheet.schedule.rows[0][1], "February 15, 2026");
}

#[test]
fn the_pack_s_rules_are_told_and_no_others() {
    let told = texts(&Sample::new("house").sheet(Language::English)).join("\n");
    for sentence in [
        "Nothing happens in the first 3 days after a due date.",
        "When a payment is 5 days late: on the phone’s screen or by text message. You then have 7 days to pay.",
        "When a payment is 14 days late: on the phone’s screen. You then have 5 days to pay.",
        "When a payment is 21 days late: a reminder fills the screen.",
        "between 9 and 17 o’clock on Monday to Friday, and each step lasts at least 2 days.",
        "within 15 minutes of network contact",
        "emergency calls",
    ] {
        assert!(told.contains(sentence), "{sentence} is not in\n{told}");
    }
    let forbidden = texts(&Sample::new("br-locking-forbidden").sheet(Language::Portuguese)).join("\n");
    assert!(forbidden.contains("O telefone nunca é restringido"));
    assert!(!forbidden.contains("lembrete"));
}

#[test]
fn what_was_charged_is_told() {
    let mut sample = Sample::new("house");
    assert!(texts(&sample.sheet(Language::English)).join("\n").contains("There are no fees"));
    sample.charged.penalties = money::Money::from_minor(250, "USD".parse().unwrap()).unwrap();
    let told = texts(&sample.sheet(Language::English)).join("\n");
    assert!(told.contains("Fees so far: USD 0.00. Charges for late payment so far: USD 2.50."));
    assert!(!told.contains("There are no fees"));
}

#[test]
fn later_advances_are_financed_from_their_day() {
    let mut sample = Sample::new("house");
    let before = value(&sample.sheet(Language::English), "Annual percentage rate");
    sample.advance_later();
    let sheet = sample.sheet(Language::English);
    assert_eq!(value(&sheet, "Amount financed"), "USD 700.00");
    let after = value(&sheet, "Annual percentage rate");
    assert!(before.starts_with("23.") || before.starts_with("24."));
    assert!(after.starts_with("23.") || after.starts_with("24."), "{after}");
}

#[test]
fn fees_are_in_every_figure() {
    let mut sample = Sample::new("house");
    sample.charge_fees();
    let sheet = sample.sheet(Language::English);
    let (total, twelve) = (sample.schedule.total(), sample.terms.price.ratio(1_200, 65_000).unwrap());
    let paid = total.plus(twelve).unwrap();
    assert_eq!(value(&sheet, "Amount financed"), "USD 595.00");
    assert_eq!(value(&sheet, "Total of payments"), format!("USD {}", paid.grouped()));
    let rate: f64 = value(&sheet, "Annual percentage rate").trim_end_matches(" %").parse().unwrap();
    assert!(rate > 27.0, "{rate}");
    assert_eq!(sheet.schedule.columns.last().unwrap(), "Fees");
    assert_eq!(sheet.schedule.rows[0][5], "1.00");
    let told = texts(&sheet).join("\n");
    for line in [
        "Paperwork: USD 5.00, when money is paid out.",
        "Insurance: USD 1.00, with each installment.",
        "Late payment: 2 % of the installment, when an installment is 10 days late.",
    ] {
        assert!(told.contains(line), "{line}");
    }
}

#[test]
fn a_rate_that_does_not_exist_is_no_reason_for_silence() {
    let mut sample = Sample::new("house");
    sample.shorten_to_a_day();
    let sheet = sample.sheet(Language::English);
    assert_eq!(value(&sheet, "Annual percentage rate"), "too high to be shown");
    assert!(value(&sheet, "Finance charge").starts_with("USD "));
}

#[test]
fn every_language_says_everything_in_words_of_its_own() {
    for pack in policy::builtin() {
        let sample = Sample::new(&pack.id.0);
        let english = texts(&sample.sheet(Language::English));
        for language in Language::ALL {
            let sheet = sample.sheet(language);
            let here = texts(&sheet);
            assert_eq!(here.len(), english.len(), "{language:?}");
            for text in &here {
                assert!(
                    !text.is_empty() && !text.contains('{') && !text.contains('$'),
                    "{language:?}: {text}"
                );
            }
            if language != Language::English {
                assert_ne!(sheet.title, english[0]);
            }
        }
    }
}
