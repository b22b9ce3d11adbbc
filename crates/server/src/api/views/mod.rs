//! From what is kept to what is answered.

mod account;
mod api_key;
mod books;
mod contract;
mod device;
mod endpoint;
mod event;
mod help;
mod ledger;
mod payment;
mod policy;
mod restriction;
mod settlement;

pub(crate) use api_key::api_key;
pub(crate) use books::{chain, closing, suspense_ageing};
pub(crate) use contract::{contract, summary};
pub(crate) use device::device;
pub(crate) use endpoint::endpoint;
pub(crate) use event::event;
pub(crate) use help::{help, plan_quote};
pub(crate) use ledger::{posting, trial_balance};
pub(crate) use payment::payment;
pub(crate) use policy::policy;
