use async_trait::async_trait;
use ident::LenderId;

use crate::rows::ReleaseRunRow;
use crate::{News, StoreError};

/// Releases of all of a lender's phones, which outlive the process.
#[async_trait]
pub trait ReleaseRunStore {
    /// Writes a lender's run, new or changed.
    async fn put_release_run(&self, row: ReleaseRunRow, news: News) -> Result<(), StoreError>;

    /// A lender's run, finished or not.
    async fn release_run(&self, lender: LenderId) -> Result<Option<ReleaseRunRow>, StoreError>;

    /// The runs that are not finished, by lender.
    async fn unfinished_release_runs(&self) -> Result<Vec<ReleaseRunRow>, StoreError>;
}
