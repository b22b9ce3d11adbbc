use super::trust::{check_own_threshold, follow};
use super::{Endorsed, Root, TrustError};

/// Verifies a chain of roots: the first one by its own keys, each other one as the next of the one before.
///
/// # Errors
/// [`TrustError::RootForm`], [`TrustError::RootContent`], [`TrustError::RootNext`] or
/// [`TrustError::RootSignatures`].
pub fn chain(roots: &[impl AsRef<[u8]>]) -> Result<Vec<Endorsed<Root>>, TrustError> {
    let mut verified: Vec<Endorsed<Root>> = Vec::with_capacity(roots.len());
    for bytes in roots {
        let root = Endorsed::parse(bytes.as_ref())?;
        match verified.last() {
            Some(held) => verified.push(follow(held, root)?),
            None => {
                check_own_threshold(&root)?;
                verified.push(root);
            }
        }
    }
    Ok(verified)
}
