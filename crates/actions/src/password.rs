//! Hashing and checking passwords. Both take tens of milliseconds on purpose: call them off the async runtime
//! and outside of transactions.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::Secret;

/// A password shorter than this is refused.
pub const MIN_LENGTH: usize = 10;

#[derive(Debug, thiserror::Error)]
#[error("the password cannot be hashed: {0}")]
pub struct HashError(String);

/// OWASP's minimum for Argon2id: 19 MiB, two passes.
fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash to store, with its own salt and parameters.
///
/// # Errors
/// When the system has no randomness to give.
pub fn hash(password: &Secret) -> Result<String, HashError> {
    let hash = hasher().hash_password(password.expose().as_bytes()).map_err(|e| HashError(e.to_string()))?;
    Ok(hash.to_string())
}

/// Whether `password` is the one behind `hash`. With no hash it takes as long and says no, so that the time
/// does not tell whether there is such a user.
pub fn verify(password: &Secret, hash: Option<&str>) -> bool {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b+dWRWJTmaaJObGQ2vZ9Jm8Fnc";
    let known = hash.and_then(|text| PasswordHash::new(text).ok());
    let is_known = known.is_some();
    let Some(hash) = known.or_else(|| PasswordHash::new(NOBODY).ok()) else { return false };
    hasher().verify_password(password.expose().as_bytes(), &hash).is_ok() && is_known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_is_accepted() {
        let hash = hash(&Secret::new("correct horse")).unwrap();
        assert!(verify(&Secret::new("correct horse"), Some(&hash)));
        assert!(!verify(&Secret::new("correct hors"), Some(&hash)));
        assert!(!verify(&Secret::new("correct horse"), None));
        assert!(!verify(&Secret::new("correct horse"), Some("not a hash")));
    }

    #[test]
    fn two_hashes_of_one_password_differ() {
        let password = Secret::new("correct horse");
        assert_ne!(hash(&password).unwrap(), hash(&password).unwrap());
    }
}
