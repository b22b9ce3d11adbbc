//! The virtual phone: it gives an [`agent::Agent`] what a real phone's system gives it (a network, a folder,
//! clocks, a screen) and nothing more. [`Phone`] is one phone in one process; a [`Fleet`] is thousands in one.

mod account;
mod client;
mod config;
mod data;
mod error;
mod fleet;
mod hardware;
mod host;
mod status;
mod web;

pub use client::DeviceClient;
pub use config::{Monotonic, PhoneConfig};
pub use error::{FleetError, PhoneError};
pub use fleet::{Fleet, FleetPhone};
pub use host::{Phone, run};
pub use status::{AccountState, AccountView, Refused, Status};
