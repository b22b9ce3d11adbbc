use proof::documents::Receipt;
use proof::{Document as _, Parsed, Verified};

use super::documents::Reader;
use super::line::Line;
use super::report::Part;

/// The device's own words, in the order in which it said them. Nothing when there are none.
pub(super) fn examine(reader: &Reader<'_>) -> Option<Part> {
    let all = reader.of_type(Receipt::TYP);
    if all.is_empty() {
        return None;
    }
    let keys = &reader.collection.evidence.device_keys;
    let verify = |bytes: &[u8]| {
        let verified = |key| Parsed::<Receipt>::parse(bytes).ok()?.verify(key).ok();
        keys.iter().find_map(verified)
    };
    let mut receipts: Vec<Verified<Receipt>> = all.iter().filter_map(|bytes| verify(bytes)).collect();
    receipts.sort_by_key(|receipt| (receipt.signed_by(), receipt.body().counter));
    receipts.dedup_by_key(|receipt| receipt.digest());
    let unsigned = all.iter().filter(|bytes| verify(bytes).is_none()).count();
    let mut lines = Vec::new();
    let signed = "Each receipt is signed by the device's own key.";
    lines.push(match (keys.is_empty(), unsigned) {
        (true, _) => Line::failed(signed, "the device's key is not in the files"),
        (false, 0) => Line::ok(signed),
        (false, unsigned) => Line::failed(signed, format!("{unsigned} of {} are not", all.len())),
    });
    lines.push(chained(&receipts));
    lines.extend(receipts.iter().map(told));
    let verdict = format!("The phone itself vouches for {} facts.", receipts.len());
    Some(Part { title: "receipts".to_owned(), lines, verdict })
}

/// Nothing was left out in the middle and nothing changed afterwards.
fn chained(receipts: &[Verified<Receipt>]) -> Line {
    let what = "Each receipt names the one before it.";
    let breaks = |pair: &&[Verified<Receipt>]| {
        let (before, after) = (&pair[0], pair[1].body());
        let is_next = after.counter == before.body().counter + 1;
        let is_twin = after.counter == before.body().counter;
        // Of several phones each has a chain of its own.
        before.signed_by() == pair[1].signed_by() && (is_twin || is_next && after.previous != before.digest())
    };
    match receipts.windows(2).find(breaks) {
        Some(pair) => Line::failed(what, format!("number {} does not follow", pair[1].body().counter)),
        None => Line::ok(what),
    }
}

fn told(receipt: &Verified<Receipt>) -> Line {
    let (at, body) = (receipt.claims().issued_at, receipt.body());
    Line::ok(format!("{at}: number {}, {}", body.counter, body.fact.as_str().replace('_', " ")))
}
