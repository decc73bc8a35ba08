//! Proof that the books and the log were not changed afterwards. Books: entries as lines of text, hashed into a tree for each
//! seal, and a chain of signed statements over the trees. Log: one tree that grows, and signed checkpoints over it.
//! Belongs here: what is hashed and signed, and a verifier that needs an export and the public key alone. Never
//! here: SQL, files, the clock.

#![warn(missing_docs)]

mod checkpoint;
mod export;
mod key;
mod line;
mod log_export;
mod paper;
mod path;
mod statement;
mod tree;
mod verify;
mod witness;

pub use checkpoint::Checkpoint;
pub use export::{end_line, entry_line, seal_line};
pub use key::{KeyError, PublicKey, SealKey};
pub use line::{Line, LineLeg};
pub use log_export::{LogSize, checkpoint_line, log_end_line, row_line, verify_log};
pub use paper::PaperProof;
pub use path::{Grown, goes_on, is_in};
pub use statement::{End, Seal};
pub use tree::{Hash, Tree, hash, leaf};
pub use verify::{Finding, Verified, verify};
pub use witness::{Shown, Witnessed, witness};

/// Bytes as hexadecimal digits.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// As many bytes as there must be, from hexadecimal digits.
pub(crate) fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
