use std::fmt;

/// A value that never shows in logs: sealed keys, password hashes.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Hidden<T>(pub T);

impl<T> fmt::Debug for Hidden<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::Hidden;

    #[test]
    fn does_not_show() {
        assert!(!format!("{:?}", Hidden("s3cret")).contains("s3cret"));
    }
}
