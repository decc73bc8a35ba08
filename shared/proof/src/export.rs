//! The lines of an export: entries, each seal after its entries, and the end. One JSON object a line.

use crate::{End, Line, Seal, SealKey, to_hex};
use serde::{Deserialize, Serialize};

/// One line of an export.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Item {
    Entry(Line),
    Seal(Signed),
    End(Signed),
}

/// A statement with its signature, in hexadecimal digits.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signed {
    pub(crate) statement: String,
    pub(crate) signature: String,
}

fn text(item: &Item) -> String {
    serde_json::to_string(item).expect("texts, numbers and lists are always JSON")
}

/// The line of an entry: what is exported and what is hashed.
pub fn entry_line(line: Line) -> String {
    text(&Item::Entry(line))
}

/// The line of a seal as it was signed.
pub fn seal_line(seal: &Seal, signature: &[u8]) -> String {
    text(&Item::Seal(Signed { statement: seal.text(), signature: to_hex(signature) }))
}

/// The line that ends an export, so that one that was cut short is noticed.
pub fn end_line(end: &End, key: &SealKey) -> String {
    let statement = end.text();
    let signature = to_hex(&key.sign(&statement));
    text(&Item::End(Signed { statement, signature }))
}
