//! What is signed over the log, and what a proof about it is made of.

use crate::statement::{moment, values};
use crate::{Hash, from_hex, to_hex};
use redress_kernel::Timestamp;
use time::format_description::well_known::Rfc3339;

/// A checkpoint: the tree over the whole log has so many lines and this root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Counts from 1.
    pub number: u64,
    /// Lines of the log.
    pub size: u64,
    /// Root of the tree of all of them.
    pub root: Hash,
    /// When it was sealed.
    pub sealed_at: Timestamp,
}

const HEADING: &str = "redress log, checkpoint, version 1";

impl Checkpoint {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!(
            "{HEADING}\nnumber {}\nsize {}\nroot {}\nsealed {}",
            self.number,
            self.size,
            to_hex(&self.root),
            moment(self.sealed_at)
        )
    }

    /// From its text; nothing when it is none of ours, letter by letter.
    pub fn from_text(text: &str) -> Option<Self> {
        let [number, size, root, sealed] =
            values(text, HEADING, ["number", "size", "root", "sealed"])?;
        let checkpoint = Self {
            number: number.parse().ok()?,
            size: size.parse().ok()?,
            root: from_hex(root)?,
            sealed_at: Timestamp::parse(sealed, &Rfc3339).ok()?,
        };
        (checkpoint.text() == text).then_some(checkpoint)
    }
}
