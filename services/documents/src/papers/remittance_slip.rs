//! The slip of one transfer: reference, amounts, rate, day. Neutral: no word of what for
//! (lifecycle, section 4; rule R-21).

use super::{PaperError, framed};
use crate::domain::DocumentCode;
use crate::typeset::{Block, Paper};
use redress_kernel::{ClaimCode, Date, Decimal, Language, Money};
use redress_texts::Words;
use serde::{Deserialize, Serialize};

/// Raised with every change of words or order.
pub const TEMPLATE_VERSION: i32 = 1;

/// What a slip says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemittanceSlip {
    /// Code of the claim; the slip calls it a reference.
    pub claim_code: ClaimCode,
    /// Which part this is, from 1.
    pub instalment: u32,
    /// Of how many parts.
    pub of: u32,
    /// What is owed, in US dollars.
    pub amount: Money,
    /// What was paid, in the currency chosen.
    pub paid: Money,
    /// Units of the currency paid per US dollar, on the day of instruction (award P12).
    #[serde(default)]
    pub rate: Option<Decimal>,
    /// Day that the bank booked it.
    pub settled_on: Date,
    /// The bank's own reference.
    #[serde(default)]
    pub bank_reference: Option<String>,
    /// Language of the paper.
    pub language: Language,
}

impl RemittanceSlip {
    /// The slip in words.
    pub fn paper(&self, words: Words, code: &DocumentCode) -> Result<Paper, PaperError> {
        let say = |key: &str| words.say(key, &[]);
        let part = [("part", &*self.instalment.to_string()), ("parts", &*self.of.to_string())];
        let mut rows = vec![
            (say("slip-code")?, self.claim_code.to_string()),
            (say("slip-date")?, words.day(self.settled_on)),
            (say("slip-part")?, words.say("slip-part-of", &part)?),
            (say("slip-amount")?, words.money(self.amount)),
        ];
        if self.paid.currency() != self.amount.currency() {
            rows.push((say("slip-paid")?, words.money(self.paid)));
            if let Some(rate) = self.rate {
                let rate = words.language.number(&rate.normalize().to_string());
                let values = [
                    ("from", self.amount.currency().code()),
                    ("rate", &rate),
                    ("to", self.paid.currency().code()),
                ];
                rows.push((say("slip-rate")?, words.say("slip-rate-value", &values)?));
            }
        }
        if let Some(reference) = self.bank_reference.as_ref().filter(|text| !text.is_empty()) {
            rows.push((say("slip-bank")?, reference.clone()));
        }
        let mut paper = framed(words, code, "slip-template", TEMPLATE_VERSION, self.settled_on)?;
        paper.blocks = vec![
            Block::Title(say("slip-heading")?),
            Block::Paragraph(say("slip-done")?),
            Block::Rows(rows),
            Block::Note(say("slip-ask")?),
        ];
        Ok(paper)
    }
}
