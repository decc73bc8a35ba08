//! The proof beside a paper: its file is the one of a row that stood in the log under a signed checkpoint.

use crate::{Checkpoint, Hash, PublicKey, from_hex, hash, is_in, leaf, to_hex};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is handed out beside a paper: with it and the public key anybody can tell, without the database, that the paper is as
/// it was when the log was sealed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperProof {
    /// The row of the paper, as it is hashed; names the SHA-256 of the file.
    pub row: String,
    /// The row of the log that names the hash of that row.
    pub trace: String,
    /// The place of the trace in the tree, counted from nothing.
    pub place: u64,
    /// Hashes beside the way from the trace to the root.
    pub path: Vec<String>,
    /// The checkpoint.
    pub statement: String,
    /// Its signature.
    pub signature: String,
}

impl PaperProof {
    /// The way in hexadecimal digits, and the signature.
    pub fn in_digits(path: &[Hash], signature: &[u8]) -> (Vec<String>, String) {
        (path.iter().map(|beside| to_hex(beside)).collect(), to_hex(signature))
    }

    /// The checkpoint that the file stood under; or what is wrong.
    pub fn verify(&self, file: &[u8], key: &PublicKey) -> Result<Checkpoint, &'static str> {
        let row: Value = serde_json::from_str(&self.row).map_err(|_| "the row can't be read")?;
        if !says(&row, "sha256", file) {
            return Err("the file is not the one that the row names");
        }
        let trace =
            self.trace.strip_prefix("row ").and_then(|text| serde_json::from_str(text).ok());
        let trace: Value = trace.ok_or("the trace can't be read")?;
        if trace.get("listed").and_then(Value::as_str) != Some("documents.paper")
            || !says(&trace, "digest", self.row.as_bytes())
        {
            return Err("the row is not the one that the trace names");
        }
        let signature = from_hex::<64>(&self.signature).ok_or("the signature can't be read")?;
        if !key.verifies(&self.statement, &signature) {
            return Err("the signature of the checkpoint is not of this key");
        }
        let said = Checkpoint::from_text(&self.statement).ok_or("the checkpoint can't be read")?;
        let path: Option<Vec<Hash>> = self.path.iter().map(|text| from_hex(text)).collect();
        let path = path.ok_or("the way to the root can't be read")?;
        if !is_in(leaf(self.trace.as_bytes()), self.place, said.size, &said.root, &path) {
            return Err("the trace was not under the checkpoint");
        }
        Ok(said)
    }
}

/// Whether a member is the SHA-256 of bytes, as the database writes it.
fn says(row: &Value, member: &str, bytes: &[u8]) -> bool {
    row.get(member).and_then(Value::as_str) == Some(&format!("\\x{}", to_hex(&hash(bytes))))
}
