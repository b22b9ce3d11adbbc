//! A lender's books: closings, the check of the chain, exports.

mod ageing;
mod cell;
mod close;
mod contracts;
mod csv;
mod download;
mod entries;
mod export;
mod folder;
mod parquet;
mod payments;
mod sheet;
mod trial_balance;
mod verify;

pub(crate) use ageing::{SuspenseAge, SuspenseAgeing};
pub(crate) use download::download;
pub(crate) use export::{Days, Export, Format};
