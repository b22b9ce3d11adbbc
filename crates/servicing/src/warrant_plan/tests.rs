//! Honest plans of random loans: what the phone is asked to take.

use ident::TransactionId;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use loan::restructure::{
    Forgiven, HolidayInterest, MidTermGrace, NewPlan, ReAge, ReAgeInterest, ReAmortizeInterest, Reschedule,
    Restructuring, Shift,
};
use loan::{
    Amortization, Conventions, DayCount, Every, InterestBasis, Terms, Transaction, TransactionBody, Unit,
};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
}

prop_compose! {
    fn any_conventions()(
        amortization in select(vec![Amortization::EqualInstallments, Amortization::EqualPrincipal]),
        interest_basis in select(vec![InterestBasis::SameAsPeriod, InterestBasis::Daily]),
        day_count in select(vec![DayCount::Thirty360, DayCount::Actual360, DayCount::Actual365, DayCount::ActualActual]),
    ) -> Conventions {
        Conventions { amortization, interest_basis, day_count, ..Conventions::default() }
    }
}

prop_compose! {
    fn any_terms()(
        principal in 5_000_i64..300_000,
        rate in select(vec!["0", "9.99", "24", "36", "48"]),
        interest in select(vec![InterestMethod::Declining, InterestMethod::Flat]),
        installments in 2_u16..25,
        every in select(vec![(1, Unit::Month), (1, Unit::Week), (2, Unit::Week), (10, Unit::Day)]),
        start in 0_i64..800,
        conventions in any_conventions(),
    ) -> Terms {
        let every = Every { count: every.0, unit: every.1 };
        let starts_on = date(2025, 1, 1).saturating_add(start.days());
        Terms {
            price: usd(principal + 1_000),
            down_payment: usd(1_000),
            annual_rate: rate.parse().unwrap(),
            interest,
            installments,
            every,
            starts_on,
            first_due_on: every.nth(starts_on, 1).unwrap(),
            conventions,
            advances: Vec::new(),
            down_payment_percent: None,
            fees: Vec::new(),
        }
    }
}

/// How a plan helps, in numbers that make sense of most loans.
fn any_help() -> impl Strategy<Value = Help> {
    prop_oneof![
        (1_u16..13).prop_map(Help::Extend),
        (
            1_u16..4,
            select(vec![HolidayInterest::Carried, HolidayInterest::Compounded, HolidayInterest::Waived])
        )
            .prop_map(|(count, interest)| Help::Holiday(count, interest)),
        (1_i64..60).prop_map(Help::Shift),
        (0_u16..4, 0_u16..4)
            .prop_map(|(principal, interest)| Help::Grace(MidTermGrace { principal, interest })),
        select(vec![
            ReAmortizeInterest::Default,
            ReAmortizeInterest::Waive,
            ReAmortizeInterest::EqualAmortization
        ])
        .prop_map(Help::Spread),
        (
            0_u16..13,
            select(vec![
                ReAgeInterest::Default,
                ReAgeInterest::Waive,
                ReAgeInterest::EqualAmortizationPayable,
                ReAgeInterest::EqualAmortizationFull,
            ])
        )
            .prop_map(|(more, interest)| Help::Anew(more, interest)),
        (0_i64..40).prop_map(Help::Pause),
        select(vec!["0", "5", "9.99"]).prop_map(Help::Rate),
        (1_i64..3_000).prop_map(Help::Forgive),
    ]
}

