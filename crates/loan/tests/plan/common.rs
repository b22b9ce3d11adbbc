//! Plans to change, and their rows as text: due date, principal, interest, charges, and what of them is open.
use jiff::civil::{Date, date};
use loan::restructure::{RestructureError, Restructured, Restructuring, apply};
use loan::{
    Conventions, Every, InterestBasis, InterestMethod, InterestRules, Portion, Portions, Row, RowKind,
    Schedule, Terms, Unit,
};
use money::{Currency, Money};

pub(crate) const MONTHLY: Every = Every { count: 1, unit: Unit::Month };

pub(crate) fn currency() -> Currency {
    "USD".parse().unwrap()
}

pub(crate) fn money(minor: i64) -> Money {
    Money::from_minor(minor, currency()).unwrap()
}

/// A plan that a test changes step by step.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) rules: InterestRules,
    pub(crate) rows: Vec<Row>,
}

impl Plan {
    pub(crate) fn of(terms: &Terms) -> Self {
        let schedule = Schedule::of(terms).unwrap();
        let mut from = schedule.starts_on();
        let rows = schedule.installments().iter().map(|installment| {
            let mut due = Portions::only(Portion::Principal, installment.principal);
            due.interest = installment.interest;
            let row = Row::new(installment.number, from, installment.due_on, RowKind::Installment, due);
            from = installment.due_on;
            row
        });
        Self { rows: rows.collect(), rules: InterestRules::of(terms) }
    }

    /// The first rows are paid on their due dates.
    pub(crate) fn paid(mut self, count: usize) -> Self {
        for row in self.rows.iter_mut().take(count) {
            row.paid = row.due;
            row.settled_on = Some(row.due_on);
        }
        self
    }

    pub(crate) fn tried(&self, on: Date, what: &Restructuring) -> Result<Restructured, RestructureError> {
        apply(&self.rules, &self.rows, on, what)
    }

    pub(crate) fn after(&self, on: Date, what: &Restructuring) -> Self {
        let restructured = self.tried(on, what).unwrap();
        assert_eq!(restructured, self.tried(on, what).unwrap(), "the same every time");
        Self { rules: restructured.rules, rows: restructured.rows }
    }

    /// `due_on principal interest` of every row that demands something, from a number on.
    pub(crate) fn lines(&self, from: u16) -> Vec<String> {
        let rows = self.rows.iter().filter(|row| row.number >= from && !row.due.is_zero());
        rows.map(|row| format!("{} {} {}", row.due_on, row.due.principal, row.due.interest)).collect()
    }

    pub(crate) fn owed(&self) -> Portions {
        let nothing = Portions::zero(currency());
        self.rows.iter().fold(nothing, |sum, row| sum.plus(row.outstanding().unwrap()).unwrap())
    }

    /// What each open row asks for.
    pub(crate) fn installments(&self) -> Vec<i64> {
        let open = self.rows.iter().filter(|row| row.is_open());
        open.map(|row| row.outstanding().unwrap().total().unwrap().minor()).collect()
    }
}

/// 100.00 at 7 % in six months from 1 January 2024 on, interest by days of 30/360.
pub(crate) fn hundred(percent: &str) -> Plan {
    Plan::of(&hundred_terms(percent))
}

pub(crate) fn hundred_terms(percent: &str) -> Terms {
    Terms {
        price: money(10_000),
        annual_rate: percent.parse().unwrap(),
        installments: 6,
        starts_on: date(2024, 1, 1),
        first_due_on: date(2024, 2, 1),
        conventions: Conventions { interest_basis: InterestBasis::Daily, ..Conventions::default() },
        ..base_terms()
    }
}

/// 600.00 at 24 % in twelve months: the example of the loan servicing reference, section 8.
pub(crate) fn base_terms() -> Terms {
    Terms {
        price: money(60_000),
        down_payment: money(0),
        annual_rate: "24".parse().unwrap(),
        interest: InterestMethod::Declining,
        installments: 12,
        every: MONTHLY,
        starts_on: date(2025, 1, 1),
        first_due_on: date(2025, 2, 1),
        advances: Vec::new(),
        down_payment_percent: None,
        fees: Vec::new(),
        conventions: Conventions::default(),
    }
}

pub(crate) fn base() -> Plan {
    Plan::of(&base_terms())
}
