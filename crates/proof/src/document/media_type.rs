use coset::{CoseSign, CoseSign1, Header, Label, TaggedCborSerializable};

use crate::envelope::TYP;
use crate::sheet::Sheeted;

/// What a signed document, or one on a sheet, says it is; nothing is checked by this. For telling apart the
/// files that someone has: only reading it as that type says whether it is one.
#[must_use]
pub fn media_type(bytes: &[u8]) -> Option<String> {
    if bytes.first() == Some(&Sheeted::HEAD) {
        return Sheeted::claimed_type(bytes);
    }
    let header = match CoseSign1::from_tagged_slice(bytes) {
        Ok(cose) => cose.protected.header,
        Err(_) => CoseSign::from_tagged_slice(bytes).ok()?.protected.header,
    };
    typ(&header)
}

fn typ(header: &Header) -> Option<String> {
    let found = header.rest.iter().find(|(label, _)| *label == Label::Int(TYP));
    found.and_then(|(_, value)| value.as_text()).map(str::to_owned)
}
