use anyhow::Context as _;
use ident::{ContractId, DeviceId, Imei};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use loan::{Every, InterestMethod, Terms, Unit};
use money::{Currency, Money};
use policy::Pack;
use proof::keys::{Signer as _, SoftDeviceKey};
use servicing::{Borrower, Command, Contract, IncomingPayment, LenderProfile, Offer, decide};
use store::rows::{ContractRow, DeviceRow, LookupKind};
use store::{Claim, Commit};
use tokio::task::JoinSet;

use crate::bench::world::{PACK, Still};

/// Days between two installments, so one contract in so many falls due on a day.
const RHYTHM: u32 = 30;
/// Of those that fell due yesterday, one in so many was not paid.
const UNPAID: u32 = 10;
/// So many inserts wait for the disk at once.
const AT_ONCE: usize = 1024;

/// A portfolio in the store.
pub(super) struct Portfolio {
    /// The contracts about which something happens today.
    pub(super) due: Vec<ContractId>,
    /// How many of them were not paid yesterday.
    pub(super) overdue: usize,
}

impl Portfolio {
    pub(super) async fn insert(world: &Still, contracts: u32, now: Timestamp) -> anyhow::Result<Self> {
        let kinds = Kinds::make(world, now)?;
        let mut portfolio = Self { due: Vec::new(), overdue: 0 };
        let mut running = JoinSet::new();
        for number in 0..contracts {
            let day = number % RHYTHM;
            let is_unpaid = day == RHYTHM - 1 && (number / RHYTHM).is_multiple_of(UNPAID);
            let kind = if is_unpaid {
                &kinds.unpaid
            } else {
                kinds.by_day.get(usize::try_from(day)?).context("no such day")?
            };
            let (contract, commit) = one(kind, number, world)?;
            if day == 0 || is_unpaid {
                portfolio.due.push(contract);
                portfolio.overdue += usize::from(is_unpaid);
            }
            if running.len() >= AT_ONCE {
                running.join_next().await.context("nothing runs")???;
            }
            let store = std::sync::Arc::clone(&world.app.store);
            running.spawn(async move { store.commit(commit).await.map_err(anyhow::Error::from) });
        }
        while let Some(done) = running.join_next().await {
            done??;
        }
        Ok(portfolio)
    }
}

/// One contract of each kind, lived through by the real rules until now; all others are copies with names of
/// their own.
struct Kinds {
    /// By how many days from now the next installment falls due; the last one was paid for yesterday.
    by_day: Vec<Contract>,
    unpaid: Contract,
}

impl Kinds {
    fn make(world: &Still, now: Timestamp) -> anyhow::Result<Self> {
        let today = now.to_zoned(TimeZone::UTC).date();
        let mut by_day = Vec::new();
        for days in 0..RHYTHM - 1 {
            by_day.push(running(world, today.checked_add(Span::new().days(i64::from(days)))?)?);
        }
        let yesterday = today.yesterday()?;
        let unpaid =
            step(&running(world, yesterday)?, Command::Wake { reconciled_to: None }, noon(yesterday)?)?;
        let payment = IncomingPayment {
            id: world.app.new_id(),
            amount: unpaid.account.due_by(yesterday),
            value_on: yesterday,
            rail: "bench".to_owned(),
        };
        by_day.push(step(&unpaid, Command::Pay(payment), noon(yesterday)?)?);
        Ok(Self { by_day, unpaid })
    }
}

/// Accepted and enrolled one period before its first due date.
fn running(world: &Still, first_due_on: Date) -> anyhow::Result<Contract> {
    let starts_on = first_due_on.checked_sub(Span::new().days(i64::from(RHYTHM)))?;
    let usd: Currency = "USD".parse()?;
    let terms = Terms {
        price: Money::from_minor(60_000, usd)?,
        down_payment: Money::zero(usd),
        annual_rate: "24".parse()?,
        interest: InterestMethod::Declining,
        installments: 12,
        every: Every { count: u16::try_from(RHYTHM)?, unit: Unit::Day },
        starts_on,
        first_due_on,
        conventions: Default::default(),
        advances: Vec::new(),
        down_payment_percent: None,
        fees: Vec::new(),
    };
    let settings = &world.lender.settings;
    let offer = Offer {
        id: world.app.new_id(),
        lender: world.lender.id,
        lender_profile: LenderProfile { name: world.lender.name.clone(), contact: settings.contact.clone() },
        borrower: Borrower {
            name: "Borrower 0".to_owned(),
            phone: Some("+1 555 0101".to_owned()),
            email: None,
            language: "en".to_owned(),
        },
        device_id: world.app.new_id(),
        imeis: vec![Imei::from_body(35_000_000_000_000).context("no such IMEI")?],
        serial: "BENCH-0".to_owned(),
        model: "Benchmark phone".to_owned(),
        terms,
        rules: Default::default(),
        time_zone: "UTC".to_owned(),
        payment_reference: "BENCH0".to_owned(),
        external_reference: None,
        pay_url: "http://127.0.0.1/pay/BENCH0".to_owned(),
    };
    let at = noon(starts_on)?;
    let offered = offer.make(&Pack::from_toml(PACK)?, at)?.contract;
    let accepted = step(&offered, Command::Accept, at)?;
    let key = SoftDeviceKey::from_seed(&[7; 32]).public_key();
    step(&accepted, Command::Enroll { key }, at)
}

fn noon(day: Date) -> anyhow::Result<Timestamp> {
    Ok(day.to_zoned(TimeZone::UTC)?.timestamp().checked_add(SignedDuration::from_hours(12))?)
}

fn step(contract: &Contract, command: Command, at: Timestamp) -> anyhow::Result<Contract> {
    Ok(decide(contract, command, &Pack::from_toml(PACK)?, at)?.contract)
}

/// A copy with names of its own, and the rows that a new contract and its device take.
fn one(kind: &Contract, number: u32, world: &Still) -> anyhow::Result<(ContractId, Commit)> {
    let mut contract = kind.clone();
    contract.id = world.app.new_id();
    contract.device.id = world.app.new_id::<DeviceId>();
    let imei = Imei::from_body(35_000_000_000_000 + u64::from(number)).context("no such IMEI")?;
    contract.device.imeis = vec![imei];
    contract.device.serial = format!("BENCH-{number}");
    contract.borrower.name = format!("Borrower {number}");
    contract.payment_reference = format!("BENCH{number}");
    contract.version = 1;
    let (id, device) = (contract.id, contract.device.id);
    let row = ContractRow {
        id,
        lender: contract.lender,
        version: 1,
        status: contract.status.as_str().to_owned(),
        clock: world.lender.clock(),
        device,
        external_reference: None,
        next_action_at: contract.next_action_at,
        state: serde_json::to_string(&contract)?,
        created_at: contract.created_at,
        updated_at: contract.created_at,
    };
    let data = serde_json::json!({ "imeis": contract.device.imeis, "serial": contract.device.serial });
    let mut commit = Commit::of(row, 0);
    commit.device = Some(DeviceRow {
        id: device,
        lender: contract.lender,
        contract: id,
        data: data.to_string(),
        created_at: contract.created_at,
        last_seen_at: None,
    });
    commit.claims = vec![Claim { kind: LookupKind::Imei, key: imei.to_string(), device: Some(device) }];
    Ok((id, commit))
}
