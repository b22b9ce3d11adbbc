use ident::ContractId;
use store::StoreError;
use store::rows::{LookupKind, LookupRow};

use super::Target;
use crate::{App, LenderContext};

/// A reference as it is kept, from what people type: case, spaces and dashes don't matter, and letters that look
/// like digits are read as these (Crockford's base 32).
pub(super) fn normalize(typed: &str) -> String {
    let typed = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').take(64);
    let read = typed.map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    read.collect()
}

/// Whose reference it is.
pub(crate) async fn holder(app: &App, typed: &str) -> Result<Option<LookupRow>, StoreError> {
    app.store.lookup(LookupKind::PaymentReference, &normalize(typed)).await
}

/// The lender's contract a payment is for; `None` if that can't be told.
pub(super) async fn contract(
    app: &App,
    lender: &LenderContext,
    target: &Target,
) -> Result<Option<ContractId>, StoreError> {
    match target {
        Target::Reference(typed) => {
            let found = holder(app, typed).await?;
            Ok(found.filter(|row| row.lender == lender.id).map(|row| row.contract))
        }
        Target::Contract(id) => Ok(Some(*id)),
        Target::Unstated => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_what_people_type() {
        for typed in ["7K3MW9PA", "7k3m w9pa", " 7K3M-W9PA ", "7k3mw9pa\n"] {
            assert_eq!(normalize(typed), "7K3MW9PA", "{typed:?}");
        }
        assert_eq!(normalize("oOiIlL"), "001111");
    }

    proptest! {
        #[test]
        fn is_stable(typed in ".{0,100}") {
            let once = normalize(&typed);
            prop_assert_eq!(normalize(&once), once);
        }
    }
}
