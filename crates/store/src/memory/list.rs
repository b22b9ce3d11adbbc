use crate::Page;

/// The rows of a page, of rows that come ordered by their key.
pub(super) fn page<'a, K: Ord + Copy, R: Clone + 'a>(
    rows: impl Iterator<Item = &'a R>,
    page: Page<K>,
    key: impl Fn(&R) -> K,
) -> Vec<R> {
    let behind = |row: &&R| page.after.is_none_or(|after| key(row) > after);
    rows.filter(behind).take(size(page.limit)).cloned().collect()
}

/// A limit as the iterators want it.
pub(super) fn size(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}
