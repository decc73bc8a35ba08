//! What is signed: short texts that a person can read.

use crate::{Hash, from_hex, hash, to_hex};
use redress_kernel::Timestamp;
use time::format_description::well_known::Rfc3339;

/// A seal: so many entries, with this root, after that seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Counts from 1.
    pub number: u64,
    /// Entries under this seal.
    pub entries: u64,
    /// Entries under this seal and all before it.
    pub total: u64,
    /// Root of the tree of their lines.
    pub root: Hash,
    /// Hash of the statement before; zeros in the first.
    pub previous: Hash,
    /// When it was sealed.
    pub sealed_at: Timestamp,
}

/// The end of an export: so many seals, the last of which is this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// Seals in the export.
    pub seals: u64,
    /// Entries under them.
    pub entries: u64,
    /// Hash of the last statement.
    pub last: Hash,
    /// When it was exported.
    pub made_at: Timestamp,
}

const SEAL: &str = "redress books, seal, version 1";
const END: &str = "redress books, end of export, version 1";

pub(crate) fn moment(at: Timestamp) -> String {
    at.format(&Rfc3339).unwrap_or_default()
}

/// The values of `name value` lines after a heading, if the text has exactly these, in this order.
pub(crate) fn values<'a, const N: usize>(
    text: &'a str,
    heading: &str,
    names: [&str; N],
) -> Option<[&'a str; N]> {
    let mut lines = text.split('\n');
    if lines.next() != Some(heading) {
        return None;
    }
    let mut found = [""; N];
    for (value, name) in found.iter_mut().zip(names) {
        *value = lines.next()?.strip_prefix(name)?.strip_prefix(' ')?;
    }
    lines.next().is_none().then_some(found)
}

impl Seal {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!(
            "{SEAL}\nnumber {}\nentries {}\ntotal {}\nroot {}\nprevious {}\nsealed {}",
            self.number,
            self.entries,
            self.total,
            to_hex(&self.root),
            to_hex(&self.previous),
            moment(self.sealed_at)
        )
    }

    /// From its text; nothing when it is none of ours, letter by letter.
    pub fn from_text(text: &str) -> Option<Self> {
        let [number, entries, total, root, previous, sealed] =
            values(text, SEAL, ["number", "entries", "total", "root", "previous", "sealed"])?;
        let seal = Self {
            number: number.parse().ok()?,
            entries: entries.parse().ok()?,
            total: total.parse().ok()?,
            root: from_hex(root)?,
            previous: from_hex(previous)?,
            sealed_at: Timestamp::parse(sealed, &Rfc3339).ok()?,
        };
        (seal.text() == text).then_some(seal)
    }

    /// What the next seal names.
    pub fn hash(&self) -> Hash {
        hash(self.text().as_bytes())
    }
}

impl End {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!(
            "{END}\nseals {}\nentries {}\nlast {}\nmade {}",
            self.seals,
            self.entries,
            to_hex(&self.last),
            moment(self.made_at)
        )
    }

    /// From its text; nothing when it is none of ours, letter by letter.
    pub fn from_text(text: &str) -> Option<Self> {
        let [seals, entries, last, made] = values(text, END, ["seals", "entries", "last", "made"])?;
        let end = Self {
            seals: seals.parse().ok()?,
            entries: entries.parse().ok()?,
            last: from_hex(last)?,
            made_at: Timestamp::parse(made, &Rfc3339).ok()?,
        };
        (end.text() == text).then_some(end)
    }
}
