use data_encoding::BASE64URL_NOPAD;
use ident::{ContractId, DeviceId, EventId, PaymentId};
use serde::{Deserialize, Serialize};
use store::Page;
use utoipa::{IntoParams, ToSchema};

use crate::Problem;

const DEFAULT_LIMIT: u32 = 25;
const MAX_LIMIT: u32 = 100;

/// What a list is ordered by.
pub(crate) trait Key: Sized {
    /// A word for the list, so that the cursor of one is not taken for that of another.
    const LIST: &'static str;
    fn to_bytes(&self) -> Vec<u8>;
    fn from_bytes(bytes: &[u8]) -> Option<Self>;
}

macro_rules! id_keys {
    ($($id:ident),*) => {$(
        impl Key for $id {
            const LIST: &'static str = $id::PREFIX;

            fn to_bytes(&self) -> Vec<u8> {
                self.as_bytes().to_vec()
            }

            fn from_bytes(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map($id::from_bytes)
            }
        }
    )*};
}

id_keys!(ContractId, DeviceId, EventId, PaymentId);

/// A place in a contract's timeline.
impl Key for u64 {
    const LIST: &'static str = "seq";

    fn to_bytes(&self) -> Vec<u8> {
        self.to_be_bytes().to_vec()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_be_bytes)
    }
}

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageQuery {
    /// At most this many rows, 1 to 100; 25 when absent.
    pub(crate) limit: Option<u32>,
    /// `next_cursor` of the page before.
    pub(crate) cursor: Option<String>,
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Listing<T> {
    /// The rows, oldest first.
    pub(crate) data: Vec<T>,
    /// Ask with this `cursor` for the rows behind; absent at the end.
    #[schema(example = "Y3RyOgGTfZ6XfHS2rQ4wRS8mQ0k")]
    pub(crate) next_cursor: Option<String>,
}

/// What a caller asks for with `limit` and `cursor`.
pub(crate) fn wanted<K: Key>(limit: Option<u32>, cursor: Option<&str>) -> Result<Page<K>, Problem> {
    let limit = limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(Problem::invalid("limit", format!("ask for 1 to {MAX_LIMIT} rows")));
    }
    let wrong = || Problem::invalid("cursor", "use a `next_cursor` of this list, unchanged");
    let after = cursor.map(|cursor| read(cursor).ok_or_else(wrong)).transpose()?;
    Ok(Page { after, limit })
}

/// One row more than asked for, which tells whether there are more.
pub(crate) fn peek<K>(page: Page<K>) -> Page<K> {
    Page { limit: page.limit + 1, ..page }
}

/// The page of the rows that [`peek`] got.
pub(crate) fn listing<R, K: Key, T>(
    mut rows: Vec<R>,
    limit: u32,
    key: impl Fn(&R) -> K,
    view: impl FnMut(&R) -> Result<T, Problem>,
) -> Result<Listing<T>, Problem> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next_cursor = rows.last().filter(|_| more).map(|row| cursor(&key(row)));
    let data = rows.iter().map(view).collect::<Result<_, _>>()?;
    Ok(Listing { data, next_cursor })
}

/// The text behind which a list goes on.
pub(crate) fn cursor<K: Key>(key: &K) -> String {
    BASE64URL_NOPAD.encode(&[K::LIST.as_bytes(), b":", &key.to_bytes()].concat())
}

fn read<K: Key>(cursor: &str) -> Option<K> {
    let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).ok()?;
    K::from_bytes(bytes.strip_prefix(K::LIST.as_bytes())?.strip_prefix(b":")?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn cursors_read_back(bytes: [u8; 16], seq: u64) {
            let id = ContractId::from_bytes(bytes);
            prop_assert_eq!(read::<ContractId>(&cursor(&id)), Some(id));
            prop_assert_eq!(read::<PaymentId>(&cursor(&id)), None);
            prop_assert_eq!(read::<u64>(&cursor(&seq)), Some(seq));
        }

        #[test]
        fn no_text_panics(text in ".{0,60}") {
            // What is read was written in exactly this way.
            prop_assert!(read::<ContractId>(&text).is_none_or(|id| cursor(&id) == text));
        }
    }

    #[test]
    fn the_last_page_has_no_cursor() {
        for (rows, limit, more) in [(0, 2, false), (2, 2, false), (3, 2, true)] {
            let page = listing((0..rows).collect(), limit, |row: &u64| *row, |row| Ok(*row)).unwrap();
            assert_eq!(page.next_cursor.is_some(), more, "{rows} rows");
            assert!(page.data.len() <= 2);
        }
    }
}
