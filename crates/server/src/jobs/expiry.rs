use jiff::Timestamp;

use crate::App;
use crate::custody::RENEW_BEFORE;
use crate::metrics::label;

/// Says how long roots and rosters are good, and warns in time: a ceremony needs several people in one room.
pub(super) fn watch(app: &App, now: Timestamp) {
    let Some(status) = app.keys.store().map(crate::custody::KeyStore::status) else { return };
    let root = status.root.as_ref().map(|root| ("root", String::new(), root.expires_at));
    let rosters =
        status.rosters.iter().map(|roster| ("roster", roster.lender.to_string(), roster.expires_at));
    for kind in ["root", "roster"] {
        let ends = root.clone().into_iter().chain(rosters.clone()).filter(|(is, ..)| *is == kind);
        let soonest = ends.map(|(_, whose, at)| (at, whose)).min();
        let Some((at, whose)) = soonest else { continue };
        let left = now.duration_until(at);
        app.metrics.authority_expires.get_or_create(&label(kind)).set(left.as_secs());
        if left < RENEW_BEFORE {
            tracing::warn!(kind, lender = whose, expires_at = %at, "ends soon; renew it with `quittance admin root` and `keys`");
        }
    }
}
