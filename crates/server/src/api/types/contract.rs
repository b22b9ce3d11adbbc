use ident::{ContractId, DeviceId, Imei};
use proof::Digest;
use serde::Serialize;
use utoipa::ToSchema;

use super::words::{self, Interest, Unit};
use super::{
    Amount, Balances, Day, DelinquencyView, HoldView, InstallmentView, Instant, PayoffAgreementView,
    PolicyRef, RestrictionView, SettlementView, id,
};

/// A contract with everything about it. All amounts are in `currency`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContractView {
    /// Its identifier.
    #[schema(value_type = id::ContractId)]
    pub(crate) id: ContractId,
    /// Where in its life it stands.
    #[schema(value_type = words::ContractStatus)]
    pub(crate) status: servicing::ContractStatus,
    /// Counts every change.
    #[schema(example = 1)]
    pub(crate) version: u64,
    /// When it was offered.
    pub(crate) created_at: Instant,
    /// Your own name for it.
    #[schema(example = "order-10482")]
    pub(crate) external_reference: Option<String>,
    /// The currency of all amounts.
    #[schema(value_type = id::Currency)]
    pub(crate) currency: money::Currency,
    /// What was agreed, with the total cost.
    pub(crate) terms: TermsView,
    /// Who owes.
    pub(crate) borrower: BorrowerView,
    /// What is financed.
    pub(crate) device: FinancedDeviceView,
    /// Every installment.
    pub(crate) installments: Vec<InstallmentView>,
    /// What is owed today.
    pub(crate) balances: Balances,
    /// The delinquency under way.
    pub(crate) delinquency: Option<DelinquencyView>,
    /// What keeps a restriction away for now.
    pub(crate) holds: Vec<HoldView>,
    /// What the device is told, and what it says it did.
    pub(crate) restriction: RestrictionView,
    /// For how long, by the device's receipts, it stayed restricted after the right to had ended.
    pub(crate) restricted_without_right_seconds: u64,
    /// An agreed payoff.
    pub(crate) payoff: Option<PayoffAgreementView>,
    /// An offer to take less than is owed.
    pub(crate) settlement: Option<SettlementView>,
    /// Where the borrower pays.
    #[schema(example = "https://pay.example.com/pay/7K3MW9PA")]
    pub(crate) pay_url: String,
    /// What the borrower writes on a payment.
    #[schema(example = "7K3MW9PA")]
    pub(crate) payment_reference: String,
    /// The day the last payment counted.
    pub(crate) settled_on: Option<Day>,
    /// The digest of the final release.
    #[schema(value_type = Option<id::Digest>)]
    pub(crate) quittance: Option<Digest>,
    /// When anything about it next changes by itself.
    pub(crate) next_action_at: Option<Instant>,
}

/// A contract in a list. All amounts are in `currency`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContractSummary {
    /// Its identifier.
    #[schema(value_type = id::ContractId)]
    pub(crate) id: ContractId,
    /// Where in its life it stands.
    #[schema(value_type = words::ContractStatus)]
    pub(crate) status: servicing::ContractStatus,
    /// When it was offered.
    pub(crate) created_at: Instant,
    /// Your own name for it.
    #[schema(example = "order-10482")]
    pub(crate) external_reference: Option<String>,
    /// The financed device.
    #[schema(value_type = id::DeviceId)]
    pub(crate) device: DeviceId,
    /// The currency of all amounts.
    #[schema(value_type = id::Currency)]
    pub(crate) currency: money::Currency,
    /// What is owed today.
    pub(crate) balances: Balances,
    /// The level the device is told.
    #[schema(value_type = words::Level)]
    pub(crate) wanted_level: policy::Level,
    /// The level the device said it has in force.
    #[schema(value_type = Option<words::Level>)]
    pub(crate) applied_level: Option<policy::Level>,
    /// What the borrower writes on a payment.
    #[schema(example = "7K3MW9PA")]
    pub(crate) payment_reference: String,
}

/// What was agreed about money and rules.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TermsView {
    /// The device's price.
    pub(crate) price: Amount,
    /// Paid at once, not part of the loan.
    pub(crate) down_payment: Amount,
    /// What is financed: the price less the down payment.
    pub(crate) amount_financed: Amount,
    /// All interest.
    pub(crate) finance_charge: Amount,
    /// All installments together: what is financed and the finance charge.
    pub(crate) total_of_payments: Amount,
    /// Everything the borrower pays, the down payment included.
    pub(crate) total_cost: Amount,
    /// The nominal annual rate in percent.
    #[schema(value_type = id::Percent)]
    pub(crate) annual_rate_percent: String,
    /// How interest is reckoned.
    #[schema(value_type = Interest)]
    pub(crate) interest: loan::InterestMethod,
    /// How many installments.
    #[schema(example = 12)]
    pub(crate) installments: u16,
    /// The rhythm of the due dates.
    pub(crate) every: EveryView,
    /// The day the loan begins.
    pub(crate) starts_on: Day,
    /// The first due date.
    pub(crate) first_due_on: Day,
    /// The time zone of its days and hours.
    #[schema(example = "Africa/Nairobi")]
    pub(crate) time_zone: String,
    /// The rules it is under, fixed for its whole life.
    pub(crate) policy: PolicyRef,
    /// The borrower's acceptance.
    pub(crate) accepted: Option<AcceptedView>,
}

/// A payment rhythm.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EveryView {
    /// How many units lie between two due dates.
    #[schema(example = 1)]
    pub(crate) count: u16,
    /// The unit.
    pub(crate) unit: Unit,
}

/// The borrower's acceptance.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AcceptedView {
    /// When.
    pub(crate) at: Instant,
    /// The digest of the signed terms, which the device pins.
    #[schema(value_type = id::Digest)]
    pub(crate) terms: Digest,
}

/// Who owes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BorrowerView {
    /// The name as the borrower writes it.
    #[schema(example = "A. Borrower")]
    pub(crate) name: String,
    /// A phone number for messages.
    #[schema(example = "+254700000000")]
    pub(crate) phone: Option<String>,
    /// An e-mail address for messages.
    #[schema(example = "borrower@example.com")]
    pub(crate) email: Option<String>,
    /// A BCP 47 language tag.
    #[schema(example = "en")]
    pub(crate) language: String,
}

/// The financed device.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FinancedDeviceView {
    /// Its identifier.
    #[schema(value_type = id::DeviceId)]
    pub(crate) id: DeviceId,
    /// Every IMEI of the phone.
    #[schema(value_type = Vec<id::Imei>)]
    pub(crate) imeis: Vec<Imei>,
    /// The maker's serial number.
    #[schema(example = "R58M12ABCDE")]
    pub(crate) serial: String,
    /// The model's name.
    #[schema(example = "Phone 5 Lite")]
    pub(crate) model: String,
    /// When it enrolled first.
    pub(crate) enrolled_at: Option<Instant>,
}
