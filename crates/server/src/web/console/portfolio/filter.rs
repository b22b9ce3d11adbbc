use loan::Bucket;
use policy::Level;
use serde::Deserialize;
use servicing::ContractStatus;

/// Every delinquency bucket, best first.
pub(super) const BUCKETS: [Bucket; 6] = [
    Bucket::Current,
    Bucket::Days1To30,
    Bucket::Days31To60,
    Bucket::Days61To90,
    Bucket::Days91To120,
    Bucket::Days121Plus,
];

/// Every status, by the order of a contract's life.
pub(super) const STATUSES: [ContractStatus; 5] = [
    ContractStatus::Offered,
    ContractStatus::Active,
    ContractStatus::Settled,
    ContractStatus::Unsecured,
    ContractStatus::Cancelled,
];

/// What the page's address says. What is not understood does not narrow the list.
#[derive(Debug, Clone, Default, Deserialize)]
pub(in super::super) struct Filter {
    pub(super) lender: Option<String>,
    pub(super) status: Option<String>,
    pub(super) bucket: Option<String>,
    pub(super) level: Option<String>,
    pub(super) after: Option<String>,
    q: Option<String>,
}

impl Filter {
    /// What to look for.
    pub(super) fn search(&self) -> Option<&str> {
        self.q.as_deref().map(str::trim).filter(|text| !text.is_empty())
    }

    /// The wanted status.
    pub(super) fn status(&self) -> Option<ContractStatus> {
        STATUSES.into_iter().find(|status| Some(status.as_str()) == self.status.as_deref())
    }

    /// The wanted bucket; of active contracts only.
    pub(super) fn bucket(&self) -> Option<Bucket> {
        BUCKETS.into_iter().find(|bucket| Some(bucket.as_str()) == self.bucket.as_deref())
    }

    /// The level the phone is told to be at; of active contracts only.
    pub(super) fn level(&self) -> Option<Level> {
        self.level.as_deref()?.parse().ok()
    }

    /// Whether anything narrows the list.
    pub(super) fn narrows(&self) -> bool {
        self.status().is_some() || self.bucket().is_some() || self.level().is_some()
    }

    /// The address of the whole list.
    pub(super) fn all(&self) -> String {
        Self { lender: self.lender.clone(), ..Self::default() }.with("status", "")
    }

    /// The address of this list with one name set anew, from its beginning.
    pub(super) fn with(&self, name: &str, value: &str) -> String {
        let old = [
            ("lender", &self.lender),
            ("status", &self.status),
            ("bucket", &self.bucket),
            ("level", &self.level),
        ];
        let kept = old.into_iter().filter(|(other, _)| *other != name);
        let kept = kept.filter_map(|(name, value)| Some((name, value.as_deref()?)));
        let pairs = kept.chain([(name, value)]).filter(|(_, value)| !value.is_empty());
        let encode = |text| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC);
        let pairs: Vec<_> = pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        if pairs.is_empty() { "/console".to_owned() } else { format!("/console?{}", pairs.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_the_other_filters() {
        let filter = Filter {
            status: Some("active".to_owned()),
            level: Some("locked".to_owned()),
            after: Some("ctr_1".to_owned()),
            ..Filter::default()
        };
        assert_eq!(filter.with("level", "limited"), "/console?status=active&level=limited");
        assert_eq!(filter.with("level", ""), "/console?status=active");
        assert_eq!(filter.with("bucket", "1-30&x"), "/console?status=active&level=locked&bucket=1%2D30%26x");
        assert_eq!(Filter::default().with("status", ""), "/console");
    }
}
