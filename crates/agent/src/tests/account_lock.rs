//! When the system is told that it needs no account lock any more.

use policy::Level;

use crate::testing::{at, enrolled, locked};

const NOW: &str = "2026-02-19T15:00:00Z";

#[test]
fn the_quittance_lifts_the_account_lock_and_so_does_every_later_start() {
    let (mut server, mut phone) = enrolled(at(NOW));
    let quittance = server.lender.released(2, at(NOW));
    server.publish(&quittance);
    phone.talk(&mut server);
    assert_eq!(phone.lifted, 1);
    phone.pass(60);
    phone.talk(&mut server);
    assert_eq!(phone.lifted, 1, "once for each start");
    phone.restart(&server);
    assert_eq!(phone.lifted, 2, "the power may have been cut before it was done");
}

#[test]
fn nothing_less_lifts_it() {
    let (mut server, mut phone) = locked(at(NOW));
    server.publish(&server.lender.standing(3, at(NOW)));
    phone.talk(&mut server);
    phone.restart(&server);
    assert_eq!((phone.agent.level(), phone.lifted), (Level::None, 0));
}
