//! The key that signs seals (Ed25519), and its public half.

use crate::{from_hex, hash, to_hex};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use zeroize::Zeroizing;

/// Why a key can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No line `seed = "…"` with 64 hexadecimal digits.
    #[error("the file of the seal key has no seed of 64 hexadecimal digits")]
    File,
    /// Not 64 hexadecimal digits.
    #[error("a public key has 64 hexadecimal digits")]
    Public,
}

/// Signs statements.
pub struct SealKey(Ed25519KeyPair);

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SealKey({})", self.public().id())
    }
}

impl SealKey {
    /// The text of a fresh key file.
    pub fn new_key_file() -> String {
        let mut seed = Zeroizing::new([0_u8; 32]);
        SystemRandom::new().fill(&mut *seed).expect("the operating system gives random numbers");
        let pair = Ed25519KeyPair::from_seed_unchecked(&*seed).expect("any 32 bytes are a seed");
        let public = PublicKey(pair.public_key().as_ref().try_into().expect("32 bytes"));
        format!(
            "# Seals the books: whoever holds this file can seal in the fund's name. Keep it away from the database.\n\
             # Give the public key to everybody who shall verify an export.\n\
             seed = \"{}\"\npublic = \"{}\"\n",
            to_hex(&*seed),
            public.text()
        )
    }

    /// From the text of a key file.
    pub fn from_key_file(text: &str) -> Result<Self, KeyError> {
        let seed =
            text.lines().find_map(|line| line.trim().strip_prefix("seed = \"")?.strip_suffix('"'));
        let seed = Zeroizing::new(seed.and_then(from_hex::<32>).ok_or(KeyError::File)?);
        Ed25519KeyPair::from_seed_unchecked(&*seed).map(Self).map_err(|_| KeyError::File)
    }

    /// The half that verifies.
    pub fn public(&self) -> PublicKey {
        PublicKey(
            self.0.public_key().as_ref().try_into().expect("an Ed25519 public key has 32 bytes"),
        )
    }

    /// Signs a text.
    pub fn sign(&self, text: &str) -> [u8; 64] {
        self.0.sign(text.as_bytes()).as_ref().try_into().expect("an Ed25519 signature has 64 bytes")
    }
}

/// Verifies statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// From 64 hexadecimal digits.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        from_hex(text.trim()).map(Self).ok_or(KeyError::Public)
    }

    /// 64 hexadecimal digits.
    pub fn text(&self) -> String {
        to_hex(&self.0)
    }

    /// Names the key: the first 16 digits of its hash.
    pub fn id(&self) -> String {
        to_hex(&hash(&self.0)[..8])
    }

    /// Whether the signature over the text is of this key.
    pub fn verifies(&self, text: &str, signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.0).verify(text.as_bytes(), signature).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_key_signs_and_only_its_public_half_verifies() {
        let key = SealKey::from_key_file(&SealKey::new_key_file()).expect("a fresh file reads");
        let other = SealKey::from_key_file(&SealKey::new_key_file()).expect("a fresh file reads");
        let signature = key.sign("said");
        assert!(key.public().verifies("said", &signature));
        assert!(!key.public().verifies("said!", &signature));
        assert!(!other.public().verifies("said", &signature));
        assert_eq!(PublicKey::from_text(&key.public().text()), Ok(key.public()));
    }

    #[test]
    fn a_torn_file_is_no_key() {
        for text in ["", "seed = \"\"", "seed = \"00\"", "seed = 00", "seed = \"zz\""] {
            assert_eq!(SealKey::from_key_file(text).err(), Some(KeyError::File), "{text}");
        }
    }
}
