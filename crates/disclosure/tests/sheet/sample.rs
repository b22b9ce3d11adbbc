use disclosure::{Charged, Language, Sheet, Stage, Subject};
use jiff::civil::date;
use loan::{
    Advance, Conventions, Every, FeeAmount, FeeAt, FeeKind, FeeRule, InterestMethod, Schedule, ShareOf,
    Terms, Unit,
};
use money::Money;
use policy::{Pack, Rhythm};
use proof::documents::Contact;

/// A phone for 650 dollars, 50 at once and the rest in twelve months.
pub(crate) struct Sample {
    pub(crate) terms: Terms,
    pub(crate) schedule: Schedule,
    pub(crate) lender: String,
    pack: Pack,
    contact: Contact,
    pub(crate) charged: Charged,
}

impl Sample {
    pub(crate) fn new(pack: &str) -> Self {
        let usd = |minor| Money::from_minor(minor, "USD".parse().unwrap()).unwrap();
        let terms = Terms {
            price: usd(65_000),
            down_payment: usd(5_000),
            annual_rate: "24".parse().unwrap(),
            interest: InterestMethod::Declining,
            installments: 12,
            every: Every { count: 1, unit: Unit::Month },
            starts_on: date(2026, 1, 15),
            first_due_on: date(2026, 2, 15),
            conventions: Conventions::default(),
            advances: Vec::new(),
            down_payment_percent: None,
            fees: Vec::new(),
        };
        Self {
            schedule: Schedule::of(&terms).unwrap(),
            terms,
            charged: Charged { fees: usd(0), penalties: usd(0) },
            lender: "Lumen Mobile".to_owned(),
            pack: policy::find(pack, 1).unwrap(),
            contact: Contact {
                phone: Some("+1 555 0100".to_owned()),
                email: None,
                url: Some("https://lumen.example/help".to_owned()),
            },
        }
    }

    /// A year's interest of a thousand percent due after one day.
    pub(crate) fn shorten_to_a_day(&mut self) {
        self.terms.annual_rate = "1000".parse().unwrap();
        self.terms.installments = 1;
        self.terms.every = Every { count: 1, unit: Unit::Year };
        self.terms.first_due_on = date(2026, 1, 16);
        self.schedule = Schedule::of(&self.terms).unwrap();
    }

    /// Fifty years of months.
    pub(crate) fn lengthen(&mut self) {
        self.terms.installments = 600;
        self.terms.annual_rate = "1".parse().unwrap();
        self.schedule = Schedule::of(&self.terms).unwrap();
    }

    /// A hundred dollars more after three months, as for a repair.
    pub(crate) fn advance_later(&mut self) {
        let amount = Money::from_minor(10_000, self.terms.currency()).unwrap();
        self.terms.advances = vec![Advance { on: date(2026, 4, 15), amount }];
        self.schedule = Schedule::of(&self.terms).unwrap();
    }

    /// Five dollars at once, one with every installment, two percent of an installment that is late.
    pub(crate) fn charge_fees(&mut self) {
        let fee = |name: &str, kind, at, amount| FeeRule { name: name.to_owned(), kind, at, amount };
        let usd = |minor| FeeAmount::Flat(Money::from_minor(minor, self.terms.currency()).unwrap());
        let two_percent = FeeAmount::Share("2".parse().unwrap(), ShareOf::Installment);
        self.terms.fees = vec![
            fee("Paperwork", FeeKind::Fee, FeeAt::Disbursement, usd(500)),
            fee("Insurance", FeeKind::Fee, FeeAt::Installment, usd(100)),
            fee("Late payment", FeeKind::Penalty, FeeAt::Overdue { after_days: 10 }, two_percent),
        ];
    }

    pub(crate) fn sheet(&self, language: Language) -> Sheet {
        let subject = Subject {
            stage: Stage::Offered,
            lender: &self.lender,
            contact: &self.contact,
            model: "Lumen One",
            reference: "7K3MW9PA",
            pay_url: "https://pay.lumen.example/pay/7K3MW9PA",
            terms: &self.terms,
            schedule: &self.schedule,
            pack: &self.pack,
            rhythm: Rhythm::Longer,
            charged: self.charged,
        };
        Sheet::of(&subject, language)
    }
}
