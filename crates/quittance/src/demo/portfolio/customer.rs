use anyhow::Context as _;
use ident::{ContractId, Imei};
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use loan::{Conventions, Every, InterestMethod, Terms, Unit};
use money::Money;
use phone::{Fleet, FleetPhone};
use policy::PackId;
use server::NewContract;
use server::payments::{Notification, Target, ingest};
use servicing::{Borrower, Command, Contract, HoldKind};

use super::Habit;
use crate::demo::stage::Stage;

/// Models the shop sells, with their price in whole shillings.
const MODELS: [(&str, i64); 3] = [("Lumen Mini", 12_000), ("Lumen One", 24_000), ("Lumen Max", 48_000)];
const PACKS: [&str; 4] = ["house", "us-nj", "house", "in-rbi-2026-draft"];

/// Somebody with a contract and, once accepted, a phone.
pub(super) struct Customer {
    number: u32,
    habit: Habit,
    contract: ContractId,
    phone: Option<FleetPhone>,
    /// Counts payments, for their names on the rail.
    paid: u64,
    has_bounced: bool,
}

impl Customer {
    /// Comes into the shop.
    pub(super) async fn arrive(
        stage: &Stage,
        fleet: &Fleet,
        number: u32,
        habit: Habit,
    ) -> anyhow::Result<Self> {
        let (app, lender) = (&stage.app, &stage.context);
        let now = app.now_for(lender).await?;
        let today = now.to_zoned(jiff::tz::TimeZone::get(&lender.settings.time_zone)?).date();
        let offered = app.create_contract(lender, new_contract(number, today)?, &|_, _| {}).await?;
        let mut customer =
            Self { number, habit, contract: offered.contract.id, phone: None, paid: 0, has_bounced: false };
        match habit {
            Habit::Ponders => return Ok(customer),
            Habit::Declines => {
                app.execute(lender, customer.contract, Command::Cancel, &|_, _| {}).await?;
                return Ok(customer);
            }
            _ => {}
        }
        app.execute(lender, customer.contract, Command::Accept, &|_, _| {}).await?;
        // Now and then a phone is set up at home, later.
        if !number.is_multiple_of(23) {
            let (code, claim) = app.enrollment_code(lender, now);
            let claim =
                |_: &servicing::Decision, commit: &mut store::Commit| commit.claims.push(claim.clone());
            let invited = app.execute(lender, customer.contract, Command::InviteDevice, &claim).await?;
            let device = &invited.contract.device;
            let identity = agent::Identity {
                imeis: device.imeis.clone(),
                serial: device.serial.clone(),
                model: device.model.clone(),
            };
            customer.phone = Some(fleet.enroll(code, identity).await?);
        }
        Ok(customer)
    }

    /// One day of customer and phone.
    pub(super) async fn live(&mut self, stage: &Stage) -> anyhow::Result<()> {
        if let Some(phone) = &mut self.phone {
            phone.check_in().await?;
        }
        let contract =
            stage.app.contract_of(stage.context.id, self.contract).await?.context("no contract")?;
        if contract.is_active() {
            self.act(stage, &contract).await?;
        }
        Ok(())
    }

    async fn act(&mut self, stage: &Stage, contract: &Contract) -> anyhow::Result<()> {
        let today = contract.day(stage.app.now_for(&stage.context).await?);
        let due = contract.account.due_by(today);
        let owed_since = contract.account.oldest_unpaid_due_on().filter(|due_on| *due_on <= today);
        let is_late = |days: i64| owed_since.is_some_and(|since| since.saturating_add(days.days()) <= today);
        let amount = match self.habit {
            Habit::Punctual | Habit::Bounces if due.is_positive() => Some(due),
            Habit::Late(days) if is_late(days) => Some(due),
            Habit::Stops(paid) | Habit::Disputes(paid) if self.paid < paid && due.is_positive() => Some(due),
            Habit::PaysOff(paid) if self.paid < paid && due.is_positive() => Some(due),
            Habit::PaysOff(paid) if self.paid == paid => Some(contract.account.payoff_quote(today).total),
            Habit::Half if is_late(12) => Some(due.ratio(1, 2)?),
            _ => None,
        };
        if let Some(amount) = amount.filter(|amount| amount.is_positive()) {
            self.pay(stage, amount, today).await?;
        }
        if matches!(self.habit, Habit::Disputes(paid) if self.paid >= paid)
            && is_late(20)
            && contract.holds.is_empty()
        {
            let dispute = Command::PlaceHold { kind: HoldKind::Dispute, until: None };
            stage.app.execute(&stage.context, self.contract, dispute, &|_, _| {}).await?;
        }
        Ok(())
    }

    async fn pay(&mut self, stage: &Stage, amount: Money, today: Date) -> anyhow::Result<()> {
        self.paid += 1;
        let name = format!("portfolio-{}-{}", self.number, self.paid);
        let mut payment = Notification::payment("sandbox", &name, amount, Target::Contract(self.contract));
        payment.value_on = Some(today);
        ingest(&stage.app, &stage.context, payment, None).await?;
        if self.habit == Habit::Bounces && !self.has_bounced && self.paid == 2 {
            self.has_bounced = true;
            let reversal = Notification::reversal("sandbox", &format!("{name}-back"), amount, &name);
            ingest(&stage.app, &stage.context, reversal, None).await?;
        }
        Ok(())
    }
}

fn new_contract(number: u32, today: Date) -> anyhow::Result<NewContract> {
    let index = usize::try_from(number)?;
    let (model, price) = MODELS[index % MODELS.len()];
    let is_weekly = number.is_multiple_of(4);
    let every =
        if is_weekly { Every { count: 1, unit: Unit::Week } } else { Every { count: 1, unit: Unit::Month } };
    let currency = "KES".parse()?;
    let price = Money::from_minor(price * 100, currency)?;
    let terms = Terms {
        price,
        down_payment: price.ratio(1, 6)?,
        annual_rate: "18".parse()?,
        interest: if number.is_multiple_of(5) { InterestMethod::Flat } else { InterestMethod::Declining },
        installments: if is_weekly { 20 } else { [3, 4, 6, 9, 12][index % 5] },
        every,
        starts_on: today,
        first_due_on: today.checked_add(if is_weekly {
            Span::new().weeks(1)
        } else {
            Span::new().months(1)
        })?,
        conventions: Conventions::default(),
        advances: Vec::new(),
        down_payment_percent: None,
        fees: Vec::new(),
    };
    Ok(NewContract {
        borrower: Borrower {
            name: format!("Borrower {number}"),
            phone: Some(format!("+254 700 {number:06}")),
            email: None,
            language: "en".to_owned(),
        },
        imeis: vec![Imei::from_body(35_700_000_000_000 + u64::from(number)).context("no such IMEI")?],
        serial: format!("LP-{number:05}"),
        model: model.to_owned(),
        terms,
        time_zone: None,
        policy_pack: Some(PackId(PACKS[index / 4 % PACKS.len()].to_owned())),
        external_reference: Some(format!("LM-{number:05}")),
    })
}
