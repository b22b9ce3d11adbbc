use jiff::civil::Date;
use loan::LoanAccount;

use crate::api::types::words::InstallmentState;
use crate::api::types::{Balances, InstallmentView, NextDueView};

/// Every installment and where it stands today.
pub(super) fn installments(account: &LoanAccount, today: Date) -> Vec<InstallmentView> {
    let rows = account.installment_states().into_iter().zip(account.schedule().installments());
    let view = |(state, agreed): (loan::InstallmentState, &loan::Installment)| InstallmentView {
        number: state.number,
        due_on: state.due_on.into(),
        amount: state.due.into(),
        principal: agreed.principal.into(),
        interest: agreed.interest.into(),
        paid: state.paid.into(),
        outstanding: state.outstanding.into(),
        state: match state.due_on.cmp(&today) {
            _ if state.outstanding.is_zero() => InstallmentState::Paid,
            std::cmp::Ordering::Less => InstallmentState::Overdue,
            std::cmp::Ordering::Equal => InstallmentState::Due,
            std::cmp::Ordering::Greater => InstallmentState::Upcoming,
        },
    };
    rows.map(view).collect()
}

/// What is owed today.
pub(super) fn balances(account: &LoanAccount, today: Date) -> Balances {
    let next_due = account.next_due_on(today).and_then(|due_on| {
        let states = account.installment_states();
        let state = states.into_iter().find(|state| state.due_on == due_on)?;
        Some(NextDueView { due_on: due_on.into(), amount: state.outstanding.into() })
    });
    let days = account.days_past_due(today);
    Balances {
        outstanding: account.outstanding().into(),
        overdue: account.overdue(today).into(),
        credit: account.credit().into(),
        received: account.received().into(),
        days_past_due: days.0,
        bucket: days.bucket().as_str(),
        next_due,
    }
}
