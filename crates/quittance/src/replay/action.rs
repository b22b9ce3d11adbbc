//! What a timeline's events ask for.

mod debit;
mod delinquency;
mod money;
mod plan;
mod settlement;

use ident::TransactionId;
use jiff::Timestamp;
use jiff::civil::Date;
use loan::{LoanAccount, TransactionBody};
use serde::Deserialize;
use serde_json::{Map, Value};
use servicing::{Booking, Command};

use super::fields;
use super::names::{Name, Names};
use crate::json_lines::{Day, DecimalText, Fault};

/// An event whose fields are being read.
pub(super) struct Reading<'a> {
    /// What is left of them.
    pub(super) fields: Map<String, Value>,
    /// The business day.
    pub(super) on: Date,
    /// The instant at which it happens.
    pub(super) at: Timestamp,
    /// Its place among the events, from 0.
    pub(super) place: usize,
    pub(super) names: &'a mut Names,
    /// The account before it.
    pub(super) account: &'a LoanAccount,
}

/// What an event comes to.
#[derive(Debug)]
pub(super) enum Asked {
    /// A look at the contract.
    Show,
    /// What has been done already.
    Nothing,
    /// A change.
    Command(Box<Command>),
}

impl Asked {
    pub(super) fn change(command: Command) -> Self {
        Self::Command(Box::new(command))
    }
}

/// An event without fields of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reverse {
    id: Name,
}

impl Reading<'_> {
    /// What the event asks for, by its word.
    pub(super) fn asked(self, word: &str) -> Result<Asked, Fault> {
        Ok(Asked::change(match word {
            "show" => {
                fields::rest::<Nothing>(self.fields)?;
                return Ok(Asked::Show);
            }
            "close_day" => {
                fields::rest::<Nothing>(self.fields)?;
                Command::Wake { reconciled_to: Some(self.at) }
            }
            "reverse" => {
                let reverse: Reverse = fields::rest(self.fields)?;
                Command::Reverse { transaction: known(self.names, self.account, "id", &reverse.id)? }
            }
            "pay" | "payoff" => return self.pay(word == "payoff"),
            "goodwill_credit" | "refund" | "merchant_refund" | "payout_refund" | "device_return"
            | "recovery" => self.booked(|reading| reading.credit(word))?,
            "charge" => self.booked(Self::charge)?,
            "charge_adjustment" => self.booked(Self::charge_adjustment)?,
            "waive" => self.booked(Self::waive)?,
            "chargeback" => self.booked(Self::chargeback)?,
            "credit_refund" => self.booked(Self::credit_refund)?,
            "write_off" => self.booked(|reading| reading.nothing(TransactionBody::WriteOff))?,
            "charge_off" => self.booked(Self::charge_off)?,
            "reage" | "reamortize" | "reschedule" | "change_rate" | "interest_pause" | "holiday"
            | "forgive" => self.plan(word)?,
            "settlement_offer" => self.settlement_offer()?,
            "settlement_withdraw" => self.settlement_withdraw()?,
            "pause_delinquency" => self.pause_delinquency()?,
            "resume_delinquency" => {
                fields::rest::<Nothing>(self.fields)?;
                Command::ResumeDelinquency
            }
            _ => return Err(Fault::new("do", format!("`{word}` is no event: use {WORDS}"))),
        }))
    }

    /// A transaction other than the borrower's own payment: `id` and `value_on` may be left out.
    fn booked(
        mut self,
        body: impl FnOnce(&mut Self) -> Result<TransactionBody, Fault>,
    ) -> Result<Command, Fault> {
        let name = fields::take(&mut self.fields, "id")?;
        let value_on = self.value_on()?;
        let body = body(&mut self)?;
        let id = self.names.add(name, self.place)?;
        Ok(Command::Book(Booking { id, value_on, body }))
    }

    /// The day on which it counts: today unless an earlier one is named.
    fn value_on(&mut self) -> Result<Date, Fault> {
        Ok(self.named_day()?.unwrap_or(self.on))
    }

    /// The day that the event names to count on.
    fn named_day(&mut self) -> Result<Option<Date>, Fault> {
        let named = fields::take::<Day>(&mut self.fields, "value_on")?.map(|day| day.0);
        match named {
            Some(value_on) if value_on > self.on => {
                let right = format!("{value_on} lies after the event: use {} or an earlier day", self.on);
                Err(Fault::new("value_on", right))
            }
            named => Ok(named),
        }
    }

    /// The fields that are left, as a `Q`.
    fn rest<Q: serde::de::DeserializeOwned>(&mut self) -> Result<Q, Fault> {
        fields::rest(std::mem::take(&mut self.fields))
    }

    fn nothing(&mut self, body: TransactionBody) -> Result<TransactionBody, Fault> {
        self.rest::<Nothing>().map(|_| body)
    }

    fn money(&self, field: &str, amount: &DecimalText) -> Result<::money::Money, Fault> {
        amount.money(field, self.account.currency())
    }

    fn find(&self, field: &str, name: &Name) -> Result<TransactionId, Fault> {
        known(self.names, self.account, field, name)
    }
}

/// An earlier transaction, by the timeline's name for it, or as a `show` calls one that no event made.
fn known(names: &Names, account: &LoanAccount, field: &str, name: &Name) -> Result<TransactionId, Fault> {
    names.find(field, name).or_else(|fault| {
        let mut shown = account.transactions().iter().map(|one| one.id);
        shown.find(|id| id.to_string() == name.0).ok_or(fault)
    })
}

/// Every word of an event.
const WORDS: &str = "pay, payoff, reverse, charge, charge_adjustment, waive, goodwill_credit, merchant_refund, \
    payout_refund, chargeback, credit_refund, device_return, write_off, charge_off, recovery, close_day, \
    pause_delinquency, resume_delinquency, reage, reamortize, reschedule, change_rate, interest_pause, holiday, \
    forgive, settlement_offer, settlement_withdraw or show";
