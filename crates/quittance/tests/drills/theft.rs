use proof::authority::{Endorsed, Roster};
use serde_json::Value;

use crate::stage::{Financed, Stage, string};

/// What the phone's own signed receipts say of levels, oldest first; `free` for none while no standing was in force.
async fn applied(stage: &Stage, financed: &Financed) -> Vec<String> {
    stage.follow(financed).await;
    let events = stage.get(&format!("/v1/contracts/{}/events?limit=100", financed.contract)).await;
    events["data"].as_array().unwrap().iter().filter_map(level).collect()
}

fn level(event: &Value) -> Option<String> {
    let data = &event["data"];
    (event["type"] == "device.level_applied").then(|| match data["standing_seq"].as_u64() {
        Some(0) => "free".to_owned(),
        _ => string(&data["level"]),
    })
}

fn command_key(stage: &Stage) -> String {
    let status = stage.admin("keys status");
    let keys = status["rosters"][0]["keys"].as_array().unwrap().iter();
    let mut live = keys.filter(|key| key["purpose"] == "command" && key["revoked_at"].is_null());
    string(&live.next_back().unwrap()["key"])
}

/// The order keeps its name when another key signs it: the standing around it is a new one.
fn is_locked_since(before: &Value) -> impl Fn(&Value) -> bool {
    let seq = before["standing_seq"].as_u64();
    move |screen| screen["level"] == "locked" && screen["standing_seq"].as_u64() > seq
}

/// The command key is stolen, and then people take over the root: the phone hears of both while it waits.
#[tokio::test]
async fn a_stolen_key_and_a_new_root_without_visiting_the_phone() {
    let stage = Stage::witnessed().await;
    let financed = stage.sell("490154203237518").await;
    stage.until_locked(&[&financed]).await;
    let roster = std::fs::read(stage.path(&format!("data/keys/{}.roster", stage.lender))).unwrap();
    let asked = Endorsed::<Roster>::parse(&roster).unwrap().unverified().log.quorum;
    assert_eq!(asked, 1, "the phone itself asks for the witness");
    let before = financed.phone.screen().await;
    let levels = applied(&stage, &financed).await;
    assert_eq!(levels, ["reminder", "limited", "locked"]);

    let stolen = command_key(&stage);
    let revoked = stage.admin(&format!("keys revoke {} {stolen}", stage.lender));
    assert_eq!(
        (&revoked["in_force"], &revoked["signed_anew"], &revoked["failed"]),
        (&true.into(), &1.into(), &0.into())
    );
    assert_ne!(string(&revoked["key"]), stolen);
    let after = financed.phone.sees("locked by the new key", is_locked_since(&before)).await;
    let since = applied(&stage, &financed).await.split_off(levels.len());
    assert_eq!(since, ["free", "locked"], "what the stolen key signed fell away, and came back signed anew");

    // Two people take over. From here on the server alone can't say who signs.
    stage.person("one", "root");
    stage.person("two", "root");
    let sign = |file: &str| {
        for person in ["one", "two"] {
            let key = format!("--key @{person}.key --passphrase-file @{person}.words");
            stage.run(&format!("admin root sign {key} --in @{file} --out @{file}"));
        }
    };
    let people = "--threshold 2 --public @one.key.pub @two.key.pub --valid-days 365";
    stage.run(&format!("admin root draft --replaces @data/keys/1.root {people} --out @two.root"));
    sign("two.root");
    assert_eq!(stage.admin("root install @two.root")["root"], 2);
    let rotated = stage.admin(&format!("keys rotate {}", stage.lender));
    assert_eq!(rotated["in_force"], false, "only people can sign the roster: {rotated}");
    stage.run(&format!("admin keys draft-roster {} --out @next.roster", stage.lender));
    sign("next.roster");
    let installed = stage.admin("keys install-roster @next.roster");
    assert_eq!((&installed["signed_anew"], &installed["failed"]), (&1.into(), &0.into()));
    assert_eq!(command_key(&stage), string(&rotated["key"]));
    // Only the roster under root 2 names the key that signed this.
    let last = financed.phone.sees("locked under the people's root", is_locked_since(&after)).await;
    assert_eq!((&last["level"], &last["refused"]), (&"locked".into(), &Value::Null), "{last}");

    // Whoever holds the phone can check with what it has why it is locked.
    std::fs::write(stage.path("phone.evidence"), financed.phone.evidence().await).unwrap();
    let said = stage.run("verify @phone.evidence");
    assert!(
        said.contains("this phone could lawfully be locked") && said.contains("Everything holds."),
        "{said}"
    );
}
