use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::response::{IntoResponse, Response};
use minicbor::bytes::ByteVec;
use proof::session::{Answer, CheckIn, MAX_REQUEST_BYTES};
use store::rows::Touch;

use super::news::{self, News, Patience};
use super::refusal::Refusal;
use super::{Stopping, ahead, message, prefer, receipts};
use crate::authority::Newer;
use crate::{App, release};

/// `POST /device/v1/check-in`: a check-in, answered with what is new. With `Prefer: wait=N` the answer may
/// take up to N seconds, until there is something new.
pub(super) async fn handle(State(app): State<Arc<App>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let wait = prefer::wait(&parts.headers);
    let stopping = parts.extensions.get::<Stopping>().cloned();
    let taken = match message::receive(&parts.headers, body, MAX_REQUEST_BYTES).await {
        Ok(bytes) => answer(&app, &bytes, wait, stopping).await,
        Err(refusal) => Err(refusal),
    };
    match taken {
        Ok(answer) => with_preference(message::reply(answer), wait),
        Err(refusal) => {
            app.device.counters.refused.inc();
            tracing::debug!(%refusal, "a check-in was refused");
            refusal.into_response()
        }
    }
}

/// A routine check-in reads nothing from the store and writes nothing to it: its keys and the device's newest
/// sequence are in memory, and its sign of life is written later with many others.
async fn answer(
    app: &App,
    bytes: &[u8],
    wait: Option<Duration>,
    stopping: Option<Stopping>,
) -> Result<Vec<u8>, Refusal> {
    let session = app.device.sessions.find(app, CheckIn::session_of(bytes)?).await?;
    let check_in = CheckIn::open(bytes, &session.keys)?;
    let roster_changes = wait.map(|_| app.roster_changes(session.lender));
    let mut lender = app.lender(session.lender).await?.ok_or(Refusal::UnknownSession)?;
    let now = app.now_for(&lender).await?;
    session.check_life(now)?;
    session.count(check_in.counter)?;
    app.device.touches.note(Touch {
        device: session.device,
        session: session.id,
        counter: check_in.counter,
        at: now,
    });
    let receipts_kept = match check_in.receipts.as_slice() {
        [] => 0,
        receipts => receipts::take(app, &lender, &session, receipts).await?,
    };
    let mut newer = lender.authority.newer_than(check_in.root, check_in.roster);
    // A new roster may revoke the key of a restriction in force: nobody waits for it.
    let patience = wait.zip(roster_changes).filter(|_| newer.roster.is_none());
    let News { seq, standing } = match patience {
        Some((wait, roster)) => {
            let patience = Patience { wait, roster, stopping };
            let news = news::wait_for(app, &session, check_in.known_seq, patience).await?;
            // What was said meanwhile may be signed by keys that only the roster of now names.
            lender = app.lender(session.lender).await?.ok_or(Refusal::UnknownSession)?;
            newer = lender.authority.newer_than(check_in.root, check_in.roster);
            news
        }
        None => news::other_than(app, session.device, check_in.known_seq).await?,
    };
    if check_in.known_seq > seq {
        ahead::note(app, &lender, &session, check_in.known_seq).await;
    }
    let Newer { roots, roster } = newer;
    let counters = &app.device.counters;
    if standing.is_some() {
        counters.news.inc()
    } else {
        counters.routine.inc()
    };
    // Nothing that frees comes without a standing that says so.
    let releases = match standing {
        Some(_) => release::among(&app.store.documents(session.contract).await?),
        None => Vec::new(),
    };
    // Asked again: time has passed, and the device's trusted time follows this.
    let now = app.now_for(&lender).await?;
    let answer = Answer {
        nonce: check_in.nonce,
        now,
        seq,
        standing: standing.map(ByteVec::from),
        receipts_kept,
        renew: session.is_old(now),
        roots,
        roster,
        releases,
    };
    Ok(answer.seal(session.id, &session.keys))
}

/// Says by `Preference-Applied` (RFC 7240, 3) that waiting was considered.
fn with_preference(mut response: Response, wait: Option<Duration>) -> Response {
    let applied = wait.and_then(|wait| HeaderValue::try_from(format!("wait={}", wait.as_secs())).ok());
    if let Some(applied) = applied {
        response.headers_mut().insert("preference-applied", applied);
    }
    response
}
