use std::time::Duration;

use agent::inspect::{Finding, Papers};
use anyhow::{Context as _, ensure};
use phone::Fleet;
use proof::authority::Role;
use proof::documents::Standing;
use proof::keys::{LenderKey, LocalSigner as _, Signer as _};
use proof::{Parsed, Verified};
use server::payments;

use super::phones::{connect, lock_all};
use super::say;
use super::world::World;
use crate::environment::{OsEntropy, monotonic};

/// Rounds of each kind, taken in turn so that a change of the machine's mood meets all.
const ROUNDS: u32 = 5;

/// What one phone's real lock costs to check on one core: the standing's form and signature, and every check of the
/// restriction with its warrant, receipts and log proof; beside a bare Ed25519 verification of as many bytes.
pub(super) async fn run(time: Duration) -> anyhow::Result<()> {
    let world = World::start("2026-01-05T06:00:00Z".parse()?).await?;
    // Without a rail nothing is known of payments, and nothing may be restricted.
    payments::put_rail(
        &world.app,
        world.lender.id,
        "sandbox",
        "sandbox",
        &["of this benchmark only".to_owned()],
    )
    .await?;
    let fleet = Fleet::new(std::sync::Arc::new(monotonic), Box::new(OsEntropy));
    let mut phones = vec![connect(&world, &fleet, 0).await?];
    lock_all(&world, &mut phones).await?;
    let locked = Locked::read(&world, phones[0].contract.id).await?;
    drop(phones);
    world.stop().await?;
    report(&locked, time / (3 * ROUNDS))
}

/// A lock in force and what it is checked against.
struct Locked {
    papers: Papers,
    trust: proof::authority::Trust,
    standing: Vec<u8>,
}

impl Locked {
    async fn read(world: &World, id: ident::ContractId) -> anyhow::Result<Self> {
        let contract = world.app.contract_of(world.lender.id, id).await?.context("no contract")?;
        let standing = world.app.store.current_standing(contract.device.id).await?.context("no standing")?;
        let documents = world.app.store.documents(id).await?;
        let terms = documents.into_iter().find(|row| row.kind == "terms").context("no terms")?;
        let device = contract.device.enrolled.context("no device")?;
        let trust = world.lender.authority.trust().clone();
        let (_, papers) = Papers::open(&trust, &terms.bytes, device.key);
        let papers = papers.context("the terms don't hold")?;
        ensure!(papers.standing(&standing.bytes, None).iter().all(Finding::holds), "the lock does not hold");
        Ok(Self { papers, trust, standing: standing.bytes })
    }

    fn verify(&self) -> Option<Verified<Standing>> {
        let parsed = Parsed::<Standing>::parse(&self.standing).ok()?;
        self.trust.verify(parsed, Role::Command).ok().map(|(standing, _)| standing)
    }

    fn holds(&self) -> bool {
        self.papers.standing(&self.standing, None).iter().all(Finding::holds)
    }
}

fn report(locked: &Locked, slice: Duration) -> anyhow::Result<()> {
    let key = LenderKey::from_seed(&[7; 32]);
    let (public, signature) = (key.public_key(), key.sign_local(&locked.standing));
    let (mut bare, mut signed, mut whole) = (0, 0, 0);
    for _ in 0..ROUNDS {
        bare += count(slice, || public.is_signature(&locked.standing, &signature))?;
        signed += count(slice, || locked.verify().is_some())?;
        whole += count(slice, || locked.holds())?;
    }
    let rate = |count: u64| u128::from(count) * 1000 / (slice * ROUNDS).as_millis().max(1);
    say(&format!("standing of a locked phone   {} bytes", locked.standing.len()));
    say(&format!("form and signature           {} /s", rate(signed)));
    say(&format!("all checks of the lock       {} /s", rate(whole)));
    say(&format!("bare Ed25519                 {} /s", rate(bare)));
    say(&format!("ratio, form and signature    {} %", signed * 100 / bare.max(1)));
    say(&format!("ratio, all checks            {} %", whole * 100 / bare.max(1)));
    Ok(())
}

/// How often something that must succeed is done in that time, on this thread.
fn count(time: Duration, mut verify: impl FnMut() -> bool) -> anyhow::Result<u64> {
    let (start, mut count) = (monotonic(), 0);
    while monotonic().saturating_sub(start) < time {
        ensure!(verify(), "a verification failed");
        count += 1;
    }
    Ok(count)
}
