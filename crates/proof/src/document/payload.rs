use jiff::Timestamp;
use minicbor::decode::Error as DecodeError;
use minicbor::encode::{Error as EncodeError, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};

use crate::cbor::seconds;
use crate::{Claims, Party};

/// The private claim that holds the body.
const BODY: i64 = -70_001;

/// The payload of a document: the CWT claims set (RFC 8392, 3.1) with the body as a private claim.
pub(super) struct Payload<D> {
    pub(super) claims: Claims,
    pub(super) body: D,
}

/// The same, borrowed.
pub(super) struct PayloadRef<'a, D> {
    pub(super) claims: &'a Claims,
    pub(super) body: &'a D,
}

impl<D: Encode<()>> Encode<()> for PayloadRef<'_, D> {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, ctx: &mut ()) -> Result<(), EncodeError<W::Error>> {
        let claims = self.claims;
        let optional = [(4, claims.expires_at), (5, claims.not_before)];
        let present = optional.iter().fold(0, |sum, (_, at)| sum + u64::from(at.is_some()));
        e.map(5 + present)?;
        e.u8(1)?.str(&claims.issuer.to_string())?;
        e.u8(2)?.str(&claims.subject.to_string())?;
        e.u8(3)?.str(&claims.audience.to_string())?;
        for (key, at) in optional {
            if let Some(at) = at {
                seconds::encode(&at, e.u8(key)?, ctx)?;
            }
        }
        seconds::encode(&claims.issued_at, e.u8(6)?, ctx)?;
        self.body.encode(e.i64(BODY)?, ctx)
    }
}

impl<D: Encode<()>> Encode<()> for Payload<D> {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, ctx: &mut ()) -> Result<(), EncodeError<W::Error>> {
        PayloadRef { claims: &self.claims, body: &self.body }.encode(e, ctx)
    }
}

/// Keys come in ascending order in the deterministic form, so one look ahead finds an absent claim. What
/// order, doubling or form this reading lets through, writing the value again does not.
impl<'b, D: Decode<'b, ()>> Decode<'b, ()> for Payload<D> {
    fn decode(d: &mut Decoder<'b>, ctx: &mut ()) -> Result<Self, DecodeError> {
        let mut left = d.map()?.ok_or_else(|| DecodeError::message("a map of indefinite length"))?;
        let issuer = party(d, &mut left, 1)?;
        claim(d, &mut left, 2)?;
        let subject = d.str()?.parse().map_err(DecodeError::message)?;
        let audience = party(d, &mut left, 3)?;
        let expires_at = optional_instant(d, &mut left, 4)?;
        let not_before = optional_instant(d, &mut left, 5)?;
        claim(d, &mut left, 6)?;
        let issued_at = seconds::decode(d, ctx)?;
        claim(d, &mut left, BODY)?;
        let body = D::decode(d, ctx)?;
        if left != 0 {
            return Err(DecodeError::message("a claim that has no place here"));
        }
        Ok(Self { claims: Claims { issuer, subject, audience, expires_at, not_before, issued_at }, body })
    }
}

/// Takes the key of a claim that must come next.
fn claim(d: &mut Decoder<'_>, left: &mut u64, key: i64) -> Result<(), DecodeError> {
    let found = if *left == 0 { None } else { Some(d.i64()?) };
    if found != Some(key) {
        return Err(DecodeError::message(format!("claim {key} is missing")));
    }
    *left -= 1;
    Ok(())
}

fn party(d: &mut Decoder<'_>, left: &mut u64, key: i64) -> Result<Party, DecodeError> {
    claim(d, left, key)?;
    d.str()?.parse().map_err(DecodeError::message)
}

fn optional_instant(d: &mut Decoder<'_>, left: &mut u64, key: i64) -> Result<Option<Timestamp>, DecodeError> {
    if *left == 0 || d.probe().i64()? != key {
        return Ok(None);
    }
    claim(d, left, key)?;
    seconds::decode(d, &mut ()).map(Some)
}
