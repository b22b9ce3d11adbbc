use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// A `T` that is written as an object; its fields in a row, `[1, "month"]`, are not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Object<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader(PhantomData))
    }
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Object)
    }
}

#[cfg(test)]
mod tests {
    use loan::Every;

    use super::*;

    #[test]
    fn only_an_object_is_one() {
        let read = |json| serde_json::from_str::<Object<Every>>(json).map(|every| every.0.count);
        assert_eq!(read(r#"{"count": 2, "unit": "week"}"#).unwrap(), 2);
        assert!(
            read(r#"[2, "week"]"#)
                .unwrap_err()
                .to_string()
                .starts_with("invalid type: sequence, expected a map")
        );
    }
}
