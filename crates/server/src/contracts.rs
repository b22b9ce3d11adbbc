use data_encoding::BASE32_NOPAD;
use ident::{Imei, LenderId};
use jiff::{SignedDuration, Timestamp};
use loan::Terms;
use policy::PackId;
use proof::Digest;
use proof::documents::Contact;
use proof::session::EnrollmentCode;
use servicing::{Borrower, Contract, LenderProfile, Offer, OfferError};
use store::rows::LookupKind;
use store::{Claim, Commit, CommitError};

use crate::{Amend, App, ExecuteError, Executed, LenderContext, Problem};

/// How long an enrollment token can be used.
const TOKEN_VALID: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How often another payment reference is tried when one is taken.
const REFERENCE_TRIES: u32 = 8;

/// What a lender says about a new contract.
#[derive(Debug, Clone, PartialEq)]
pub struct NewContract {
    /// Who owes.
    pub borrower: Borrower,
    /// Every IMEI of the phone.
    pub imeis: Vec<Imei>,
    /// The maker's serial number.
    pub serial: String,
    /// The model's name.
    pub model: String,
    /// The money side.
    pub terms: Terms,
    /// The lender's default when absent.
    pub time_zone: Option<String>,
    /// The lender's default when absent.
    pub policy_pack: Option<PackId>,
    /// The lender's own name for it.
    pub external_reference: Option<String>,
}

/// Why a contract was not made.
#[derive(Debug, thiserror::Error)]
pub enum OfferFailure {
    /// The offer itself is wrong.
    #[error(transparent)]
    Offer(#[from] OfferError),
    /// No such policy pack.
    #[error("there is no policy pack `{0}`")]
    UnknownPack(PackId),
    /// It could not be kept.
    #[error(transparent)]
    Execute(#[from] ExecuteError),
}

impl App {
    /// Offers a contract. Its IMEIs are taken from now on, whoever the lender; only a cancellation or the
    /// quittance gives them back.
    ///
    /// # Errors
    /// [`OfferFailure`]; nothing was made then.
    pub async fn create_contract(
        &self,
        lender: &LenderContext,
        new: NewContract,
        amend: Amend<'_>,
    ) -> Result<Executed, OfferFailure> {
        let now = self.now_for(lender).await.map_err(ExecuteError::from)?;
        let pack_id = new.policy_pack.clone().unwrap_or_else(|| PackId(lender.settings.policy_pack.clone()));
        let pack = self.packs.newest(&pack_id).ok_or(OfferFailure::UnknownPack(pack_id))?;
        let mut tries = 0;
        loop {
            let decision = self.offer(lender, new.clone()).make(pack, now)?;
            let claims = claims(&decision.contract);
            let with_claims = |decision: &servicing::Decision, commit: &mut Commit| {
                commit.claims.extend(claims.iter().cloned());
                amend(decision, commit);
            };
            tries += 1;
            match self.keep(lender, decision, now, &with_claims).await {
                Err(ExecuteError::Commit(CommitError::Taken(LookupKind::PaymentReference)))
                    if tries < REFERENCE_TRIES => {}
                done => return Ok(done?),
            }
        }
    }

    fn offer(&self, lender: &LenderContext, new: NewContract) -> Offer {
        let payment_reference = payment_reference(self.random());
        Offer {
            id: self.new_id(),
            lender: lender.id,
            lender_profile: LenderProfile {
                name: lender.name.clone(),
                contact: lender.settings.contact.clone(),
            },
            borrower: new.borrower,
            device_id: self.new_id(),
            imeis: new.imeis,
            serial: new.serial,
            model: new.model,
            terms: new.terms,
            rules: loan::AccountRules::default(),
            time_zone: new.time_zone.unwrap_or_else(|| lender.settings.time_zone.clone()),
            pay_url: format!("{}/pay/{payment_reference}", self.config.public_url),
            payment_reference,
            external_reference: new.external_reference,
        }
    }

    /// A one-time token with which the contract's device enrolls, and the claim that makes it good.
    #[must_use]
    pub fn enrollment_code(&self, lender: &LenderContext, now: Timestamp) -> (EnrollmentCode, Claim) {
        let expires_at = now.checked_add(TOKEN_VALID).unwrap_or(now).as_second();
        let token =
            BASE32_NOPAD.encode(&[expires_at.to_be_bytes().as_slice(), &self.random::<16>()].concat());
        let claim = Claim {
            kind: LookupKind::EnrollmentToken,
            key: Digest::of(token.as_bytes()).to_string(),
            device: None,
        };
        let code = EnrollmentCode {
            server: self.config.public_url.clone(),
            token,
            root: lender.authority.root_name(),
        };
        (code, claim)
    }
}

/// When a token ends; `None` if it is not of the form of a token.
#[must_use]
pub(crate) fn token_expiry(token: &str) -> Option<Timestamp> {
    let bytes = BASE32_NOPAD.decode(token.as_bytes()).ok()?;
    let seconds = i64::from_be_bytes(*bytes.first_chunk::<8>()?);
    Timestamp::from_second(seconds).ok()
}

/// The look-up key of a name that is unique for a lender.
pub(crate) fn scoped(lender: LenderId, name: &str) -> String {
    format!("{lender}:{name}")
}

/// Everything a contract holds in the look-up tables.
fn claims(contract: &Contract) -> Vec<Claim> {
    let device = Some(contract.device.id);
    let imeis = contract.device.imeis.iter();
    let mut claims: Vec<Claim> =
        imeis.map(|imei| Claim { kind: LookupKind::Imei, key: imei.to_string(), device }).collect();
    // Unique across lenders: the pay page is found by it alone.
    let reference = contract.payment_reference.clone();
    claims.push(Claim { kind: LookupKind::PaymentReference, key: reference, device: None });
    if let Some(name) = &contract.external_reference {
        let key = scoped(contract.lender, name);
        claims.push(Claim { kind: LookupKind::ExternalReference, key, device: None });
    }
    claims
}

/// What a borrower writes on a payment: eight letters and digits that can't be mistaken for each other, such
/// as `7K3MW9PA`.
fn payment_reference(random: [u8; 8]) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    random.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// A contact without anything in it can't be a floor.
#[must_use]
pub(crate) fn has_contact(contact: &Contact) -> bool {
    contact.phone.is_some() || contact.email.is_some() || contact.url.is_some()
}

impl From<OfferFailure> for Problem {
    fn from(failure: OfferFailure) -> Self {
        match failure {
            OfferFailure::Offer(error) => Self::invalid(error.field(), error.to_string()),
            OfferFailure::UnknownPack(_) => Self::invalid("policy_pack", failure.to_string()),
            OfferFailure::Execute(error) => error.into(),
        }
    }
}
