use jiff::Timestamp;
use policy::Level;
use proof::documents::{Quittance, Standing, Warrant};
use proof::{Document, DocumentError, Parsed, Verified};

use crate::checks::{Check, Refusal, enforce, quittance, standing, warrant};
use crate::pin::Pin;

/// Bytes that claim to be a standing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Raw<'a> {
    bytes: &'a [u8],
    fresh: Option<Timestamp>,
}

/// What the device knows when a standing comes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) pin: &'a Pin,
    /// The standing in force.
    pub(crate) last: Option<&'a Accepted>,
    /// The highest sequence number accepted before for this device.
    pub(crate) seq: u64,
    /// Whether a quittance was accepted for the contract before.
    pub(crate) is_released: bool,
    /// Trusted time.
    pub(crate) now: Timestamp,
}

/// A standing that passed every check when it came. Nothing but this module makes one.
#[derive(Debug, Clone)]
pub(crate) struct Accepted {
    standing: Verified<Standing>,
    warrant: Option<Verified<Warrant>>,
    quittance: Option<Verified<Quittance>>,
}

impl<'a> Raw<'a> {
    /// From any channel, at any time.
    pub(crate) const fn pushed(bytes: &'a [u8]) -> Self {
        Self { bytes, fresh: None }
    }

    /// From an authenticated answer of this very moment, which names its own time.
    pub(crate) const fn fresh(bytes: &'a [u8], now: Timestamp) -> Self {
        Self { bytes, fresh: Some(now) }
    }

    /// Passes every check, is nothing new (`None`), or is refused as a whole: what is in force stays in
    /// force, also where the refused standing would have asked for less. Nothing is read out of a document
    /// that does not hold, and a genuine lender sends the next one.
    pub(crate) fn accept(self, ground: &Ground<'_>) -> Result<Option<Accepted>, Refusal> {
        if ground.last.is_some_and(|last| last.standing.bytes() == self.bytes) {
            return Ok(None);
        }
        let pin = ground.pin;
        let accepted = Accepted::verify(self.bytes, pin)?;
        let case = standing::Case {
            pin,
            standing: &accepted.standing,
            seq: ground.seq,
            fresh: self.fresh,
            is_released: ground.is_released,
        };
        enforce(standing::outcomes(&case))?;
        let level = accepted.standing.body().level;
        // A genuine document was issued at its time: it is at least that late.
        let now = ground.now.max(accepted.standing.claims().issued_at);
        if let Some(warrant) = &accepted.warrant {
            enforce(warrant::outcomes(&warrant::Case { pin, warrant, level, now }))?;
        }
        if let Some(quittance) = &accepted.quittance {
            enforce(quittance::outcomes(&quittance::Case { pin, quittance, level }))?;
        }
        Ok(Some(accepted))
    }
}

impl Accepted {
    /// Reads back a standing that was accepted before. Form and signatures are checked again; the other
    /// checks were made against the time and state of that moment.
    pub(crate) fn restore(bytes: &[u8], pin: &Pin) -> Result<Self, Refusal> {
        Self::verify(bytes, pin)
    }

    /// Form and signatures of the standing and of what it carries. The warrant of a standing that restricts
    /// nothing justifies nothing and is not looked at.
    fn verify(bytes: &[u8], pin: &Pin) -> Result<Self, Refusal> {
        let standing: Verified<Standing> = verify(bytes, pin, Check::StandingForm, Check::StandingSignature)?;
        let body = standing.body();
        let warrant = body.warrant.as_ref().filter(|_| body.level > Level::None);
        let warrant = warrant
            .map(|bytes| verify(bytes, pin, Check::WarrantForm, Check::WarrantSignature))
            .transpose()?;
        let quittance = body
            .quittance
            .as_ref()
            .map(|bytes| verify(bytes, pin, Check::QuittanceForm, Check::QuittanceSignature))
            .transpose()?;
        Ok(Self { standing, warrant, quittance })
    }

    pub(crate) const fn standing(&self) -> &Verified<Standing> {
        &self.standing
    }

    pub(crate) const fn body(&self) -> &Standing {
        self.standing.body()
    }

    pub(crate) const fn warrant(&self) -> Option<&Verified<Warrant>> {
        self.warrant.as_ref()
    }

    pub(crate) const fn quittance(&self) -> Option<&Verified<Quittance>> {
        self.quittance.as_ref()
    }

    /// The level it justifies at an instant: none before and after its warrant's validity (invariant I1).
    pub(crate) fn level_at(&self, now: Timestamp) -> Level {
        let claims = self.warrant.as_ref().map(Verified::claims);
        let is_valid = claims.is_some_and(|claims| {
            claims.not_before.is_some_and(|from| from <= now)
                && claims.expires_at.is_some_and(|until| now < until)
        });
        if is_valid { self.body().level } else { Level::None }
    }
}

/// Bytes → parsed → verified; `form` and `signature` name what failed.
fn verify<D: Document>(
    bytes: &[u8],
    pin: &Pin,
    form: Check,
    signature: Check,
) -> Result<Verified<D>, Refusal> {
    let refuse = |check| move |error: DocumentError| Refusal::new(check, error);
    let parsed = Parsed::<D>::parse(bytes).map_err(refuse(form))?;
    parsed.verify(&pin.lender_key).map_err(refuse(signature))
}
