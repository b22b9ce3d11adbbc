use loan::restructure::Restructuring;
use servicing::Contract;
use servicing::help::{OfferedPlan, PlanOffer};

use super::super::words::{self, money};

/// The open request for help, as the page shows it.
pub(super) struct HelpCard {
    pub(super) wish: &'static str,
    pub(super) asked: String,
    pub(super) note: Option<String>,
    pub(super) offer: Option<OfferLines>,
}

/// What was offered.
pub(super) struct OfferLines {
    pub(super) valid_through: String,
    pub(super) is_binding: bool,
    pub(super) plans: Vec<String>,
}

impl HelpCard {
    /// Nothing unless a request is open.
    pub(super) fn of(contract: &Contract) -> Option<Self> {
        let request = contract.help.open.as_ref()?;
        Some(Self {
            wish: words::wish(request.wish),
            asked: words::moment(&contract.local(request.asked_at)),
            note: request.note.clone(),
            offer: request.offer.as_ref().map(OfferLines::of),
        })
    }
}

impl OfferLines {
    fn of(offer: &PlanOffer) -> Self {
        Self {
            valid_through: words::day(offer.valid_through),
            is_binding: offer.is_binding(),
            plans: offer.plans.iter().map(plan_line).collect(),
        }
    }
}

const fn plan_name(change: &Restructuring) -> &'static str {
    match change {
        Restructuring::ReAge(_) => "New series",
        Restructuring::ReAmortize { .. } => "What is overdue is spread",
        Restructuring::Reschedule(_) => "New schedule",
        Restructuring::ChangeRate { .. } => "New rate",
        Restructuring::InterestPause { .. } => "Days without interest",
        Restructuring::Holiday { .. } => "Payment holiday",
        Restructuring::Forgive(_) => "A part is given up",
    }
}

/// A plan in one line.
pub(in super::super) fn plan_line(OfferedPlan { change, figures }: &OfferedPlan) -> String {
    let end = figures.ends_on.map_or(String::new(), |day| format!(", the last on {}", words::day(day)));
    let waived = if figures.waived.is_positive() {
        format!("; {} is given up", money(figures.waived))
    } else {
        String::new()
    };
    format!(
        "{}: {} of {}{end}; {} to pay in all{waived}",
        plan_name(change),
        words::counted(i64::try_from(figures.installments_left).unwrap_or(i64::MAX), "installment"),
        money(figures.installment),
        money(figures.still_to_pay),
    )
}
