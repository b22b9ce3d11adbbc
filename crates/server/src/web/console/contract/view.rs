use askama::Template;
use money::Money;
use policy::PackRef;
use servicing::{Contract, ContractStatus, HoldKind, Refusal};
use store::rows::{PaymentFilter, PaymentRow};
use store::{Page, StoreError};

use super::super::denied::Denied;
use super::super::fragment::Fragment;
use super::super::signed_in::SignedIn;
use super::super::{timeline, words};
use super::giving_back::{Filled, Next, ReturnCard};
use super::help::HelpCard;
use super::paper::{self, DocumentLine, InstallmentLine};
use super::settlement::{SettlementCard, Settling};
use super::state;
use crate::{App, LenderContext, persist};

/// Payments without a contract that are shown: enough to spot one, few enough to read.
const MAX_SUSPENSE: u32 = 5;

/// What came of an action.
pub(in super::super) struct Banner {
    pub(in super::super) tone: &'static str,
    pub(in super::super) text: String,
}

/// What an action brought, and what was typed.
#[derive(Default)]
pub(in super::super) struct Shown {
    pub(in super::super) banner: Option<Banner>,
    pub(in super::super) code: Option<Code>,
    pub(in super::super) filled: Filled,
    pub(in super::super) settling: Settling,
}

/// What an action shows once.
pub(in super::super) enum Code {
    Enrollment(EnrollmentCode),
    Offline(OfflineCode),
}

/// An offline code.
pub(in super::super) struct OfflineCode {
    pub(in super::super) spoken: String,
    pub(in super::super) message: String,
}

/// An enrollment code.
pub(in super::super) struct EnrollmentCode {
    pub(in super::super) text: String,
    pub(in super::super) svg: String,
    pub(in super::super) expires: String,
}

/// One contract on one page.
#[derive(Template)]
#[template(path = "console/contract.html")]
pub(super) struct ContractPage {
    me: SignedIn,
    banner: Option<Banner>,
    code: Option<Code>,
    id: String,
    lender: String,
    borrower: String,
    contact: String,
    language: String,
    device: String,
    imeis: Vec<String>,
    serial: String,
    status: &'static str,
    status_tone: &'static str,
    payment_reference: String,
    external_reference: Option<String>,
    pay_url: String,
    pack: PackRef,
    state: Fragment,
    timeline: Fragment,
    installments: Vec<InstallmentLine>,
    documents: Vec<DocumentLine>,
    earlier_documents: Vec<DocumentLine>,
    suspense: Vec<String>,
    holds: Vec<(&'static str, &'static str)>,
    free_holds: Vec<(&'static str, &'static str)>,
    help: Option<HelpCard>,
    giving_back: Option<ReturnCard>,
    can_ask: bool,
    settlement: Option<SettlementCard>,
    can_invite: bool,
    can_give_code: bool,
    can_free: bool,
    can_cancel: bool,
}

