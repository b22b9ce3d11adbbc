use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use ident::ApiKeyId;

use super::scope::{Scope, Scopes};
use crate::{LenderContext, Problem};

/// Who calls, as the gate found out.
#[derive(Debug, Clone)]
pub(crate) struct Identity {
    pub(crate) lender: Arc<LenderContext>,
    pub(crate) key: ApiKeyId,
    pub(crate) scopes: Scopes,
}

/// A scope that a handler asks for, as a type: it stands in the handler's signature.
pub(crate) trait Needs {
    const SCOPE: Scope;
}

/// One type for each [`Scope`].
pub(crate) mod needs {
    use super::{Needs, Scope};

    macro_rules! needs {
        ($($scope:ident),*) => {$(
            pub(crate) struct $scope;
            impl Needs for $scope {
                const SCOPE: Scope = Scope::$scope;
            }
        )*};
    }

    needs!(
        ContractsRead,
        ContractsWrite,
        DevicesRead,
        PaymentsRead,
        PaymentsWrite,
        EventsRead,
        PoliciesRead,
        CodesWrite,
        ClockWrite,
        WebhooksWrite,
        RailsWrite,
        KeysWrite,
        BooksRead,
        BooksWrite,
        BureauRead,
        BureauWrite
    );
}

/// A caller whose key has the scope. First in a handler's arguments: a caller who may not do a thing is not told
/// what is wrong with the request.
pub(crate) struct Caller<S> {
    pub(crate) lender: Arc<LenderContext>,
    pub(crate) key: ApiKeyId,
    pub(crate) scopes: Scopes,
    needs: PhantomData<fn() -> S>,
}

impl<S: Needs, T: Sync> FromRequestParts<T> for Caller<S> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &T) -> Result<Self, Problem> {
        let missing = || Problem::unauthorized("send `Authorization: Bearer` with an API key");
        let identity = parts.extensions.get::<Identity>().ok_or_else(missing)?;
        if !identity.scopes.allow(S::SCOPE) {
            let detail = format!("this needs a key with the scope `{}`", S::SCOPE.as_str());
            return Err(Problem::forbidden(detail));
        }
        let Identity { lender, key, scopes } = identity.clone();
        Ok(Self { lender, key, scopes, needs: PhantomData })
    }
}
