//! The server: HTTP surfaces, delivery workers and jobs around one [`App`].
//!
//! Every surface turns what it is sent into a [`servicing::Command`] and gives it to [`App::execute`]; there is
//! no second way to change a contract.

// Templates name `server::web::asset`, here and in other crates that extend `base.html`.
extern crate self as server;

pub mod admin;
pub mod api;
mod app;
mod attestation;
mod authority;
mod books;
mod bureau;
mod clock;
mod codes;
mod contracts;
pub mod custody;
pub mod delivery;
pub mod device;
mod evidence;
mod execute;
mod http_client;
mod hub;
pub mod jobs;
mod key_facts;
mod keys;
mod lenders;
pub mod log;
mod metrics;
pub mod ops;
mod packs;
pub mod payments;
mod peer;
mod persist;
mod problem;
mod release;
mod restraint;
mod seal;
mod serve;
pub mod web;

pub use app::{App, AppConfig, AppParts};
pub use attestation::AttestationRule;
pub use authority::{Authority, AuthorityError, Newer, SharedSigner, WorkingKeys};
pub use clock::Clock;
pub use contracts::{NewContract, OfferFailure};
pub use execute::{Amend, ExecuteError, Executed};
pub use http_client::{HttpClient, HttpFailure, HttpReply};
pub use hub::Hub;
pub use keys::KeyRing;
pub use lenders::{LenderContext, LenderMode, LenderSettings};
pub use metrics::{Label, Metrics, label};
pub use packs::PackShelf;
pub use problem::{FieldError, Problem};
pub use restraint::{ApproveError, RestraintCounters};
pub use seal::{SealError, Sealer};
pub use serve::{router, serve};
