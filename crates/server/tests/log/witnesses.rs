use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use jiff::Timestamp;
use proof::keys::{LenderKey, Signer};
use proof::log::{LogTrust, NoteKey, SignatureKind, SignedCheckpoint};
use server::HttpClient;
use server::log::{WitnessPeer, Witnesses};
use tlog::Log;
use tlog::witness::Witness;

use crate::{ORIGIN, append, log_of};

/// A witness on a free port, and how to reach it.
async fn witness(folder: &Path, number: u8, log: &Log) -> (NoteKey, String) {
    let signer = LenderKey::from_seed(&[30 + number; 32]);
    let name = format!("witness{number}.example");
    let key = NoteKey::new(&name, SignatureKind::Cosignature, signer.public_key()).unwrap();
    let known = log.reader().key().to_string().parse().unwrap();
    let witness = Arc::new(Mutex::new(Witness::new(folder, &name, Arc::new(signer), vec![known])));
    let answer = move |body: String| async move {
        let now = Timestamp::from_second(1_790_000_000).unwrap();
        match witness.lock().unwrap().add_checkpoint(&body, now) {
            Ok(line) => (StatusCode::OK, line),
            Err(refusal) => (StatusCode::from_u16(refusal.status()).unwrap(), refusal.body()),
        }
    };
    let url = serve(axum::Router::new().route("/add-checkpoint", post(answer))).await;
    (key, url)
}

async fn serve(router: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, router).into_future());
    url
}

fn peer((key, url): &(NoteKey, String)) -> WitnessPeer {
    format!("{key}@{url}/").parse().unwrap()
}

/// Asks, adds what comes, and counts whose signatures a device would take.
async fn cosigned(witnesses: &Witnesses, log: &mut Log) -> usize {
    if let Some((text, signatures)) = witnesses.cosign(&log.reader()).await {
        log.add_cosignatures(&text, &signatures).unwrap();
    }
    let keys = vec![LenderKey::from_seed(&[21; 32]).public_key()];
    let enough = |quorum: usize| {
        let quorum = u8::try_from(quorum).unwrap();
        let trust =
            LogTrust { origin: ORIGIN.to_owned(), keys: keys.clone(), witnesses: witnesses.keys(), quorum };
        SignedCheckpoint::verify(&log.reader().checkpoint(), &trust).is_ok()
    };
    (0..9).take_while(|quorum| enough(*quorum)).last().unwrap()
}

#[tokio::test]
async fn they_cosign_each_checkpoint() {
    let (_folder, mut log) = log_of(3);
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (one, two) = (witness(folders[0].path(), 1, &log).await, witness(folders[1].path(), 2, &log).await);
    let witnesses = Witnesses::new(vec![peer(&one), peer(&two)], 2);
    for size in [4, 5, 300] {
        assert_eq!(cosigned(&witnesses, &mut log).await, 2);
        let now = u16::try_from(log.reader().size()).unwrap();
        append(&mut log, now, size);
    }
    // A log that was started again does not know what they saw; they tell.
    assert_eq!(cosigned(&Witnesses::new(vec![peer(&one), peer(&two)], 2), &mut log).await, 2);
}

#[tokio::test]
async fn those_who_fail_do_not_hold_up_the_others() {
    let (_folder, mut log) = log_of(3);
    let folder = tempfile::tempdir().unwrap();
    let good = witness(folder.path(), 1, &log).await;
    let refusing = serve(axum::Router::new()).await;
    let lying = serve(
        axum::Router::new().route("/add-checkpoint", post(|| async { "— witness3.example AAAAAAAA\n" })),
    )
    .await;
    let confused = serve(
        axum::Router::new().route("/add-checkpoint", post(|| async { (StatusCode::CONFLICT, "77\n") })),
    )
    .await;
    let key = |number: u8| {
        let key = LenderKey::from_seed(&[number; 32]).public_key();
        NoteKey::new(&format!("witness{number}.example"), SignatureKind::Cosignature, key).unwrap()
    };
    let gone = "http://127.0.0.1:9".to_owned();
    let peers = [(key(2), refusing), (key(3), lying), (key(4), confused), (key(5), gone), good];
    let witnesses = Witnesses::new(peers.iter().map(peer).collect(), 2);
    assert_eq!(cosigned(&witnesses, &mut log).await, 1);
}

/// It says once that it saw more than there is. The next time it is asked like any other.
#[tokio::test]
async fn a_witness_that_claims_more_than_there_is_keeps_nobody_waiting() {
    let (_folder, mut log) = log_of(3);
    let folder = tempfile::tempdir().unwrap();
    let (key, url) = witness(folder.path(), 1, &log).await;
    let (lies, client) = (Arc::new(AtomicBool::new(true)), HttpClient::new(true));
    let confused = move |body: String| {
        let (lies, client) = (Arc::clone(&lies), client.clone());
        let url = format!("{url}/add-checkpoint");
        async move {
            if lies.swap(false, Ordering::Relaxed) {
                return (StatusCode::CONFLICT, format!("{}\n", u64::MAX));
            }
            let timeout = Duration::from_secs(5);
            let reply = client.post(&url, HeaderMap::new(), body.into(), timeout).await.unwrap();
            (reply.status, String::from_utf8(reply.body.to_vec()).unwrap())
        }
    };
    let url = serve(axum::Router::new().route("/add-checkpoint", post(confused))).await;
    let witnesses = Witnesses::new(vec![peer(&(key, url))], 1);
    assert_eq!(cosigned(&witnesses, &mut log).await, 0);
    assert_eq!(cosigned(&witnesses, &mut log).await, 1);
}

/// A log that was set back is not cosigned by who saw it larger.
#[tokio::test]
async fn another_history_is_not_cosigned() {
    let (_folder, mut log) = log_of(9);
    let folder = tempfile::tempdir().unwrap();
    let one = witness(folder.path(), 1, &log).await;
    assert_eq!(cosigned(&Witnesses::new(vec![peer(&one)], 1), &mut log).await, 1);
    let (_other_folder, mut other) = log_of(2);
    append(&mut other, 100, 120);
    assert_eq!(cosigned(&Witnesses::new(vec![peer(&one)], 1), &mut other).await, 0);
    let (_short_folder, mut short) = log_of(2);
    assert_eq!(cosigned(&Witnesses::new(vec![peer(&one)], 1), &mut short).await, 0);
}

#[tokio::test]
async fn witnesses_as_text() {
    let (_folder, log) = log_of(1);
    let witness =
        NoteKey::new("w.example", SignatureKind::Cosignature, log.reader().key().public_key()).unwrap();
    assert!(format!("{witness}@https://w.example/sub/").parse::<WitnessPeer>().is_ok());
    let log_key = log.reader().key().to_string();
    for text in [
        String::new(),
        witness.to_string(),
        format!("{witness}@ftp://w.example"),
        format!("{log_key}@https://w.example"),
        format!("{witness}@https://"),
        "nonsense@https://w.example".to_owned(),
    ] {
        assert!(text.parse::<WitnessPeer>().is_err(), "{text}");
    }
}
