/// A part of a list that is ordered by a key: keyset paging, so a page costs the same wherever it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page<K> {
    /// The last key of the page before; `None` for the first page.
    pub after: Option<K>,
    /// At most this many rows.
    pub limit: u32,
}

impl<K> Page<K> {
    /// The first rows.
    #[must_use]
    pub const fn first(limit: u32) -> Self {
        Self { after: None, limit }
    }

    /// The rows behind `key`.
    #[must_use]
    pub const fn after(key: K, limit: u32) -> Self {
        Self { after: Some(key), limit }
    }
}
