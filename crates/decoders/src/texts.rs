use ident::{ContractId, Imei, LenderId};
use money::{AnnualRate, Currency, Money};
use policy::Pack;
use proof::Party;

use crate::{Target, target};

pub(crate) const TARGETS: &[Target] = &[target("pack", pack), target("words", words)];

/// A policy pack as a lender writes it, and as it stands in terms.
fn pack(bytes: &[u8]) {
    let _ = Pack::from_toml(&String::from_utf8_lossy(bytes));
    if let Ok(pack) = minicbor::decode::<Pack>(bytes) {
        let _ = pack.check();
        let again = minicbor::decode::<Pack>(&pack.to_cbor());
        assert!(again.is_ok_and(|again| again == pack), "what was read can be written");
    }
}

/// Whatever stands in paths, claims and fields.
fn words(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(id) = text.parse::<ContractId>() {
        assert!(id.to_string().parse::<ContractId>().is_ok_and(|again| again == id));
    }
    if let Ok(imei) = text.parse::<Imei>() {
        assert!(imei.to_string().parse::<Imei>().is_ok_and(|again| again == imei));
    }
    if let Ok(party) = text.parse::<Party>() {
        assert!(party.to_string().parse::<Party>().is_ok_and(|again| again == party));
    }
    let _ = (text.parse::<LenderId>(), text.parse::<AnnualRate>());
    if let Some((amount, currency)) = text.split_once(' ')
        && let Ok(currency) = currency.parse::<Currency>()
    {
        let _ = Money::parse(amount, currency);
    }
}
