//! Partial forgiveness.

use super::common::{base, money};
use jiff::civil::date;
use loan::restructure::{Forgiven, Restructuring};

#[test]
fn what_is_due_goes_first_and_the_rest_is_leveled() {
    let nothing = Forgiven { penalty: money(0), fee: money(0), interest: money(0), principal: money(0) };
    let plan = base().paid(3);
    let on = date(2025, 5, 2);
    // One is missed: 47.48 of principal and 9.26 of interest.
    let some = Restructuring::Forgive(Forgiven { interest: money(926), principal: money(4_748), ..nothing });
    let after = plan.after(on, &some);
    assert!(!after.rows[3].is_open());
    assert_eq!(after.installments(), plan.installments()[1..], "what isn't due is as it was");
    let more = Restructuring::Forgive(Forgiven { interest: money(926), principal: money(14_748), ..nothing });
    let after = plan.after(on, &more);
    // 463.08 − 147.48 over eight at 2 %.
    assert_eq!(after.installments()[..7], [4_308; 7]);
    assert_eq!(after.owed().principal, money(31_560));
    assert_eq!(plan.tried(on, &more).unwrap().waived.principal, money(14_748));
}
