use ident::{ContractId, DeviceId, Imei, LenderId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use loan::ledger::TrialBalance;
use loan::{AccountRules, Terms};
use policy::Pack;
use proof::documents::Contact;
use serde_json::{Map, Value};
use servicing::{Borrower, Command, Contract, LenderProfile, Offer, audit, decide};

use super::action::{Asked, Reading};
use super::names::Names;
use super::terms::Agreed;
use super::{fields, refused, show};
use crate::json_lines::{Day, Fault};

/// A contract on its way through a timeline.
pub(super) struct Play {
    pub(super) contract: Contract,
    pub(super) pack: Pack,
    pub(super) books: TrialBalance,
    pub(super) names: Names,
    /// Whether the timeline names a policy pack.
    pub(super) has_policy: bool,
    /// The business day of the last event.
    on: Date,
}

impl Play {
    /// Offered and accepted on the day of the disbursement.
    pub(super) fn begin(terms: Map<String, Value>) -> Result<Self, Fault> {
        let inside = |fault: Fault| fault.inside("terms");
        let Agreed { terms, rules, pack, has_policy } = super::terms::read(terms).map_err(inside)?;
        let on = terms.starts_on;
        let at = noon(on).map_err(inside)?;
        let offered = offer(terms, rules)?
            .make(&pack, at)
            .map_err(|error| Fault::new(error.field(), error.to_string()).inside("terms"))?;
        let mut play = Self {
            contract: offered.contract,
            pack,
            books: TrialBalance::default(),
            names: Names::default(),
            has_policy,
            on,
        };
        play.execute("accept", Command::Accept, at).map_err(inside)?;
        Ok(play)
    }

    /// Plays one event; what it shows, if it shows something.
    pub(super) fn event(
        &mut self,
        place: usize,
        mut event: Map<String, Value>,
    ) -> Result<Option<Value>, Fault> {
        let Day(on) = fields::need(&mut event, "on", "write the day, such as \"2024-02-01\"")?;
        let word: String = fields::need(&mut event, "do", "write what is done, such as \"pay\"")?;
        if on < self.on {
            return Err(self.too_early(on));
        }
        let at = noon(on)?;
        let account = &self.contract.account;
        let reading = Reading { fields: event, on, at, place, names: &mut self.names, account };
        let asked = reading.asked(&word)?;
        self.on = on;
        match asked {
            Asked::Show => Ok(Some(show::view(self, on))),
            Asked::Nothing => Ok(None),
            Asked::Command(command) => self.execute(&word, *command, at).map(|()| None),
        }
    }

    fn too_early(&self, on: Date) -> Fault {
        let right = if on < self.contract.terms.starts_on {
            format!("{on} lies before the disbursement: use {} or a later day", self.on)
        } else {
            format!(
                "{on} lies before the event before it: use {} or a later day, and `value_on` for money that counts earlier",
                self.on
            )
        };
        Fault::new("on", right)
    }

    /// The one path of every change, but for the disk.
    fn execute(&mut self, word: &str, command: Command, at: Timestamp) -> Result<(), Fault> {
        let decision = decide(&self.contract, command, &self.pack, at)
            .map_err(|refusal| refused::fault(word, &refusal, &self.names))?;
        audit::check(&self.contract, &decision, &self.pack, at)
            .map_err(|violation| Fault::whole(format!("an invariant would break: {violation}")))?;
        decision.postings.iter().for_each(|posting| self.books.add(posting));
        self.contract = decision.contract;
        Ok(())
    }
}

/// The instant at which a day's events happen.
fn noon(day: Date) -> Result<Timestamp, Fault> {
    let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
    noon.map(|noon| noon.timestamp()).map_err(|error| Fault::new("on", error.to_string()))
}

fn offer(terms: Terms, rules: AccountRules) -> Result<Offer, Fault> {
    let id = [1; 16];
    let imei = Imei::from_body(35_000_000_000_000).ok_or_else(|| Fault::whole("no IMEI can be made"))?;
    Ok(Offer {
        id: ContractId::from_bytes(id),
        lender: LenderId::from_bytes(id),
        lender_profile: LenderProfile {
            name: "Replay".to_owned(),
            contact: Contact { phone: None, email: None, url: None },
        },
        borrower: Borrower {
            name: "Replay".to_owned(),
            phone: Some("+1 555 0100".to_owned()),
            email: None,
            language: "en".to_owned(),
        },
        device_id: DeviceId::from_bytes(id),
        imeis: vec![imei],
        serial: "REPLAY".to_owned(),
        model: "Replay".to_owned(),
        terms,
        rules,
        time_zone: "UTC".to_owned(),
        payment_reference: "REPLAY".to_owned(),
        external_reference: None,
        pay_url: String::new(),
    })
}
