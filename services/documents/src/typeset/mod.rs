//! Craft room: from a worded paper to the bytes of a PDF.
//! Belongs here: line breaking, pages, tags, the writing of the file. Never here: what a paper says,
//! money, SQL, HTTP, the clock. The same [`Paper`] gives the same bytes in every process, because
//! nothing but the paper and the fonts kept beside this file goes in.

mod fonts;
mod layout;
mod paper;
mod shape;
mod tags;
mod text;
mod write;

pub use paper::{Block, Footer, PAGE_MARK, PAGES_MARK, Paper, Row, Table};

/// Why a paper can't be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TypesetError {
    /// A letter that the fonts lack: printed as a box it would be worse than not at all.
    #[error("no glyph for U+{:04X}", u32::from(*.0))]
    NoGlyph(char),
    /// More pages than any paper of ours can have; something is wrong with its content.
    #[error("more than {} pages", layout::PAGES_MAX)]
    TooLong,
    /// One of the fonts, or the file, could not be worked with.
    #[error("{0}")]
    Broken(String),
}

/// The PDF of a paper: A4, tagged, language and dates from the paper itself.
pub fn set(paper: &Paper) -> Result<Vec<u8>, TypesetError> {
    let laid = layout::lay_out(paper)?;
    write::write(paper, &laid)
}

#[cfg(test)]
mod reading;
#[cfg(test)]
mod scripts;
