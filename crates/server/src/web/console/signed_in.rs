use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use ident::{ContractId, LenderId};
use jiff::Timestamp;
use servicing::Contract;
use store::rows::OperatorRow;
use subtle::ConstantTimeEq;

use super::super::operators::OWNER;
use super::Console;
use super::denied::Denied;
use super::session::Session;
use crate::clock::made_at;
use crate::{LenderContext, persist};

/// The operator who sent the request. Checked anew for every request, so that who is shut out is out at once.
pub(super) struct SignedIn {
    /// Who.
    pub(super) operator: OperatorRow,
    /// What this session's forms carry.
    pub(super) csrf: String,
}

impl SignedIn {
    /// Whether the operator works for this lender or for the installation.
    pub(super) fn may_see(&self, lender: LenderId) -> bool {
        self.operator.lender.is_none_or(|own| own == lender)
    }

    /// Whether they may freeze a lender and release all of its phones.
    pub(super) fn is_owner(&self) -> bool {
        self.operator.role == OWNER
    }

    /// Whether the operator was made after an offer that waits for approval. A test lender's clock is its own.
    pub(super) fn came_after(&self, lender: &LenderContext, offered_at: Timestamp) -> bool {
        !lender.is_test() && made_at(self.operator.id.unix_millis()) > offered_at
    }

    /// Whether the form was handed out to this session.
    pub(super) fn check_form(&self, csrf: &str) -> Result<(), Denied> {
        let same = csrf.as_bytes().ct_eq(self.csrf.as_bytes());
        if same.into() && !self.csrf.is_empty() { Ok(()) } else { Err(Denied::Forged) }
    }

    /// A contract the operator may see, with its lender (invariant I10).
    pub(super) async fn contract(
        &self,
        console: &Console,
        id: &str,
    ) -> Result<(Arc<LenderContext>, Contract), Denied> {
        let id: ContractId = id.parse().map_err(|_| Denied::NotFound)?;
        let row = console.app.store.contract(id).await?.ok_or(Denied::NotFound)?;
        if !self.may_see(row.lender) {
            return Err(Denied::NotFound);
        }
        let lender = console.app.lender(row.lender).await?.ok_or(Denied::NotFound)?;
        Ok((lender, persist::read_contract(&row)?))
    }
}

impl FromRequestParts<Arc<Console>> for SignedIn {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, console: &Arc<Console>) -> Result<Self, Denied> {
        let back = || {
            let address = parts.uri.path_and_query().filter(|_| parts.method == Method::GET);
            Denied::SignIn(address.map_or("/console", |address| address.as_str()).to_owned())
        };
        let app = &console.app;
        let (session, mac) = Session::claimed(app, &parts.headers).ok_or_else(back)?;
        let operator = app.store.operator_by_name(&session.name).await?.ok_or_else(back)?;
        if !session.is_good(app, &operator, &mac, app.wall_now()) {
            return Err(back());
        }
        Ok(Self { operator, csrf: session.csrf(app) })
    }
}
