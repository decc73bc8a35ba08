//! Random tokens, their hashes, and the key that seals what was typed when a session had ended.

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::digest;
use aws_lc_rs::hmac;
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use redress_kernel::Fault;

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes from hexadecimal; nothing when it is none.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

/// 32 random bytes as 64 characters.
///
/// # Panics
/// When the operating system has no random numbers to give.
pub fn token() -> String {
    let mut bytes = [0_u8; 32];
    SystemRandom::new().fill(&mut bytes).expect("the operating system gives random numbers");
    hex(&bytes)
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let digest = digest::digest(&digest::SHA256, bytes);
    digest.as_ref().try_into().expect("SHA-256 has 32 bytes")
}

/// Hides a token behind fresh random bytes, so that compressed pages don't leak it by their length.
pub fn mask(token: &str) -> String {
    let mask = self::token();
    let masked: Vec<u8> = pair(&mask, token).map(|(a, b)| a ^ b).collect();
    format!("{mask}{}", hex(&masked))
}

/// The token that `masked` hides; nothing where it can hide none.
pub fn unmask(masked: &str) -> Option<String> {
    let bytes = unhex(masked).filter(|bytes| bytes.len() == 64)?;
    let (mask, rest) = bytes.split_at(32);
    let plain: Vec<u8> = mask.iter().zip(rest).map(|(a, b)| a ^ b).collect();
    Some(hex(&plain))
}

/// Whether `masked` hides `token`. Takes the same time wherever they differ.
pub fn unmasks(masked: &str, token: &str) -> bool {
    let plain = unmask(masked).unwrap_or_default();
    let same =
        aws_lc_rs::constant_time::verify_slices_are_equal(plain.as_bytes(), token.as_bytes());
    !token.is_empty() && same.is_ok()
}

fn pair(a: &str, b: &str) -> impl Iterator<Item = (u8, u8)> {
    unhex(a).unwrap_or_default().into_iter().zip(unhex(b).unwrap_or_default())
}

/// The key of held forms, and of the hashes by which a repeated command is known.
#[derive(Clone)]
pub struct PageKey([u8; 32]);

impl std::fmt::Debug for PageKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PageKey")
    }
}

impl PageKey {
    /// Reads the key file: 64 hexadecimal digits.
    pub fn from_file_text(text: &str) -> Result<Self, Fault> {
        let bytes = unhex(text.trim()).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        bytes
            .map(Self)
            .ok_or_else(|| Fault::new("the page key file must hold 64 hexadecimal digits"))
    }

    /// A keyed hash of what was asked, by which a repetition is known. Names and numbers are few: of a plain hash, whoever
    /// has a copy of the database would find them by guessing.
    pub fn digest(&self, asked: &[u8]) -> [u8; 32] {
        let own = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &self.0), b"what was asked");
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, own.as_ref()), asked);
        tag.as_ref().try_into().expect("HMAC-SHA-256 has 32 bytes")
    }

    /// Seals `plain` for `place`.
    pub fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, Fault> {
        let key =
            RandomizedNonceKey::new(&AES_256_GCM, &self.0).map_err(|_| Fault::new("page key"))?;
        let mut body = plain.to_vec();
        let nonce = key
            .seal_in_place_append_tag(Aad::from(place.as_bytes()), &mut body)
            .map_err(|_| Fault::new("sealing a form"))?;
        let nonce: &[u8; NONCE_LEN] = nonce.as_ref();
        Ok([nonce.as_slice(), &body].concat())
    }

    /// Opens what was sealed for `place`.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        let fault = || Fault::new("a held form does not open");
        let (nonce, body) = sealed.split_at_checked(NONCE_LEN).ok_or_else(fault)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| fault())?;
        let key = RandomizedNonceKey::new(&AES_256_GCM, &self.0).map_err(|_| fault())?;
        let mut body = body.to_vec();
        let plain = key
            .open_in_place(nonce, Aad::from(place.as_bytes()), &mut body)
            .map_err(|_| fault())?;
        Ok(plain.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_token_is_new_each_time_and_still_known() {
        let token = token();
        let (one, two) = (mask(&token), mask(&token));
        assert_ne!(one, two);
        assert!(unmasks(&one, &token) && unmasks(&two, &token));
        assert!(!unmasks(&one, &self::token()));
        assert!(!unmasks("", ""));
        assert_eq!(unmask(&one).as_deref(), Some(token.as_str()));
        assert_eq!(unmask(&one[1..]), None);
        assert!(!unmasks(&"é".repeat(64), &token));
    }

    #[test]
    fn what_was_asked_is_known_again_by_the_holder_of_the_key_alone() {
        let key = PageKey::from_file_text(&token()).expect("a key");
        let other = PageKey::from_file_text(&token()).expect("a key");
        assert_eq!(key.digest(b"name=Ana"), key.digest(b"name=Ana"));
        assert_ne!(key.digest(b"name=Ana"), key.digest(b"name=Eva"));
        assert_ne!(key.digest(b"name=Ana"), other.digest(b"name=Ana"));
        assert_ne!(key.digest(b"name=Ana"), sha256(b"name=Ana"));
    }

    #[test]
    fn a_held_form_opens_in_its_place_only() {
        let key = PageKey::from_file_text(&token()).expect("a key");
        let sealed = key.seal("held|1", b"typed").expect("seals");
        assert_eq!(key.open("held|1", &sealed).expect("opens"), b"typed");
        assert!(key.open("held|2", &sealed).is_err());
    }
}
