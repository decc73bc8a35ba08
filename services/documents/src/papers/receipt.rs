//! The receipt of a file: claim code, day, what happens next. Neutral: it says nothing of what the
//! file is about (lifecycle, section 4).

use super::{PaperError, framed};
use crate::domain::DocumentCode;
use crate::typeset::{Block, Paper};
use redress_kernel::{ClaimCode, Date, Language};
use redress_texts::Words;
use serde::{Deserialize, Serialize};

/// Raised with every change of words or order.
pub const TEMPLATE_VERSION: i32 = 1;

/// What a receipt says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Code of the claim.
    pub claim_code: ClaimCode,
    /// Day of submission, UTC.
    pub submitted_on: Date,
    /// Language of the paper.
    pub language: Language,
}

impl Receipt {
    /// The receipt in words.
    pub fn paper(&self, words: Words, code: &DocumentCode) -> Result<Paper, PaperError> {
        let say = |key: &str| words.say(key, &[]);
        let mut paper =
            framed(words, code, "receipt-template", TEMPLATE_VERSION, self.submitted_on)?;
        paper.blocks = vec![
            Block::Title(say("receipt-heading")?),
            Block::Rows(vec![
                (say("receipt-code")?, self.claim_code.to_string()),
                (say("receipt-date")?, words.day(self.submitted_on)),
            ]),
            Block::Paragraph(say("receipt-thanks")?),
            Block::Heading(say("receipt-next")?),
            Block::Steps(vec![
                say("receipt-step-safety")?,
                say("receipt-step-review")?,
                say("receipt-step-decision")?,
            ]),
            Block::Note(say("receipt-keep")?),
            Block::Paragraph(say("receipt-choice")?),
        ];
        Ok(paper)
    }
}
