use std::time::Duration;

use serde_json::{Value, json};

use crate::stage::{Financed, Stage};

/// What the phone says of a release that is another phone's, once it knows whose word a release is.
const PARTIES: u16 = 132;

fn release(stage: &Stage, financed: &Financed, out: &str) {
    let Financed { contract, device, terms, .. } = financed;
    stage.run(&format!(
        "ombudsman release --key @judge.key --passphrase-file @judge.words --contract {contract} \
         --device {device} --terms {terms} --reason Decided --case 12/26 --out @{out}"
    ));
}

fn is_free(screen: &Value) -> bool {
    screen["level"] == "none"
}

/// One phone is freed through the server, the other when there is no server any more.
#[tokio::test]
async fn an_ombudsman_frees_phones_with_and_without_the_server() {
    let stage = Stage::new().await;
    let served = stage.sell("490154203237518").await;
    let alone = stage.sell("490154203237526").await;
    stage.until_locked(&[&served, &alone]).await;

    stage.person("judge", "ombudsman");
    stage.admin("ombudsman set @judge.key.pub");
    release(&stage, &served, "served.release");
    // Nothing happened that would be news to the other phone: the roster alone ends its waiting.
    let other = std::fs::read(stage.path("served.release")).unwrap();
    let mut check = Value::Null;
    for _ in 0..100 {
        alone.phone.act("push", &other).await;
        check = alone.phone.screen().await["refused"]["check"].clone();
        if check == PARTIES {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(check, PARTIES, "the phone does not know the ombudsman's key");
    let delivered = stage.admin(&format!("ombudsman deliver --contract {} @served.release", served.contract));
    assert_eq!(delivered["status"], "unsecured");
    served.phone.sees("freed by the ombudsman", is_free).await;
    assert_eq!(stage.contract(&served).await["restriction"]["level"], "none");

    // Nothing was paid, and weeks pass: it stays free.
    stage.advance(&json!({ "by_days": 30 })).await;
    stage.follow(&served).await;
    assert!(is_free(&served.phone.screen().await));
    stage.follow(&alone).await;
    let still = alone.phone.screen().await;
    assert_eq!(still["level"], "locked", "nobody freed this one: {still}");

    // The release travels as a file.
    release(&stage, &alone, "alone.release");
    let file = std::fs::read(stage.path("alone.release")).unwrap();
    stage.server.kill();
    alone.phone.act("push", &file).await;
    alone.phone.sees("freed by a file", is_free).await;
    alone.phone.act("reset", b"").await;
    assert!(is_free(&alone.phone.screen().await), "a reset brings no restriction back");
}
