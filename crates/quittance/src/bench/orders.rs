use std::fs::File;
use std::io::Write as _;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use ident::{ContractId, DeviceId, LenderId};
use jiff::Timestamp;
use money::{Currency, Money};
use policy::Level;
use proof::documents::Standing;
use proof::keys::{LenderKey, LocalSigner as _, PublicKey, Signer as _};
use proof::log::{leaf_hash, root_of_path};
use proof::sheet::{SheetTree, SignedSheet};
use proof::{Claims, Digest, Parsed, Party, Unsigned};

use super::say;
use crate::cli::Usage;
use crate::environment::{monotonic, wall_now};

/// So many orders are signed one by one; their time is scaled up to all.
const SIGNED_ALONE: usize = 100_000;
/// So many are read and verified as a phone does it.
const SAMPLE: usize = 1_000;

/// Releases made individually verifiable and durable by one signed sheet, beside one signature each. Both begin
/// with the finished payloads and end when what proves them is on the disk; one thread.
pub(super) fn run(count: u32) -> anyhow::Result<()> {
    ensure!(count > 0, Usage("--orders must be at least 1".to_owned()));
    let (key, at) = (LenderKey::from_seed(&[7; 32]), wall_now());
    let usd: Currency = "USD".parse()?;
    let orders: Vec<Unsigned<Standing>> = (0..u64::from(count)).map(|seq| order(seq, at, usd)).collect();
    let payloads: Vec<Vec<u8>> = orders.iter().map(Unsigned::payload).collect();
    let folder = tempfile::tempdir()?;

    let start = monotonic();
    let names: Vec<Digest> = payloads.iter().map(|payload| Digest::of(payload)).collect();
    let tree = SheetTree::new::<Standing>(&names);
    let sheet = tree.sign(&key)?.context("there are no orders")?;
    let leaves: Vec<u8> = tree.leaves().iter().flat_map(|leaf| leaf.0).collect();
    keep(File::create(folder.path().join("sheet"))?, &[sheet.bytes(), &leaves])?;
    let on_sheet = monotonic().saturating_sub(start);

    let (mut bytes, start) = (0, monotonic());
    for (index, order) in orders.iter().enumerate() {
        bytes += tree.lay(&sheet, index, order).len();
    }
    let laid = monotonic().saturating_sub(start);

    let alone = sign_alone(&key, &payloads, &folder.path().join("alone"))?;
    check(&tree, &sheet, &orders, &names, &key.public_key())?;

    say(&format!("orders                       {count}"));
    say(&format!("one sheet, on disk           {:.3} s", on_sheet.as_secs_f64()));
    say(&format!("one signature each, on disk  {:.3} s", alone.as_secs_f64()));
    say(&format!("ratio                        {} (aim: at least 30)", ratio(alone, on_sheet)));
    say(&format!(
        "laid out for each phone      {:.3} s, {} bytes each",
        laid.as_secs_f64(),
        bytes / orders.len()
    ));
    say(&format!("ratio with laying out        {}", ratio(alone, on_sheet + laid)));
    Ok(())
}

/// A release as it is sent to one phone of many.
fn order(seq: u64, at: Timestamp, usd: Currency) -> Unsigned<Standing> {
    let mut random = [0; 10];
    random[..8].copy_from_slice(&seq.to_be_bytes());
    let (device, contract) = (DeviceId::new(seq, random), ContractId::new(seq, random));
    let claims = Claims {
        issuer: Party::Lender(LenderId::new(1, [1; 10])),
        subject: contract,
        audience: Party::Device(device),
        expires_at: None,
        not_before: None,
        issued_at: at,
    };
    let zero = Money::zero(usd);
    let body = Standing {
        terms: Digest::of(&seq.to_be_bytes()),
        seq,
        level: Level::None,
        overdue: zero,
        outstanding: zero,
        oldest_unpaid_due_on: None,
        next_due: None,
        notices: Vec::new(),
        warrant: None,
        log_proof: None,
        quittance: None,
        hold: None,
        pay_url: "https://pay.example.com/p/7K3M9QXW".to_owned(),
    };
    Unsigned { claims, body }
}

/// The time that all would take.
fn sign_alone(key: &LenderKey, payloads: &[Vec<u8>], path: &std::path::Path) -> anyhow::Result<Duration> {
    let sample = payloads.len().min(SIGNED_ALONE);
    let start = monotonic();
    let signatures: Vec<u8> =
        payloads.iter().take(sample).flat_map(|payload| key.sign_local(payload)).collect();
    let signed = monotonic().saturating_sub(start);
    // As many bytes on the disk as all signatures would be.
    let all: Vec<u8> = signatures.iter().copied().cycle().take(payloads.len() * 64).collect();
    let start = monotonic();
    keep(File::create(path)?, &[&all])?;
    let kept = monotonic().saturating_sub(start);
    let share = u128::try_from(payloads.len())? * signed.as_nanos() / u128::try_from(sample)?;
    Ok(Duration::from_nanos(u64::try_from(share)?) + kept)
}

fn keep(mut file: File, parts: &[&[u8]]) -> anyhow::Result<()> {
    parts.iter().try_for_each(|part| file.write_all(part))?;
    Ok(file.sync_data()?)
}

/// Every path leads to the root; a sample is verified as it would be on a phone.
fn check(
    tree: &SheetTree,
    sheet: &SignedSheet,
    orders: &[Unsigned<Standing>],
    names: &[Digest],
    key: &PublicKey,
) -> anyhow::Result<()> {
    let count = u64::try_from(orders.len())?;
    let root = root_of_path(leaf_hash(names[0].as_bytes()), 0, count, &tree.path(0));
    for (index, name) in (0..).zip(names) {
        let path = tree.path(usize::try_from(index)?);
        let found = root_of_path(leaf_hash(name.as_bytes()), index, count, &path);
        ensure!(found.is_some() && found == root, "order {index} is not on the sheet");
    }
    let step = orders.len().div_ceil(SAMPLE);
    for (index, order) in orders.iter().enumerate().step_by(step) {
        let bytes = tree.lay(sheet, index, order);
        let verified = Parsed::<Standing>::parse(&bytes)?.verify(key)?;
        ensure!(verified.body() == &order.body, "order {index} says something else");
    }
    Ok(())
}

/// With one decimal.
fn ratio(limit: Duration, ours: Duration) -> String {
    let tenths = limit.as_nanos() * 10 / ours.as_nanos().max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}
