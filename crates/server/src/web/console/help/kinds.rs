//! The plans that an operator can make, as fields of a form.

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    /// A count of installments.
    Count,
    /// A day.
    Day,
    /// An amount of the contract's currency.
    Amount,
    /// An annual rate in percent.
    Rate,
    /// One of these words, each with what it means.
    Choice(&'static [(&'static str, &'static str)]),
}

/// One field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    /// Its name, within a plan.
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) control: Control,
}

/// One kind of plan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// Its word in the API.
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) fields: &'static [Field],
}

const fn field(name: &'static str, label: &'static str, control: Control) -> Field {
    Field { name, label, control }
}

const HOLIDAY_INTEREST: Control = Control::Choice(&[
    ("carried", "goes on, added at the end"),
    ("compounded", "goes on and bears interest itself"),
    ("waived", "is given up"),
]);
const RE_AMORTIZE_INTEREST: Control = Control::Choice(&[
    ("default", "moves to the next installment"),
    ("equal_amortization", "is split evenly"),
    ("waive", "is given up"),
]);
const RE_AGE_INTEREST: Control = Control::Choice(&[
    ("default", "moves to the first installment"),
    ("waive", "is given up"),
    ("equal_amortization_payable", "is split evenly; no new interest"),
    ("equal_amortization_full", "of the whole old plan is split evenly; no new interest"),
]);

/// All kinds, the usual ones first.
pub(super) const KINDS: [Kind; 7] = [
    Kind {
        name: "term_extension",
        label: "More installments, each smaller",
        fields: &[field("extra", "Installments added", Control::Count)],
    },
    Kind {
        name: "payment_holiday",
        label: "Payment holiday",
        fields: &[
            field("skipped", "Installments skipped", Control::Count),
            field("holiday_interest", "Interest meanwhile", HOLIDAY_INTEREST),
        ],
    },
    Kind {
        name: "re_amortize",
        label: "Spread what is overdue",
        fields: &[field("overdue_interest", "Interest that is due", RE_AMORTIZE_INTEREST)],
    },
    Kind {
        name: "re_age",
        label: "New series of installments",
        fields: &[
            field("series", "Installments", Control::Count),
            field("first_due_on", "First due date", Control::Day),
            field("re_age_interest", "Interest that is due", RE_AGE_INTEREST),
        ],
    },
    Kind {
        name: "lower_rate",
        label: "Lower rate",
        fields: &[
            field("rate", "Interest a year, in percent", Control::Rate),
            field("rate_from", "From", Control::Day),
        ],
    },
    Kind {
        name: "interest_pause",
        label: "Days without interest",
        fields: &[
            field("pause_from", "First day", Control::Day),
            field("pause_through", "Last day", Control::Day),
        ],
    },
    Kind {
        name: "forgiveness",
        label: "Give a part up",
        fields: &[
            field("principal", "Of principal", Control::Amount),
            field("interest", "Of interest that is due", Control::Amount),
            field("fee", "Of fees", Control::Amount),
            field("penalty", "Of penalties", Control::Amount),
        ],
    },
];