impl ContractPage {
    pub(super) async fn read(
        app: &App,
        me: SignedIn,
        lender: &LenderContext,
        contract: &Contract,
        shown: Shown,
    ) -> Result<Self, Denied> {
        let Shown { banner, code, filled, settling } = shown;
        let today = contract.day(app.now_for(lender).await?);
        let giving_back = ReturnCard::of(contract, today, filled).map_err(|_| Denied::Unavailable)?;
        let documents = app.store.documents(contract.id).await?;
        let leaves = app.store.leaves_of(contract.id).await?;
        let (documents, earlier_documents) = paper::documents(contract, &documents, &leaves);
        let state = Fragment::of(&state::read(app, lender, contract).await?)?;
        let timeline = Fragment::of(&timeline::timeline(app, contract).await?)?;
        let held = |kind: &HoldKind| contract.holds.iter().any(|hold| hold.kind == *kind);
        let named = |kind: HoldKind| (kind.as_str(), words::hold_name(kind));
        let all = [HoldKind::PendingPayment, HoldKind::Dispute, HoldKind::Hardship];
        let active = contract.is_active();
        Ok(Self {
            banner,
            code,
            id: contract.id.to_string(),
            lender: lender.name.clone(),
            borrower: contract.borrower.name.clone(),
            contact: contact(contract),
            language: contract.borrower.language.clone(),
            device: contract.device.model.clone(),
            imeis: contract.device.imeis.iter().map(ToString::to_string).collect(),
            serial: contract.device.serial.clone(),
            status: words::status_name(contract.status),
            status_tone: words::status_tone(contract.status),
            payment_reference: contract.payment_reference.clone(),
            external_reference: contract.external_reference.clone(),
            pay_url: contract.pay_url.clone(),
            pack: contract.pack.clone(),
            state,
            timeline,
            installments: paper::installments(contract, today),
            documents,
            earlier_documents,
            suspense: suspense(app, contract).await?,
            holds: all
                .into_iter()
                .filter(held)
                .filter(|kind| may_release(contract, *kind))
                .map(named)
                .collect(),
            free_holds: all.into_iter().filter(|kind| active && !held(kind)).map(named).collect(),
            help: HelpCard::of(contract),
            giving_back,
            can_ask: active && contract.help.open.is_none() && !contract.account.is_settled(),
            settlement: SettlementCard::of(contract, today, settling),
            can_invite: active && contract.device.enrolled.is_none() && !held(&HoldKind::ReleasedByLender),
            can_give_code: active && contract.device.enrolled.is_some(),
            can_free: contract.restriction.quittance.is_some() && contract.device.enrolled.is_some(),
            can_cancel: contract.status == ContractStatus::Offered,
            me,
        })
    }
}

/// The hold of a request ends with the request.
fn may_release(contract: &Contract, kind: HoldKind) -> bool {
    kind != HoldKind::Hardship || !contract.asks_for_help()
}

fn contact(contract: &Contract) -> String {
    let borrower = &contract.borrower;
    let known = borrower.phone.iter().chain(&borrower.email).map(|contact| words::masked(contact));
    known.collect::<Vec<_>>().join(", ")
}

/// Payments of this lender that wait for a contract, in this contract's currency: one may be the borrower's.
async fn suspense(app: &App, contract: &Contract) -> Result<Vec<String>, StoreError> {
    let filter = PaymentFilter { contract: None, status: Some("suspense".to_owned()) };
    let rows = app.store.payments(contract.lender, filter, Page::first(MAX_SUSPENSE)).await?;
    let own = rows.iter().filter(|row| row.currency == contract.currency().code());
    Ok(own.filter_map(|row| waiting(row, contract)).collect())
}

fn waiting(row: &PaymentRow, contract: &Contract) -> Option<String> {
    let amount = words::money(Money::from_minor(row.minor, contract.currency()).ok()?);
    let day = words::day(persist::day_from_epoch(row.value_on));
    let reference =
        row.reference.as_deref().map_or("no reference".to_owned(), |text| format!("reference “{text}”"));
    Some(format!("{amount} of {day} by {}, {reference}", row.rail))
}

impl Banner {
    /// Why nothing was done.
    pub(in super::super) fn refused(refusal: &Refusal) -> Self {
        Self { tone: "lock", text: format!("Nothing was changed: {refusal}.") }
    }

    /// Whoever can make operators must not be able to make approvals.
    pub(in super::super) fn too_new() -> Self {
        let text =
            "Nothing was changed: this operator was made after the offer; it takes one who was there before.";
        Self { tone: "lock", text: text.to_owned() }
    }

    /// What an action's redirect says came of it.
    pub(in super::super) fn done(word: &str) -> Option<Self> {
        let text = match word {
            "hold-placed" => "The hold is placed. No restriction rises while it is open.",
            "hold-released" => "The hold is released.",
            "help-asked" => "Help is asked for. Nothing is restricted until the request ends.",
            "plans-offered" => "The plans are offered.",
            "plans-approved" => "The offer is approved.",
            "return-advanced" => "The step is noted.",
            "help-declined" => "The request for help is declined.",
            "settlement-offered" => "The settlement is offered.",
            "settlement-approved" => "The settlement is approved.",
            "settlement-withdrawn" => "The offer to settle is withdrawn.",
            "canceled" => "The offer is withdrawn.",
            _ => return None,
        };
        Some(Self { tone: "free", text: text.to_owned() })
    }
}
