use std::hint::black_box;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use jiff::civil::date;
use loan::{Conventions, Every, InterestBasis, InterestMethod, Schedule, Terms, Unit};
use money::Money;
use rust_decimal::Decimal;

use super::say;
use crate::cli::Usage;
use crate::environment::monotonic;

const INSTALLMENTS: u16 = 12;
/// What the formula of level installments needs of each installment at least: two products for the installment, one
/// for its interest, and the rounding of each, which is a division.
const STEPS: u16 = 3 * INSTALLMENTS;
/// The same loan by the library that everyone checks with: microseconds a schedule.
const PYTHON: &str = "
import time
import numpy
import numpy_financial as financial
periods, count = numpy.arange(1, 13), 2000
start = time.perf_counter()
for number in range(count):
    principal = -(600 + number)
    financial.pmt(0.02, 12, principal)
    financial.ipmt(0.02, periods, 12, principal)
    financial.ppmt(0.02, periods, 12, principal)
print((time.perf_counter() - start) / count * 1e6)
";

/// Schedules of twelve level installments, days counted, beside as many products and quotients of decimals as the
/// formula needs at least, and beside numpy-financial if `python` has it. One thread.
pub(super) fn run(count: u32, python: &str) -> anyhow::Result<()> {
    ensure!(count > 0, Usage("--schedules must be at least 1".to_owned()));
    let mut terms = terms()?;
    let start = monotonic();
    for number in 0..i64::from(count) {
        terms.price = Money::from_minor(60_000 + number % 10_000, terms.price.currency())?;
        black_box(Schedule::of(black_box(&terms))?);
    }
    let schedule = each(monotonic().saturating_sub(start), count);
    let limit = limit(count)?;
    say(&format!("schedules                    {count} of {INSTALLMENTS} installments"));
    say(&format!("each                         {schedule:.2} us"));
    say(&format!("{STEPS} products and quotients   {limit:.2} us"));
    say(&format!("ratio                        {:.1}", ratio(schedule, limit)));
    match numpy(python) {
        Ok(numpy) => {
            say(&format!("numpy-financial              {numpy:.2} us"));
            say(&format!("ratio                        {:.1} times as fast", ratio(numpy, schedule)));
        }
        Err(error) => say(&format!("numpy-financial              not at hand: {error:#}")),
    }
    Ok(())
}

fn terms() -> anyhow::Result<Terms> {
    let price = Money::from_minor(60_000, "USD".parse()?)?;
    Ok(Terms {
        price,
        down_payment: Money::zero(price.currency()),
        annual_rate: "24".parse()?,
        interest: InterestMethod::Declining,
        installments: INSTALLMENTS,
        every: Every { count: 1, unit: Unit::Month },
        starts_on: date(2025, 1, 31),
        first_due_on: date(2025, 2, 28),
        conventions: Conventions { interest_basis: InterestBasis::Daily, ..Conventions::default() },
        advances: Vec::new(),
        down_payment_percent: None,
        fees: Vec::new(),
    })
}

/// Microseconds of the bare arithmetic.
fn limit(count: u32) -> anyhow::Result<f64> {
    let factor = Decimal::from_str_exact("1.019999999999999999")?;
    let start = monotonic();
    for number in 0..count {
        let mut value = Decimal::from(60_000 + number % 10_000);
        for _ in 0..STEPS {
            value = black_box(value).checked_mul(factor).context("overflow")?;
            value = black_box(value).checked_div(factor).context("overflow")?.trunc_with_scale(15);
        }
        black_box(value);
    }
    Ok(each(monotonic().saturating_sub(start), count))
}

fn numpy(python: &str) -> anyhow::Result<f64> {
    let output = Command::new(python).args(["-c", PYTHON]).output().with_context(|| python.to_owned())?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{}", said.lines().last().unwrap_or("python failed"));
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}

/// Microseconds of one.
#[expect(clippy::float_arithmetic, reason = "a measured time, not money")]
fn each(all: Duration, count: u32) -> f64 {
    all.as_secs_f64() * 1e6 / f64::from(count)
}

#[expect(clippy::float_arithmetic, reason = "a measured time, not money")]
fn ratio(a: f64, b: f64) -> f64 {
    a / b
}
