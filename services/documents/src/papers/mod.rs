//! Craft room: from the content of a paper (data of other services) to its wording.
//! Belongs here: which words, in which order, in which language. Never here: SQL, HTTP, the PDF.
//! Each paper has a template version: a change of words or order raises it, and papers that were
//! made before keep theirs, for their bytes are kept.

mod decision_letter;
mod pictures;
mod receipt;
mod remittance_slip;

pub use decision_letter::{DecisionLetter, Line, RuleReason};
pub use receipt::Receipt;
pub use remittance_slip::RemittanceSlip;

use crate::TEXTS;
use crate::domain::{DocumentCode, Kind};
use crate::typeset::{Footer, PAGE_MARK, PAGES_MARK, Paper, TypesetError, set};
use redress_kernel::{Date, Language};
use redress_texts::{MissingText, Words};

/// Why a paper can't be worded or set.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The content is not what its kind needs.
    #[error("content: {0}")]
    Content(#[from] serde_json::Error),
    /// A message is missing, or lacks a value: a paper is never made with a hole in it.
    #[error(transparent)]
    NoText(#[from] MissingText),
    /// There is an award and no amount.
    #[error("an award without an amount")]
    NoAmount,
    /// The PDF can't be made.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
}

/// The version of the template that a new paper of this kind is made with.
pub fn template_version(kind: Kind) -> i32 {
    match kind {
        Kind::Receipt => receipt::TEMPLATE_VERSION,
        Kind::DecisionLetter => decision_letter::TEMPLATE_VERSION,
        Kind::RemittanceSlip => remittance_slip::TEMPLATE_VERSION,
    }
}

/// The finished file of a paper. The same kind, content and code give the same bytes.
pub fn render(
    kind: Kind,
    content: &serde_json::Value,
    code: &DocumentCode,
) -> Result<Vec<u8>, PaperError> {
    Ok(set(&worded(kind, content, code)?)?)
}

/// A paper in words. What people typed may hold pictures: they are said.
pub fn worded(
    kind: Kind,
    content: &serde_json::Value,
    code: &DocumentCode,
) -> Result<Paper, PaperError> {
    let (language, mut paper) = composed(kind, content, code)?;
    paper.blocks.iter_mut().for_each(|block| {
        block.each_text(|text| pictures::spelled(language, text));
    });
    Ok(paper)
}

fn composed(
    kind: Kind,
    content: &serde_json::Value,
    code: &DocumentCode,
) -> Result<(Language, Paper), PaperError> {
    let content = content.clone();
    Ok(match kind {
        Kind::Receipt => {
            let receipt: Receipt = serde_json::from_value(content)?;
            (receipt.language, receipt.paper(TEXTS.words(receipt.language), code)?)
        }
        Kind::DecisionLetter => {
            let letter: DecisionLetter = serde_json::from_value(content)?;
            (letter.language, letter.paper(TEXTS.words(letter.language), code)?)
        }
        Kind::RemittanceSlip => {
            let slip: RemittanceSlip = serde_json::from_value(content)?;
            (slip.language, slip.paper(TEXTS.words(slip.language), code)?)
        }
    })
}

/// The frame that all papers share.
fn framed(
    words: Words,
    code: &DocumentCode,
    template: &str,
    version: i32,
    dated: Date,
) -> Result<Paper, PaperError> {
    let code = code.to_string();
    let template = words.say(template, &[("version", &version.to_string())])?;
    Ok(Paper {
        language: words.language.as_str().to_owned(),
        title: words.say("paper-title", &[("code", &code)])?,
        dated,
        blocks: Vec::new(),
        footer: Footer {
            words: words.say("paper-footer", &[("code", &code), ("template", &template)])?,
            page: words.say("paper-page", &[("page", PAGE_MARK), ("pages", PAGES_MARK)])?,
        },
    })
}

#[cfg(test)]
mod tests;
