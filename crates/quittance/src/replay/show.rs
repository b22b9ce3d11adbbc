//! What a `show` prints: the account as the rules left it, every amount as a decimal string.

use jiff::civil::Date;
use loan::{ChargeState, Portions, Row, Transaction};
use money::Money;
use serde_json::{Map, Value, json};

use super::play::Play;

/// The contract on a day.
pub(super) fn view(play: &Play, on: Date) -> Value {
    let (contract, account) = (&play.contract, &play.contract.account);
    let ageing = account.delinquency(on);
    let mut view = json!({
        "on": on,
        "status": contract.status.as_str(),
        "installments": account.rows().iter().map(installment).collect::<Vec<_>>(),
        "transactions": account.transactions().iter().map(|one| transaction(play, one)).collect::<Vec<_>>(),
        "charges": account.charges().iter().map(|one| charge(play, one)).collect::<Vec<_>>(),
        "balances": balances(play, on),
        "settlement": settlement(play),
        "days_past_due": ageing.delinquent_days,
        "past_due_days": ageing.past_due_days,
        "bucket": ageing.bucket.map(|range| range.to_string()),
        "first_delinquent_on": account.first_delinquent_on(on),
        "delinquency_paused": ageing.paused,
        "delinquent_installments": ageing.rows.iter().map(|row| json!({
            "number": row.number,
            "days": row.days,
            "amount": amount(row.amount),
            "bucket": row.bucket.map(|range| range.to_string()),
        })).collect::<Vec<_>>(),
        "trial_balance": trial_balance(play),
    });
    if play.has_policy
        && let Some(fields) = view.as_object_mut()
    {
        fields.insert("level".to_owned(), json!(contract.restriction.level));
    }
    view
}

fn installment(row: &Row) -> Value {
    json!({
        "number": row.number,
        "kind": row.kind,
        "from": row.from,
        "due_on": row.due_on,
        "due": portions(&row.due),
        "paid": portions(&row.paid),
        "waived": portions(&row.waived),
        "written_off": portions(&row.written_off),
        "outstanding": row.outstanding().map_or(Value::Null, |owed| portions(&owed)),
        "paid_in_advance": amount(row.paid_in_advance),
        "paid_late": amount(row.paid_late),
        "settled_on": row.settled_on,
    })
}

fn portions(portions: &Portions) -> Value {
    let parts =
        portions.each().into_iter().map(|(portion, money)| (portion.as_str().to_owned(), amount(money)));
    let mut parts: Map<String, Value> = parts.collect();
    parts.insert("total".to_owned(), portions.total().map_or(Value::Null, amount));
    Value::Object(parts)
}

fn transaction(play: &Play, one: &Transaction) -> Value {
    let account = &play.contract.account;
    let split = account.effect(one.id).map(|effect| {
        json!({
            "penalty": amount(effect.split.penalty),
            "fee": amount(effect.split.fee),
            "interest": amount(effect.split.interest),
            "principal": amount(effect.split.principal),
            "recovered": amount(effect.split.recovered),
            "credit": amount(effect.split.credit),
        })
    });
    let forgiveness = account.effect(one.id).and_then(|effect| effect.forgiveness);
    let forgiven = forgiveness.map(|forgiveness| portions(&forgiveness.portions));
    json!({
        "id": play.names.of(one.id),
        "kind": one.kind().as_str(),
        "value_on": one.value_on,
        "booked_on": one.booked_on,
        "amount": one.body.amount().map(amount),
        "of": one.body.of().map(|of| play.names.of(of)),
        "reversed": one.reversed,
        "lapsed": account.effect(one.id).is_some_and(loan::Effect::is_lapsed_charge),
        "split": split,
        "forgiven": forgiven,
    })
}

/// The settlement offer that waits, stands or was accepted.
fn settlement(play: &Play) -> Value {
    let Some((offer, stage)) = play.contract.settlement_stage() else { return Value::Null };
    let state = play.contract.account.settlement().filter(|state| state.offer == offer.id);
    json!({
        "id": play.names.of(offer.id),
        "stage": stage.as_str(),
        "amount": amount(offer.quote.amount),
        "valid_through": offer.quote.valid_through,
        "received": state.map(|state| amount(state.received)),
        "missing": state.map(|state| amount(state.missing)),
        "forgiven": state.map(|state| amount(state.forgiven)),
    })
}

fn charge(play: &Play, one: &ChargeState) -> Value {
    json!({
        "id": play.names.of(one.charge),
        "kind": one.portion,
        "amount": amount(one.amount),
        "paid": amount(one.paid),
        "waived": amount(one.waived),
        "written_off": amount(one.written_off),
        "outstanding": amount(one.outstanding),
    })
}

fn balances(play: &Play, on: Date) -> Value {
    let account = &play.contract.account;
    json!({
        "outstanding": portions(&account.outstanding_portions()),
        "overdue": amount(account.overdue(on)),
        "due": amount(account.due_by(on)),
        "credit": amount(account.credit()),
        "received": amount(account.received()),
        "interest_earned": amount(play.contract.interest_earned),
        "payoff": amount(account.payoff_quote(on).total),
    })
}

/// Debits and credits of every account that was touched, and what is left on its side.
fn trial_balance(play: &Play) -> Vec<Value> {
    let rows = play.books.rows().filter_map(|row| {
        let decimal = |minor: i128| money_of(minor, row.currency);
        Some(json!({
            "account": row.account,
            "debit": decimal(row.debit)?,
            "credit": decimal(row.credit)?,
            "balance": decimal(row.debit - row.credit)?,
        }))
    });
    rows.collect()
}

fn money_of(minor: i128, currency: money::Currency) -> Option<Value> {
    Money::from_minor(i64::try_from(minor).ok()?, currency).ok().map(amount)
}

fn amount(money: Money) -> Value {
    Value::String(money.to_string())
}
