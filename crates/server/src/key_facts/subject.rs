use disclosure::{Charged, Language, Sheet, Stage, Subject};
use loan::Portions;
use money::Money;
use policy::Pack;
use servicing::{Contract, ContractStatus};

/// What a contract's sheet says in a language.
pub(crate) fn sheet(contract: &Contract, pack: &Pack, language: Language) -> Sheet {
    let stage = match (contract.status, contract.accepted) {
        (ContractStatus::Cancelled, _) => Stage::Cancelled,
        (_, Some(accepted)) => Stage::Accepted(contract.day(accepted.at)),
        (_, None) => Stage::Offered,
    };
    let subject = Subject {
        stage,
        lender: &contract.lender_profile.name,
        contact: &contract.lender_profile.contact,
        model: &contract.device.model,
        reference: &contract.payment_reference,
        pay_url: &contract.pay_url,
        terms: &contract.terms,
        schedule: contract.account.schedule(),
        pack,
        rhythm: contract.rhythm(),
        charged: charged(contract),
    };
    Sheet::of(&subject, language)
}

/// Fees and penalties of all rows of the account.
fn charged(contract: &Contract) -> Charged {
    let nothing = Money::zero(contract.currency());
    let sum = |of: fn(&Portions) -> Money| {
        let rows = contract.account.rows().iter().map(|row| of(&row.due));
        // The account is bounded as a whole, so no part of it can overflow.
        Money::sum(contract.currency(), rows).unwrap_or(nothing)
    };
    Charged { fees: sum(|due| due.fee), penalties: sum(|due| due.penalty) }
}
