//! What requests and answers look like.

mod account;
mod amount;
mod api_key;
mod books;
mod bureau;
mod clock;
mod code;
mod contract;
mod day;
mod delinquency;
mod device;
mod document;
mod endpoint;
mod enrollment;
mod event;
mod giving_back;
mod help;
pub(crate) mod id;
mod instant;
mod new_contract;
mod object;
mod payment;
mod payoff;
mod plan;
mod policy;
mod posting;
mod problem;
mod queries;
mod rail;
mod requests;
mod restriction;
mod settlement;
mod transaction;
pub(crate) mod words;

pub(crate) use account::{Balances, InstallmentView, NextDueView};
pub(crate) use amount::{Amount, AmountText, decimal, decimal_text};
pub(crate) use api_key::{ApiKeyList, ApiKeyView, NewApiKey, NewApiKeyView};
pub(crate) use books::{
    ChainView, ClosingList, ClosingView, DownloadQuery, NewClosing, SuspenseAgeView, SuspenseAgeingView,
    TrialBalanceQuery,
};
pub(crate) use bureau::{IdentityRequest, IdentityView, LeftOutList, LeftOutView, MonthQuery};
pub(crate) use clock::{AdvanceRequest, AdvancedView, TestClockView, Until};
pub(crate) use code::{CodeRequest, CodeView};
pub(crate) use contract::{
    AcceptedView, BorrowerView, ContractSummary, ContractView, EveryView, FinancedDeviceView, TermsView,
};
pub(crate) use day::Day;
pub(crate) use delinquency::{DelinquencyView, DeliveryView, HoldView, NoticeView};
pub(crate) use device::{DeviceView, WantedView};
pub(crate) use document::{DocumentList, DocumentView, LogEntryView, ReceiptList, ReceiptView};
pub(crate) use endpoint::{EndpointList, EndpointView, NewEndpoint, NewEndpointView};
pub(crate) use enrollment::EnrollmentCodeView;
pub(crate) use event::EventView;
pub(crate) use giving_back::{ReturnBody, ReturnView};
pub(crate) use help::{
    AcceptBody, EndHelpBody, EndedHelpView, HelpBody, HelpRequestView, HelpView, OfferBody, OfferView,
    OfferedPlanView, PlansBody,
};
pub(crate) use instant::Instant;
pub(crate) use new_contract::NewContractRequest;
pub(crate) use object::object;
pub(crate) use payment::{MatchRequest, NewPayment, PaymentView};
pub(crate) use payoff::{PayoffAgreementView, PayoffQuoteView};
pub(crate) use plan::{PlanChange, PlanQuoteView};
pub(crate) use policy::{LevelRuleView, NoticeRuleView, PolicyList, PolicyRef, PolicyView};
pub(crate) use posting::{BalanceView, LineView, PostingList, PostingView, TrialBalanceView};
pub(crate) use problem::ProblemView;
pub(crate) use queries::{ContractQuery, LanguageQuery, PaymentQuery, QuoteQuery};
pub(crate) use rail::{RailList, RailRequest, RailView, ReconciledRequest};
pub(crate) use requests::{DeliveryRequest, HoldRequest, PayoffRequest};
pub(crate) use restriction::{AppliedView, LoggedView, RestrictionView, WarrantView};
pub(crate) use settlement::{SettlementBody, SettlementQuoteView, SettlementView};
pub(crate) use transaction::NewTransaction;
