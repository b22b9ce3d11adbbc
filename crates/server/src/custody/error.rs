use super::Purpose;

/// Why a key can't be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CustodyError {
    /// Not such a file, or one of another version.
    #[error("this is not a {expected} file: {why}")]
    NotAFile {
        /// What was expected, such as `quittance-key/v1`.
        expected: &'static str,
        /// What is wrong.
        why: String,
    },
    /// A key for something else.
    #[error("this is a key for `{found}`, needed is one for `{wanted}`")]
    OtherPurpose {
        /// What the file says.
        found: Purpose,
        /// What is needed.
        wanted: Purpose,
    },
    /// The file asks for a weaker or for a much more expensive way from passphrase to key than ours.
    #[error(
        "the file asks for {memory_kib} KiB, {passes} passes and {lanes} lanes; taken are 19456 to 1048576 KiB, \
         2 to 16 passes and 1 to 16 lanes"
    )]
    Strength {
        /// Memory in KiB.
        memory_kib: u32,
        /// Passes over it.
        passes: u32,
        /// Lanes.
        lanes: u32,
    },
    /// Wrong passphrase or changed file: by design nobody can tell which.
    #[error("the passphrase is wrong, or the file was changed")]
    Locked,
    /// The key inside is not the one in clear beside it.
    #[error("the private key in the file does not belong to the public key beside it")]
    OtherKey,
    /// Guessed in no time.
    #[error("a passphrase has at least 12 characters")]
    ShortPassphrase,
}
