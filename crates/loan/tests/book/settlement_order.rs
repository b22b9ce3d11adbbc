//! Settlement offers in random lives: the order of arrival leaves no trace.

use super::common::{any_terms, base, day, money};
use ident::TransactionId;
use loan::{ChargeTiming, LoanAccount, Portion, Schedule, Transaction, TransactionBody as Body};
use money::Money;
use proptest::prelude::*;

/// Money, or a fee, in thousandths of the loan.
type Entry = (bool, i64);

fn id(number: i64) -> TransactionId {
    TransactionId::new(number.unsigned_abs(), [0; 10])
}

fn entered(account: &LoanAccount, number: i64, (is_fee, share): Entry) -> Transaction {
    let amount = money((account.schedule().total().minor() * share / 1_000).max(1));
    let on = day(account, number * 17);
    let body = if is_fee {
        let amount = money((amount.minor() / 20).max(1));
        Body::Charge { portion: Portion::Fee, amount, due: ChargeTiming::On(on) }
    } else {
        Body::Repayment { amount, rail: "cash".to_owned(), payoff_on: None }
    };
    Transaction::new(id(number), on, body)
}

/// What was entered before is taken back.
enum Back {
    Reversal(TransactionId),
    Chargeback(Transaction),
}

proptest! {
    /// Whatever of it comes late, whatever is taken back: the account is that of arrival by value date.
    #[test]
    fn an_offer_in_its_place(
        terms in any_terms(),
        entries in prop::collection::vec((prop::bool::weighted(0.2), 1_i64..500), 2..14),
        place in 0_usize..14,
        share in 50_i64..900,
        days in 0_i64..120,
        taken_back in prop::collection::vec((0_usize..14, 1_i64..=100, any::<bool>()), 0..4),
        order: u64,
    ) {
        let mut in_order = LoanAccount::open(Schedule::of(&terms).unwrap());
        let mut shuffled = in_order.clone();
        let place = place % entries.len();
        let total = in_order.schedule().total().minor();
        let on = day(&in_order, i64::try_from(place).unwrap() * 17);
        let valid_through = on + jiff::Span::new().days(days);
        let amount = money((total * share / 1_000).max(1));
        let mut entries: Vec<_> = (0..).zip(&entries).map(|(n, entry)| entered(&in_order, n, *entry)).collect();
        let (mut offer, mut owed) = (None, money(0));
        let fees = entries.iter().filter(|it| !it.kind().pays()).filter_map(|it| it.body.amount());
        let fees = Money::sum(amount.currency(), fees).unwrap();
        for entry in &entries {
            if entry.value_on == on {
                let made = Transaction::new(id(100), on, in_order.settlement_offer(amount, valid_through, on));
                owed = in_order.outstanding();
                offer = in_order.record(made.clone()).is_ok().then_some(made);
            }
            prop_assert!(in_order.record(entry.clone()).unwrap().changed.is_empty());
        }
        // An offer of what is paid already is refused, and no offer is made then.
        prop_assume!(offer.is_some());
        let last = day(&in_order, 17 * 20);
        shuffled.record(offer.unwrap()).unwrap();
        let mut back = Vec::new();
        for (number, (at, percent, reverses)) in (200..).zip(taken_back) {
            let of = &entries[at % entries.len()];
            if reverses {
                let reversed = in_order.reverse(of.id).is_ok();
                back.extend(reversed.then_some(Back::Reversal(of.id)));
            } else if let Some(amount) = of.body.amount().filter(|_| of.kind().pays()) {
                let amount = money((amount.minor() * percent / 100).max(1));
                let chargeback = Transaction::new(id(number), last, Body::Chargeback { of: of.id, amount });
                let charged_back = in_order.record(chargeback.clone()).is_ok();
                back.extend(charged_back.then_some(Back::Chargeback(chargeback)));
            }
        }
        let key = |t: &Transaction| order.wrapping_mul(t.id.unix_millis().wrapping_mul(0x9e37_79b9) | 1) >> 7;
        entries.sort_by_key(key);
        for entry in entries {
            shuffled.record(entry).unwrap();
        }
        for back in back {
            match back {
                Back::Reversal(of) => drop(shuffled.reverse(of).unwrap()),
                Back::Chargeback(chargeback) => drop(shuffled.record(chargeback).unwrap()),
            }
        }
        // No more is forgiven than what was owed beyond the amount, and what was charged.
        let most = owed.minus(amount.min(owed).unwrap()).unwrap();
        prop_assert!(in_order.forgiven() <= most.plus(fees).unwrap());
        prop_assert_eq!(&shuffled, &in_order);
        prop_assert_eq!(in_order.folded_anew().unwrap(), in_order);
    }

    /// Nobody pays less than the amount or more than is owed, and what is paid and forgiven is what was owed.
    #[test]
    fn a_settlement_takes_exactly_its_amount(amount in 1_i64..60_000, wait in 0_i64..300, parts in 1_i64..6) {
        let mut account = base();
        let on = day(&account, wait);
        let valid_through = on + jiff::Span::new().days(30);
        let Ok(quote) = account.settlement_quote(money(amount), valid_through, on) else { return Ok(()) };
        let offer = account.settlement_offer(quote.amount, valid_through, on);
        account.record(Transaction::new(id(0), on, offer)).unwrap();
        let part = amount / parts;
        for number in 1..=parts {
            prop_assert!(!account.is_settled());
            let minor = if number == parts { amount - part * (parts - 1) } else { part };
            if minor > 0 {
                let body = Body::Repayment { amount: money(minor), rail: "cash".to_owned(), payoff_on: None };
                account.record(Transaction::new(id(number), on, body)).unwrap();
            }
        }
        prop_assert!(account.is_settled() && account.credit().is_zero());
        prop_assert_eq!(account.received(), quote.amount);
        prop_assert_eq!(account.forgiven(), quote.forgiven);
    }
}
