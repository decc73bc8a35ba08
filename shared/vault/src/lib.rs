//! Sealing of personal fields: a key per claimant, wrapped by a master key that never enters the database.
//! Destroying the wrapped key of a claimant makes all that was sealed for her in the database unreadable. It does not reach
//! backups: one from before still has her wrapped key, and opens with the master key until either of them is destroyed.
//! Belongs here: keys, sealing, keyed hashes. Never here: SQL, files, network.

#![warn(missing_docs)]

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::hmac;
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use redress_kernel::{ClaimantId, Uuid};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// Bytes of every key.
const KEY_LEN: usize = 32;

/// Why something could not be sealed or opened. Says nothing of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The key file is not of the expected form.
    #[error(
        "the key file is malformed: it needs current, match_key and keys, each key 64 hex digits"
    )]
    KeyFile,
    /// The master key of that version is not in the key file.
    #[error("master key version {0} is not in the key file")]
    UnknownKeyVersion(i32),
    /// Wrong key, wrong place, or altered bytes.
    #[error("sealed bytes do not open: wrong key, wrong place or altered")]
    Unopenable,
}

/// The key file: master keys by version, which one is current, and the key of match tokens.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    current: i32,
    match_key: Zeroizing<String>,
    keys: BTreeMap<String, Zeroizing<String>>,
}

/// The master keys of one installation.
pub struct Vault {
    current: i32,
    keys: BTreeMap<i32, Zeroizing<[u8; KEY_LEN]>>,
    match_key: hmac::Key,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

/// The data key of a claimant as the database keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Version of the master key that wraps it.
    pub key_version: i32,
    /// The wrapped bytes.
    pub bytes: Vec<u8>,
}

/// Where a sealed value belongs. Bound into the seal: moved elsewhere, it does not open.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Schema and table, e.g. `vault.identity`.
    pub table: &'a str,
    /// Column.
    pub column: &'a str,
    /// Key of the row.
    pub row: Uuid,
    /// Whose it is: the claim of a payee, the claimant of all else. A row that is moved to another does not open.
    pub owner: Uuid,
    /// Version of the row: an older value put back does not open.
    pub version: i32,
}

impl Place<'_> {
    fn aad(&self) -> Aad<Vec<u8>> {
        Aad::from(
            format!("{}|{}|{}|{}|{}", self.table, self.column, self.row, self.owner, self.version)
                .into_bytes(),
        )
    }
}

/// The opened data key of one claimant; wiped when dropped.
pub struct DataKey(Zeroizing<[u8; KEY_LEN]>);

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey")
    }
}

impl DataKey {
    /// Seals `plain` for its place: nonce, ciphertext and tag in one.
    pub fn seal(&self, place: &Place<'_>, plain: &[u8]) -> Vec<u8> {
        seal(&self.0, place.aad(), plain)
    }

    /// Opens what was sealed for this place.
    pub fn open(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        open(&self.0, place.aad(), sealed)
    }
}

impl Vault {
    /// Reads a key file (TOML).
    pub fn from_key_file(text: &str) -> Result<Self, VaultError> {
        let file: KeyFile = toml::from_str(text).map_err(|_| VaultError::KeyFile)?;
        let mut keys = BTreeMap::new();
        for (version, hex) in &file.keys {
            let version = version.parse().map_err(|_| VaultError::KeyFile)?;
            keys.insert(version, key_from_hex(hex)?);
        }
        if !keys.contains_key(&file.current) {
            return Err(VaultError::KeyFile);
        }
        let match_key = key_from_hex(&file.match_key)?;
        Ok(Self {
            current: file.current,
            keys,
            match_key: hmac::Key::new(hmac::HMAC_SHA256, match_key.as_slice()),
        })
    }

    /// The text of a new key file with fresh keys.
    pub fn new_key_file() -> String {
        format!(
            "# Master keys of the vault. Whoever holds this file and the database can read identities.\n\
             # Keep it outside the database and its backups; add a version and move `current` to rotate.\n\
             current = 1\nmatch_key = \"{}\"\n\n[keys]\n1 = \"{}\"\n",
            to_hex(random_key().as_slice()),
            to_hex(random_key().as_slice())
        )
    }

    /// A name and a fingerprint of each key of the file. They tell another file from this one, and nothing of the keys.
    pub fn fingerprints(&self) -> Vec<(String, [u8; 32])> {
        let print = |name: &str, key: &hmac::Key| {
            let tag = hmac::sign(key, format!("fingerprint|{name}").as_bytes());
            tag.as_ref().try_into().expect("HMAC-SHA-256 has 32 bytes")
        };
        let masters = self.keys.iter().map(|(version, key)| {
            let name = format!("master-{version}");
            let print = print(&name, &hmac::Key::new(hmac::HMAC_SHA256, key.as_slice()));
            (name, print)
        });
        masters.chain([("match".to_owned(), print("match", &self.match_key))]).collect()
    }

    /// A fresh data key for a claimant, opened and wrapped.
    pub fn new_key(&self, claimant: ClaimantId) -> (DataKey, WrappedKey) {
        let key = random_key();
        let master = &self.keys[&self.current];
        let bytes = seal(master, wrap_aad(claimant, self.current), key.as_slice());
        (DataKey(key), WrappedKey { key_version: self.current, bytes })
    }

    /// Opens the wrapped data key of a claimant.
    pub fn open_key(&self, claimant: ClaimantId, key: &WrappedKey) -> Result<DataKey, VaultError> {
        let version = key.key_version;
        let master = self.keys.get(&version).ok_or(VaultError::UnknownKeyVersion(version))?;
        let plain = open(master, wrap_aad(claimant, version), &key.bytes)?;
        let mut opened = Zeroizing::new([0_u8; KEY_LEN]);
        if plain.len() != KEY_LEN {
            return Err(VaultError::Unopenable);
        }
        opened.copy_from_slice(&plain);
        Ok(DataKey(opened))
    }

