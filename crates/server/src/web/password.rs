use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use store::Hidden;

/// Hashes a password with Argon2id (RFC 9106) at the library's parameters: 19 MiB, two passes. Takes tens of
/// milliseconds of a processor: never call it on a thread that serves requests.
pub(super) fn hash(password: &str, salt: [u8; 16]) -> Option<Hidden<String>> {
    let hash: PasswordHash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).ok()?;
    Some(Hidden(hash.to_string()))
}

/// Whether the password is the one that was hashed. Without a hash, because no such operator exists, it takes as
/// long and fails, so that the time does not tell which names exist.
pub(super) fn verify(password: &str, hash: Option<&Hidden<String>>) -> bool {
    static NOBODY: LazyLock<Option<Hidden<String>>> = LazyLock::new(|| self::hash("", [0; 16]));
    let Some(compared) = hash.or(NOBODY.as_ref()) else { return false };
    let fits = Argon2::default().verify_password(password.as_bytes(), compared.0.as_str()).is_ok();
    fits && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_fits() {
        let stored = hash("correct horse battery", [7; 16]).unwrap();
        assert!(stored.0.starts_with("$argon2id$v=19$"), "{}", stored.0);
        assert!(verify("correct horse battery", Some(&stored)));
        assert!(!verify("correct horse batter", Some(&stored)));
        assert!(!verify("", Some(&stored)));
        assert!(!verify("correct horse battery", Some(&Hidden("damaged".to_owned()))));
    }

    #[test]
    fn nobody_has_no_password() {
        assert!(!verify("", None));
        assert!(!verify("correct horse battery", None));
    }

    #[test]
    fn the_salt_counts() {
        assert_ne!(hash("correct horse battery", [1; 16]), hash("correct horse battery", [2; 16]));
    }
}
