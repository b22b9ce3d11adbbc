use std::sync::Arc;

use super::approvals::news;
use super::budgets::rise;
use super::sample::{at, change, create, lender};
use crate::rows::{Restricts, RiseRow, RolloutPlace, RolloutTold};
use crate::{Commit, CommitError, Page, Store, Withheld};

const PACK: [u8; 32] = [5; 32];

fn restrict(mut commit: Commit, seconds: i64, most: Option<u64>) -> Commit {
    let rollout = Some(RolloutPlace { pack: PACK, most });
    commit.restricts = Some(Restricts::Rise(RiseRow { rollout, ..rise(seconds, 99) }));
    commit
}

fn told(mut commit: Commit, seconds: u8, case: bool) -> Commit {
    commit.rollout_told = Some(RolloutTold {
        pack: PACK,
        at: at(i64::from(seconds)),
        lifted: true,
        case,
        fewest_cases: 2,
        lifted_per_case: 2,
        stopped: news(100 + seconds, 1),
    });
    commit
}

async fn withheld(store: &Arc<dyn Store>, commit: Commit) -> Option<Withheld> {
    let why = |error| if let CommitError::Withheld(why) = error { Some(why) } else { None };
    store.commit(commit).await.err().map(|error| why(error).unwrap())
}

pub async fn a_stage_takes_so_many_different_phones(store: Arc<dyn Store>) {
    assert_eq!(store.rollout(lender(1), &PACK).await.unwrap(), None);
    assert_eq!(withheld(&store, restrict(create(1, 1), 1, Some(2))).await, None);
    assert_eq!(withheld(&store, restrict(create(2, 1), 2, Some(2))).await, None);
    assert_eq!(withheld(&store, restrict(create(3, 1), 3, Some(2))).await, Some(Withheld::RolloutStage));
    // A phone that is in it may be restricted further; another lender has a rollout of its own.
    assert_eq!(withheld(&store, restrict(change(1, 1, 1), 4, Some(2))).await, None);
    assert_eq!(withheld(&store, restrict(create(4, 2), 5, Some(1))).await, None);
    assert_eq!(withheld(&store, restrict(create(3, 1), 6, None)).await, None);
    let row = store.rollout(lender(1), &PACK).await.unwrap().unwrap();
    assert_eq!((row.phones, row.since, row.stopped_at), (3, at(1), None));
    assert_eq!(store.rollouts(lender(1)).await.unwrap(), [row]);
}

pub async fn cases_stop_it_and_people_let_it_go_on(store: Arc<dyn Store>) {
    assert_eq!(withheld(&store, restrict(create(1, 1), 1, None)).await, None);
    for (version, case) in [(1, false), (2, false), (3, true)] {
        store.commit(told(change(1, 1, version), 2, case)).await.unwrap();
    }
    assert_eq!(store.rollout(lender(1), &PACK).await.unwrap().unwrap().stopped_at, None);
    store.commit(told(change(1, 1, 4), 3, true)).await.unwrap();
    assert_eq!(store.rollout(lender(1), &PACK).await.unwrap().unwrap().stopped_at, None, "one in two");
    let feed = async || store.lender_events(lender(1), Page::first(9)).await.unwrap().len();
    assert_eq!(feed().await, 0);
    store.commit(told(change(1, 1, 5), 4, true)).await.unwrap();
    assert_eq!(feed().await, 1, "told when it stops by itself");
    store.commit(told(change(1, 1, 6), 5, true)).await.unwrap();
    assert_eq!(feed().await, 1, "and once");
    let stopped = store.rollout(lender(1), &PACK).await.unwrap().unwrap();
    assert_eq!((stopped.lifted, stopped.cases, stopped.stopped_at), (6, 4, Some(at(4))), "at the first time");
    for commit in [restrict(create(2, 1), 6, None), restrict(change(1, 1, 7), 6, None)] {
        assert_eq!(withheld(&store, commit).await, Some(Withheld::RolloutStopped));
    }
    assert!(store.resume_rollout(lender(1), &PACK, at(7), news(1, 1)).await.unwrap());
    assert!(!store.resume_rollout(lender(1), &PACK, at(8), news(2, 1)).await.unwrap());
    let running = store.rollout(lender(1), &PACK).await.unwrap().unwrap();
    assert_eq!((running.since, running.lifted, running.cases, running.stopped_at), (at(7), 0, 0, None));
    assert!(store.stop_rollout(lender(1), &PACK, at(9), news(3, 1)).await.unwrap());
    assert!(!store.stop_rollout(lender(1), &PACK, at(10), news(4, 1)).await.unwrap());
    assert_eq!(store.rollout(lender(1), &PACK).await.unwrap().unwrap().stopped_at, Some(at(9)));
}

pub async fn what_has_no_rollout_counts_nowhere(store: Arc<dyn Store>) {
    store.commit(told(create(1, 1), 1, true)).await.unwrap();
    assert_eq!(store.rollouts(lender(1)).await.unwrap(), []);
    assert!(!store.stop_rollout(lender(1), &PACK, at(1), news(1, 1)).await.unwrap());
}
