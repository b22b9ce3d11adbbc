//! The written explanation of a return, with the figures of the reference's section on returns.

use disclosure::{Language, explanation};
use jiff::civil::date;
use loan::PayoffQuote;
use loan::returns::{Credit, CreditKind, Expense, ExpenseKind, HalfRule, ReturnFacts, ReturnStatement};
use money::Money;

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
}

/// Three installments were paid; 468.33 are owed on the day, after the rebate.
fn facts(proceeds: i64, costs: i64) -> ReturnFacts {
    let payoff = PayoffQuote {
        on: date(2025, 4, 18),
        principal: usd(46_468),
        interest: usd(365),
        charges: usd(0),
        rebate: usd(4_227),
        prepaid: usd(0),
        total: usd(46_833),
    };
    let expenses = vec![Expense { kind: ExpenseKind::Processing, amount: usd(costs) }];
    ReturnFacts { payoff, proceeds: usd(proceeds), expenses, credits: Vec::new(), cap: None }
}

fn told(facts: ReturnFacts) -> Vec<String> {
    explanation(&ReturnStatement::of(facts).unwrap(), "First Lender", Language::English).unwrap()
}

#[test]
fn the_explanation_follows_the_order_of_the_law() {
    assert_eq!(
        told(facts(26_600, 2_500)),
        [
            "1. On April 18, 2025 you owed USD 468.33, after USD 42.27 of unearned interest was taken off.",
            "2. The phone counts for USD 266.00.",
            "3. After that you owed USD 202.33.",
            "4. Costs of the return: handling and paperwork USD 25.00.",
            "5. Credits in your favor: none.",
            "6. Deficiency: you still owe USD 227.33.",
        ]
    );
}

#[test]
fn a_surplus_is_the_borrower_s() {
    let credits = vec![Credit { kind: CreditKind::ServiceRefund, amount: usd(1_000) }];
    let lines = told(ReturnFacts { credits, ..facts(50_000, 2_500) });
    assert_eq!(lines[2], "3. The phone is worth USD 31.67 more than you owed.");
    assert_eq!(lines[4], "5. Credits in your favor: refund of a service contract USD 10.00.");
    assert_eq!(lines[5], "6. Surplus: First Lender pays you USD 16.67.");
    assert_eq!(told(facts(49_333, 2_500))[5], "6. You owe nothing more.");
}

#[test]
fn a_cap_is_named() {
    let rule = HalfRule { total_price: usd(68_088), paid: usd(17_022), due_unpaid: usd(0), damage: usd(0) };
    let lines = told(ReturnFacts { cap: Some(rule), ..facts(26_600, 2_500) });
    assert_eq!(lines[5], "The law or the lender’s policy limits what you owe: USD 57.11 was taken off.");
    assert_eq!(lines[6], "6. Deficiency: you still owe USD 170.22.");
}

#[test]
fn every_language_explains_it_in_words_of_its_own() {
    let statement = ReturnStatement::of(facts(26_600, 2_500)).unwrap();
    let english = explanation(&statement, "First Lender", Language::English).unwrap();
    for language in Language::ALL.into_iter().filter(|language| *language != Language::English) {
        let lines = explanation(&statement, "First Lender", language).unwrap();
        assert_eq!(lines.len(), english.len());
        for (line, other) in lines.iter().zip(&english) {
            assert!(line != other && !line.contains('{'), "{language:?}: {line}");
        }
        assert!(lines[0].contains("468.33") && lines[0].contains("42.27"), "{language:?}");
    }
}