    /// A keyed hash by which two files of the same person are found without opening either.
    /// `purpose` keeps a phone from matching a name.
    pub fn match_token(&self, purpose: &str, value: &str) -> [u8; 32] {
        let tag = hmac::sign(&self.match_key, format!("{purpose}|{value}").as_bytes());
        tag.as_ref().try_into().expect("HMAC-SHA-256 has 32 bytes")
    }
}

fn wrap_aad(claimant: ClaimantId, version: i32) -> Aad<Vec<u8>> {
    Aad::from(format!("claimant|{claimant}|{version}").into_bytes())
}

fn random_key() -> Zeroizing<[u8; KEY_LEN]> {
    let mut key = Zeroizing::new([0_u8; KEY_LEN]);
    SystemRandom::new()
        .fill(key.as_mut_slice())
        .expect("the operating system gives random numbers");
    key
}

/// AES-256-GCM; the library draws the nonce.
fn seal(key: &[u8; KEY_LEN], aad: Aad<Vec<u8>>, plain: &[u8]) -> Vec<u8> {
    let key = RandomizedNonceKey::new(&AES_256_GCM, key).expect("32 bytes make a key");
    let mut body = plain.to_vec();
    let nonce = key.seal_in_place_append_tag(aad, &mut body).expect("a short field can be sealed");
    let mut sealed = nonce.as_ref().to_vec();
    sealed.append(&mut body);
    sealed
}

fn open(
    key: &[u8; KEY_LEN],
    aad: Aad<Vec<u8>>,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let (nonce, body) = sealed.split_at_checked(NONCE_LEN).ok_or(VaultError::Unopenable)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| VaultError::Unopenable)?;
    let key = RandomizedNonceKey::new(&AES_256_GCM, key).map_err(|_| VaultError::Unopenable)?;
    let mut body = Zeroizing::new(body.to_vec());
    let length =
        key.open_in_place(nonce, aad, &mut body).map_err(|_| VaultError::Unopenable)?.len();
    body.truncate(length);
    Ok(body)
}

fn key_from_hex(text: &str) -> Result<Zeroizing<[u8; KEY_LEN]>, VaultError> {
    let mut key = Zeroizing::new([0_u8; KEY_LEN]);
    if text.len() != KEY_LEN * 2 || !text.is_ascii() {
        return Err(VaultError::KeyFile);
    }
    for (place, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[place * 2..place * 2 + 2], 16)
            .map_err(|_| VaultError::KeyFile)?;
    }
    Ok(key)
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault() -> Vault {
        Vault::from_key_file(&Vault::new_key_file()).expect("a fresh key file reads")
    }

    fn place(row: u128, version: i32) -> Place<'static> {
        let owner = Uuid::from_u128(9);
        Place { table: "vault.identity", column: "name", row: Uuid::from_u128(row), owner, version }
    }

    #[test]
    fn what_is_sealed_opens_in_its_place_only() {
        let vault = vault();
        let claimant = ClaimantId(Uuid::from_u128(7));
        let (key, wrapped) = vault.new_key(claimant);
        let sealed = key.seal(&place(1, 1), "Élodie".as_bytes());
        let again = vault.open_key(claimant, &wrapped).expect("the wrapped key opens");
        assert_eq!(
            again.open(&place(1, 1), &sealed).expect("opens").as_slice(),
            "Élodie".as_bytes()
        );
        for elsewhere in [
            place(2, 1),
            place(1, 2),
            Place { column: "phone", ..place(1, 1) },
            Place { owner: Uuid::from_u128(10), ..place(1, 1) },
        ] {
            assert_eq!(again.open(&elsewhere, &sealed), Err(VaultError::Unopenable));
        }
    }

    #[test]
    fn an_altered_byte_or_another_claimants_key_opens_nothing() {
        let vault = vault();
        let (key, wrapped) = vault.new_key(ClaimantId(Uuid::from_u128(7)));
        assert!(vault.open_key(ClaimantId(Uuid::from_u128(8)), &wrapped).is_err());
        let mut sealed = key.seal(&place(1, 1), b"x");
        *sealed.last_mut().expect("bytes") ^= 1;
        assert_eq!(key.open(&place(1, 1), &sealed), Err(VaultError::Unopenable));
        assert_eq!(key.open(&place(1, 1), b"short"), Err(VaultError::Unopenable));
    }

    #[test]
    fn tokens_match_by_purpose_and_value() {
        let vault = vault();
        assert_eq!(vault.match_token("phone", "1"), vault.match_token("phone", "1"));
        assert_ne!(vault.match_token("phone", "1"), vault.match_token("name", "1"));
        assert_ne!(vault.match_token("phone", "1"), self::vault().match_token("phone", "1"));
    }

    #[test]
    fn each_key_of_a_file_has_a_fingerprint_of_its_own() {
        let text = Vault::new_key_file();
        let prints = Vault::from_key_file(&text).expect("reads").fingerprints();
        let names: Vec<&str> = prints.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["master-1", "match"]);
        assert_eq!(prints, Vault::from_key_file(&text).expect("reads").fingerprints());
        for (name, print) in vault().fingerprints() {
            assert!(!prints.contains(&(name, print)), "another file");
        }
    }

    #[test]
    fn a_key_file_without_its_current_key_is_refused() {
        let text = Vault::new_key_file().replace("current = 1", "current = 2");
        assert_eq!(Vault::from_key_file(&text).err(), Some(VaultError::KeyFile));
    }
}
