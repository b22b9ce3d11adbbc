use data_encoding::BASE64;

/// Bytes in the one way of RFC 4648, 4. The library also takes several such texts in a row, each with its own
/// padding: then the same bytes could be written in many ways.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let bytes = BASE64.decode(text.as_bytes()).ok()?;
    (BASE64.encode(&bytes) == text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_only() {
        assert_eq!(decode("AQID"), Some(vec![1, 2, 3]));
        assert_eq!(decode("AQ=="), Some(vec![1]));
        for text in ["AQ==AgM=", "AQ", "AQ=", "AR==", "AQID\n", " AQID", "A-__"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