#[derive(Debug, Clone)]
enum Help {
    Extend(u16),
    Holiday(u16, HolidayInterest),
    Shift(i64),
    Grace(MidTermGrace),
    Spread(ReAmortizeInterest),
    Anew(u16, ReAgeInterest),
    Pause(i64),
    Rate(&'static str),
    Forgive(i64),
}

impl Help {
    fn change(&self, terms: &Terms, account: &LoanAccount, today: Date) -> Restructuring {
        let plan = |plan| Restructuring::Reschedule(Reschedule { plan: Some(plan), ..Reschedule::default() });
        let zero = usd(0);
        match self {
            Self::Extend(extra_installments) => {
                plan(NewPlan { extra_installments: *extra_installments, ..NewPlan::default() })
            }
            Self::Grace(grace) => plan(NewPlan { grace: *grace, ..NewPlan::default() }),
            Self::Holiday(installments, interest) => {
                Restructuring::Holiday { installments: *installments, interest: *interest }
            }
            Self::Shift(days) => {
                let next = account.rows().iter().map(|row| row.due_on).find(|due_on| *due_on > today);
                let to = next.unwrap_or(today).saturating_add(days.days());
                Restructuring::Reschedule(Reschedule { shift: Some(Shift { to }), ..Reschedule::default() })
            }
            Self::Spread(interest) => Restructuring::ReAmortize { interest: *interest },
            // As many as are open, or more, a whole period from now on.
            Self::Anew(more, interest) => {
                let open = account.rows().iter().filter(|row| row.is_open()).count();
                let installments = u16::try_from(open).unwrap() + more;
                let first_due_on = terms.every.nth(today, 1).unwrap();
                let every = terms.every;
                Restructuring::ReAge(ReAge { installments, every, first_due_on, interest: *interest })
            }
            Self::Pause(days) => {
                Restructuring::InterestPause { from: today, through: today.saturating_add(days.days()) }
            }
            Self::Rate(rate) => Restructuring::ChangeRate { from: today, rate: rate.parse().unwrap() },
            Self::Forgive(minor) => Restructuring::Forgive(Forgiven {
                penalty: zero,
                fee: zero,
                interest: zero,
                principal: usd(*minor),
            }),
        }
    }
}

fn book(account: &mut LoanAccount, number: u8, on: Date, body: TransactionBody) -> bool {
    let id = TransactionId::from_bytes([number; 16]);
    account.record(Transaction { id, value_on: on, booked_on: on, body, reversed: false }).is_ok()
}

/// The first so many installments are paid, the next is late by some days; then help, once or twice.
fn helped(terms: &Terms, paid: usize, late: i64, help: &[Help]) -> Option<LoanAccount> {
    let mut account = LoanAccount::of(terms, loan::AccountRules::default()).ok()?;
    let rows = account.rows().to_vec();
    let paid = paid % rows.len();
    for (number, row) in (100..).zip(rows.iter().take(paid)) {
        let amount = row.due.total().unwrap();
        let body = TransactionBody::Repayment { amount, rail: "cash".to_owned(), payoff_on: None };
        assert!(book(&mut account, number, row.due_on, body));
    }
    let mut today = rows[paid].due_on.saturating_add(late.days());
    let rate_falls = |change: &Restructuring| match change {
        Restructuring::ChangeRate { rate, .. } => *rate < terms.annual_rate,
        _ => true,
    };
    let mut is_helped = false;
    for (number, help) in (1..).zip(help) {
        let change = help.change(terms, &account, today);
        is_helped |=
            rate_falls(&change) && book(&mut account, number, today, TransactionBody::Restructure { change });
        today = today.saturating_add(20.days());
    }
    is_helped.then_some(account)
}

fn judged(terms: &Terms, account: &LoanAccount) -> Result<(), proof::plan::PlanFault> {
    let installments = agreed(account.schedule());
    let is_flat = terms.interest == InterestMethod::Flat;
    Agreed::new(terms.currency(), &installments, terms.annual_rate, is_flat)
        .allows(&as_it_stands(account).unwrap())
}

/// This re-age charges all interest of the plan before it, also where it ends sooner: it stands alone.
fn charges_the_whole_plan(help: &Help) -> bool {
    matches!(help, Help::Anew(_, ReAgeInterest::EqualAmortizationFull))
}

/// Level installments on a declining balance: what nearly every loan has.
fn usual(terms: &Terms) -> bool {
    terms.interest == InterestMethod::Declining
        && terms.conventions.amortization == Amortization::EqualInstallments
}

/// A longer period of a flat loan or of one in equal principal bears its interest at once, so a moved due date or a
/// new series can ask for more, for some days, than the installment it defers.
fn asks_interest_at_once(help: &Help) -> bool {
    matches!(help, Help::Shift(_) | Help::Anew(..))
}

/// Overdue interest that fills more than an installment is asked for first, so that the rest comes to more, sooner.
#[test]
fn at_sixty_percent_a_plan_can_ask_for_too_much() {
    let starts_on = date(2025, 1, 1);
    let terms = |rate: &str| Terms {
        price: usd(21_004),
        down_payment: usd(0),
        annual_rate: rate.parse().unwrap(),
        interest: InterestMethod::Declining,
        installments: 22,
        every: Every { count: 1, unit: Unit::Month },
        starts_on,
        first_due_on: date(2025, 2, 1),
        conventions: Conventions::default(),
        advances: Vec::new(),
        down_payment_percent: None,
        fees: Vec::new(),
    };
    let spread = [Help::Spread(ReAmortizeInterest::Default)];
    let at = |rate| judged(&terms(rate), &helped(&terms(rate), 0, 0, &spread).unwrap());
    assert_eq!(at("48"), Ok(()));
    assert!(matches!(at("59.9"), Err(proof::plan::PlanFault::More(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_global_rejects: 20_000, ..ProptestConfig::default() })]

    /// Whatever helps, one after the other, at no higher rate: the phone takes it. Up to 48 % a year.
    #[test]
    fn every_honest_plan_is_allowed(
        terms in any_terms().prop_filter("usual", usual),
        paid in 0_usize..24,
        late in -5_i64..70,
        help in prop::collection::vec(any_help(), 1..4),
    ) {
        prop_assume!(!help.iter().skip(1).any(charges_the_whole_plan));
        let Some(account) = helped(&terms, paid, late, &help) else { return Ok(()) };
        prop_assert_eq!(judged(&terms, &account), Ok(()), "{:?}", as_it_stands(&account));
    }

    #[test]
    fn so_is_help_for_other_loans(
        terms in any_terms(),
        paid in 0_usize..24,
        late in 0_i64..70,
        help in any_help().prop_filter("asks for no interest sooner", |help| !asks_interest_at_once(help)),
    ) {
        let Some(account) = helped(&terms, paid, late, std::slice::from_ref(&help)) else { return Ok(()) };
        prop_assert_eq!(judged(&terms, &account), Ok(()), "{:?}", as_it_stands(&account));
    }

    /// Nothing but payments and charges changes nothing.
    #[test]
    fn without_help_the_terms_stand(terms in any_terms(), paid in 0_usize..24, late in 0_i64..70) {
        let Ok(mut account) = LoanAccount::of(&terms, loan::AccountRules::default()) else { return Ok(()) };
        let rows = account.rows().to_vec();
        let row = rows[paid % rows.len()];
        let on = row.due_on.saturating_add(late.days());
        let amount = row.due.total().unwrap();
        let paid = TransactionBody::Repayment { amount, rail: "cash".to_owned(), payoff_on: None };
        prop_assert!(book(&mut account, 1, on, paid));
        let fee = TransactionBody::Charge { portion: Portion::Penalty, amount, due: loan::ChargeTiming::On(on) };
        prop_assert!(book(&mut account, 2, on, fee));
        let stands = by_day(&as_it_stands(&account).unwrap());
        prop_assert_eq!(stands, by_day(&agreed(account.schedule())));
    }
}
