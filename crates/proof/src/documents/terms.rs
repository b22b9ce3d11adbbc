use ident::Imei;
use jiff::civil::Date;
use minicbor::{Decode, Encode};
use money::Money;
use policy::{Pack, Rhythm};
use serde::{Deserialize, Serialize};

/// What the borrower accepted, signed by the lender and pinned by the device at enrollment.
///
/// Nothing personal stands in it: the contract's id is the only link to a person.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Terms {
    /// The lender's name as shown on the device.
    #[n(0)]
    pub lender_name: String,
    /// How to reach the lender: part of the floor.
    #[n(1)]
    pub contact: Contact,
    /// Every IMEI of the financed device; a restriction is for exactly this device.
    #[n(2)]
    pub imeis: Vec<Imei>,
    /// The maker's serial number.
    #[n(3)]
    pub serial: String,
    /// The model's name.
    #[n(4)]
    pub model: String,
    /// The cash price.
    #[n(5)]
    pub price: Money,
    /// Paid at purchase.
    #[n(6)]
    pub down_payment: Money,
    /// The nominal annual rate in percent, as a decimal text.
    #[n(7)]
    pub annual_rate_percent: String,
    /// `declining` or `flat`.
    #[n(8)]
    pub interest: String,
    /// All installments, in order.
    #[n(9)]
    pub installments: Vec<TermsInstallment>,
    /// The IANA time zone in which days are counted and hours are kept.
    #[n(10)]
    pub time_zone: String,
    /// Which of a pack's numbers apply.
    #[n(11)]
    pub rhythm: Rhythm,
    /// The whole policy pack: the device applies the same rules again.
    #[n(12)]
    pub pack: Pack,
    /// Where the borrower can pay.
    #[n(13)]
    pub pay_url: String,
}

/// One installment as accepted.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct TermsInstallment {
    /// Counts from 1.
    #[n(0)]
    pub number: u16,
    /// The due date.
    #[cbor(n(1), with = "crate::cbor::day")]
    pub due_on: Date,
    /// Principal and interest together.
    #[n(2)]
    pub amount: Money,
    /// The interest in it.
    #[n(3)]
    pub interest: Money,
}

/// How to reach the lender.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Encode, Decode)]
#[serde(deny_unknown_fields)]
#[cbor(array)]
pub struct Contact {
    /// A phone number that can be called from the lock screen.
    #[n(0)]
    pub phone: Option<String>,
    /// An e-mail address.
    #[n(1)]
    pub email: Option<String>,
    /// A page for help.
    #[n(2)]
    pub url: Option<String>,
}
