use p256::SecretKey;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// A P-256 secret from 32 unpredictable bytes. Zero and the values above the group's order (one seed in 2^32)
/// are no scalars: they are hashed until one is.
pub(crate) fn secret_from_seed(seed: &[u8; 32]) -> SecretKey {
    let mut candidate = Zeroizing::new(*seed);
    loop {
        if let Ok(secret) = SecretKey::from_slice(&*candidate) {
            return secret;
        }
        *candidate = Sha256::digest(*candidate).into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_is_the_scalar_when_it_is_one() {
        assert_eq!(secret_from_seed(&[7; 32]).to_bytes().as_slice(), [7; 32]);
    }

    #[test]
    fn zero_and_too_large_seeds_are_hashed() {
        for seed in [[0; 32], [0xff; 32]] {
            let expected: [u8; 32] = Sha256::digest(seed).into();
            assert_eq!(secret_from_seed(&seed).to_bytes().as_slice(), expected);
        }
    }
}
