use crate::operator::{Operator, server};
use crate::stage::new_contract;
use crate::story::Phone;

/// The contracts a page lists.
fn listed(page: &str) -> Vec<String> {
    let rows = page.split("<th scope=\"row\">").skip(1);
    rows.map(|row| row.split("/console/contracts/").nth(1).unwrap().split('"').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn counts_and_filters() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    let late = server.accepted(new_contract(49_015_420_323_751)).await;
    let phone = Phone::enroll(&server, &late, 3).await;
    let paid = server.accepted(new_contract(35_824_005_111_111)).await;
    server.pay(&paid, 30_000).await;
    let offer = new_contract(35_693_803_564_380);
    let offered = server.offer(offer).await;
    phone.live_until(&server, &late, "2026-03-10").await;
    for (filter, want) in [
        ("", vec![late.id, paid.id, offered.id]),
        ("?status=settled", vec![paid.id]),
        ("?status=offered", vec![offered.id]),
        ("?level=locked", vec![late.id]),
        ("?level=none", vec![]),
        ("?bucket=31-60", vec![late.id]),
        ("?bucket=current", vec![]),
        ("?status=settled&level=locked", vec![]),
        ("?status=unheard-of", vec![late.id, paid.id, offered.id]),
    ] {
        let page = agent.page(&format!("/console{filter}")).await;
        let mut want: Vec<_> = want.iter().map(ToString::to_string).collect();
        want.sort();
        assert_eq!(listed(&page), want, "{filter}");
    }
    let page = agent.page("/console").await;
    for count in [
        "<span>Locked</span><span class=\"num\">1<",
        "<span>31–60 days</span><span class=\"num\">1<",
        "<span>Settled</span><span class=\"num\">1<",
    ] {
        assert!(page.contains(count), "{count}");
    }
}

#[tokio::test]
async fn pages_follow_each_other() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    let mut made = Vec::new();
    for number in 0..120_u64 {
        let new = new_contract(49_015_420_300_000 + number);
        let contract = server.offer(new).await;
        made.push(contract.id.to_string());
    }
    made.sort();
    let (mut seen, mut path) = (Vec::new(), "/console?status=offered".to_owned());
    for _ in 0..4 {
        let page = agent.page(&path).await;
        seen.extend(listed(&page));
        let Some((before, _)) = page.split_once("\" rel=\"next\"") else { break };
        path = before.rsplit_once("href=\"").unwrap().1.replace("&#38;", "&");
    }
    assert_eq!(seen, made);
}
