use jiff::SignedDuration;
use phone::{Fleet, FleetPhone};
use policy::Level;
use server::jobs;
use servicing::Contract;

use super::world::World;

/// Days of one cycle: overdue on the first, locked on the second.
pub(super) const CYCLE_DAYS: u16 = 2;
/// One installment a day.
pub(super) const MOST_INSTALLMENTS: u16 = 600;

/// A phone that talks with the server, and its contract as it was when the phone enrolled.
pub(super) struct Connected {
    pub(super) phone: FleetPhone,
    pub(super) contract: Contract,
}

pub(super) async fn connect(world: &World, fleet: &Fleet, number: u32) -> anyhow::Result<Connected> {
    let (contract, code) = world.contract(u64::from(number), MOST_INSTALLMENTS).await?;
    let device = &contract.device;
    let identity = agent::Identity {
        imeis: device.imeis.clone(),
        serial: device.serial.clone(),
        model: device.model.clone(),
    };
    Ok(Connected { phone: fleet.enroll(code, identity).await?, contract })
}

/// Lets two days pass: the notice is shown and proved on the first, the lock follows on the second.
pub(super) async fn lock_all(world: &World, connected: &mut [Connected]) -> anyhow::Result<()> {
    for _ in 0..=CYCLE_DAYS * 2 {
        let now = world.app.now_for(&world.lender).await?;
        let to = now.checked_add(SignedDuration::from_hours(24))?;
        jobs::advance_test_clock(&world.app, &world.lender, to).await?;
        let mut locked = true;
        for one in connected.iter_mut() {
            one.phone.check_in().await?;
            locked &= one.phone.level() == Level::Locked;
        }
        if locked {
            return Ok(());
        }
    }
    anyhow::bail!("the phones were not locked in time")
}
