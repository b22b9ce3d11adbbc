//! The types of events that a webhook endpoint can ask for.

/// All of them, in the order of a contract's life.
pub(super) const EVENT_KINDS: [&str; 68] = [
    "contract.offered",
    "contract.accepted",
    "contract.cancelled",
    "device.invited",
    "device.enrolled",
    "device.recovered",
    "device.key_replaced",
    "installment.due",
    "installment.overdue",
    "notice.issued",
    "notice.delivered",
    "notice.effective",
    "restriction.raised",
    "restriction.lowered",
    "restriction.renewed",
    "device.level_applied",
    "device.receipt_kept",
    "device.ahead",
    "code.issued",
    "payment.received",
    "payment.reversed",
    "payment.suspended",
    "payment.reversal_waiting",
    "payment.reversed_early",
    "payment.conflict",
    "transaction.reversed",
    "charge.added",
    "charge.lapsed",
    "charge.adjusted",
    "debt.waived",
    "debt.credited",
    "payment.charged_back",
    "credit.refunded",
    "debt.written_off",
    "debt.charged_off",
    "delinquency.paused",
    "delinquency.resumed",
    "plan.accepted",
    "help.asked",
    "help.plans_offered",
    "help.plans_approved",
    "help.ended",
    "return.advanced",
    "delinquency.cured",
    "hold.placed",
    "hold.released",
    "payoff.agreed",
    "payoff.lapsed",
    "settlement.offered",
    "settlement.approved",
    "settlement.withdrawn",
    "settlement.lapsed",
    "settlement.accepted",
    "settlement.undone",
    "contract.settled",
    "quittance.issued",
    "contract.released_by_ombudsman",
    "contract.unsecured",
    "feed.reconciled",
    "approval.asked",
    "approval.granted",
    "lender.frozen",
    "lender.thawed",
    "lender.releasing",
    "rollout.stopped",
    "rollout.resumed",
    "lender.released",
    "restriction.without_right",
];

#[cfg(test)]
mod tests {
    use super::EVENT_KINDS;

    const CONTRACT_EVENTS: &str = include_str!("../../../servicing/src/event.rs");

    #[test]
    fn every_event_of_a_contract_can_be_asked_for() {
        let renamed = CONTRACT_EVENTS.split("rename = \"").skip(1).filter_map(|rest| rest.split('"').next());
        let kinds: Vec<&str> = renamed.collect();
        assert!(kinds.len() > 20, "the source has another form now: {kinds:?}");
        for kind in kinds {
            assert!(EVENT_KINDS.contains(&kind), "{kind}");
        }
    }
}
