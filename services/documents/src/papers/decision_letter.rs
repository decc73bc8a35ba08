//! The letter of a decision: outcome, amount with its arithmetic, reasons, what can be done now.
//! It asks for no waiver and promises nothing that the rules do not.

use super::{PaperError, framed};
use crate::domain::DocumentCode;
use crate::typeset::{Block, Paper, Row, Table};
use redress_kernel::code::{DecisionOutcome, RuleOutcome};
use redress_kernel::{ClaimCode, Currency, Date, Decimal, Language, Money};
use redress_texts::{MissingText, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Raised with every change of words or order.
pub const TEMPLATE_VERSION: i32 = 1;

/// Arguments of a message of the mechanism.
pub type Arguments = BTreeMap<String, String>;

/// What the letter says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionLetter {
    /// Code of the claim.
    pub claim_code: ClaimCode,
    /// Whether there is an award.
    pub outcome: DecisionOutcome,
    /// What is offered, net (award P9); nothing or zero when there is no award.
    #[serde(default)]
    pub net: Option<Money>,
    /// Outcome and reason of each rule, in the order of the rules.
    pub rules: Vec<RuleReason>,
    /// The computation, line by line (award, section 3).
    #[serde(default)]
    pub lines: Vec<Line>,
    /// The panel's own words; paragraphs are parted by empty lines.
    #[serde(default)]
    pub reasons: String,
    /// Version of the rules.
    pub rule_version: String,
    /// Version of the schedule of sums.
    pub schedule_version: String,
    /// Day of the decision.
    pub issued_on: Date,
    /// Last day of the offer; nothing when there is none.
    #[serde(default)]
    pub open_until: Option<Date>,
    /// Language of the paper.
    pub language: Language,
}

/// One rule in the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleReason {
    /// `R-01` and so on.
    pub rule: String,
    /// What came of it.
    pub outcome: RuleOutcome,
    /// Key of the reason, a message of the mechanism.
    pub reason: String,
    /// Its arguments.
    #[serde(default)]
    pub args: Arguments,
}

/// One line of the computation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// `P1` and so on.
    #[serde(default)]
    pub step: String,
    /// Head of loss, `H1` and so on.
    #[serde(default)]
    pub head: Option<String>,
    /// Key of the label, a message of the mechanism.
    pub label: String,
    /// Its arguments.
    #[serde(default)]
    pub args: Arguments,
    /// The result of the line; below zero for deductions.
    pub amount: Decimal,
    /// Its currency.
    pub currency: Currency,
    /// How it was reached, in figures; may be empty.
    #[serde(default)]
    pub arithmetic: String,
}

impl DecisionLetter {
    /// The letter in words.
    pub fn paper(&self, words: Words, code: &DocumentCode) -> Result<Paper, PaperError> {
        let mut paper = framed(words, code, "letter-template", TEMPLATE_VERSION, self.issued_on)?;
        paper.blocks = self.blocks(words)?;
        Ok(paper)
    }

    fn blocks(&self, words: Words) -> Result<Vec<Block>, PaperError> {
        let say = |key: &str| words.say(key, &[]);
        let mut facts = vec![
            (say("letter-code")?, self.claim_code.to_string()),
            (say("letter-date")?, words.day(self.issued_on)),
        ];
        let is_award = self.outcome == DecisionOutcome::Awarded;
        if let Some(until) = self.open_until.filter(|_| is_award) {
            facts.push((say("letter-until")?, words.day(until)));
        }
        let mut blocks = vec![Block::Title(say("letter-heading")?), Block::Rows(facts)];
        self.outcome_blocks(words, &mut blocks)?;
        blocks.push(Block::Heading(say("letter-why")?));
        blocks.push(Block::Rows(self.rule_rows(words)?));
        let own = self.reasons.replace('\r', "");
        let own: Vec<&str> =
            own.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).collect();
        if !own.is_empty() {
            blocks.push(Block::Heading(say("letter-panel")?));
            blocks.extend(own.into_iter().map(|text| Block::Paragraph(text.to_owned())));
        }
        blocks.push(Block::Heading(say("letter-now")?));
        blocks.push(Block::Steps(self.steps(words)?));
        if is_award {
            blocks.push(Block::Note(say("letter-no-waiver")?));
        }
        let versions = [("rules", &*self.rule_version), ("schedule", &*self.schedule_version)];
        blocks.push(Block::Paragraph(words.say("letter-versions", &versions)?));
        Ok(blocks)
    }

    fn outcome_blocks(&self, words: Words, blocks: &mut Vec<Block>) -> Result<(), PaperError> {
        let say = |key: &str| words.say(key, &[]);
        let net = match (self.outcome, self.net) {
            (DecisionOutcome::Awarded, Some(net)) => words.money(net),
            (DecisionOutcome::Awarded, None) => return Err(PaperError::NoAmount),
            (DecisionOutcome::NotAwarded, _) => {
                blocks.push(Block::Paragraph(say("letter-not-awarded")?));
                blocks.push(Block::Note(say("letter-not-awarded-account")?));
                return Ok(());
            }
        };
        blocks.push(Block::Paragraph(words.say("letter-awarded", &[("net", &net)])?));
        blocks.push(Block::Heading(say("letter-amount")?));
        blocks.push(Block::Table(Table {
            heads: (say("letter-line")?, say("letter-line-amount")?),
            rows: self.lines.iter().map(|line| line.row(words)).collect::<Result<_, _>>()?,
            total: Some((say("letter-net")?, net)),
        }));
        blocks.push(Block::Paragraph(say("letter-rounding")?));
        Ok(())
    }

    /// Each rule by its name, what came of it, and why.
    fn rule_rows(&self, words: Words) -> Result<Vec<(String, String)>, PaperError> {
        let row = |reason: &RuleReason| {
            let outcome = words.say(&format!("letter-outcome-{}", reason.outcome), &[])?;
            let name = words.say(&format!("code-rule-{}", reason.rule), &[])?;
            let why = message(words, &reason.reason, &reason.args)?;
            Ok((name, format!("{outcome} {why}")))
        };
        self.rules.iter().map(row).collect()
    }

    fn steps(&self, words: Words) -> Result<Vec<String>, PaperError> {
        let say = |key: &str| words.say(key, &[]);
        let mut steps = Vec::new();
        if self.outcome == DecisionOutcome::Awarded {
            steps.push(say("letter-step-accept")?);
            if let Some(until) = self.open_until {
                steps.push(words.say("letter-step-time", &[("until", &words.day(until))])?);
            }
            steps.push(say("letter-step-review")?);
        } else {
            steps.push(say("letter-step-review-only")?);
        }
        steps.push(say("letter-step-new")?);
        Ok(steps)
    }
}

impl Line {
    fn row(&self, words: Words) -> Result<Row, PaperError> {
        let amount = format!("{} {}", redress_kernel::money::grouped(self.amount), self.currency);
        Ok(Row {
            label: message(words, &self.label, &self.args)?,
            note: words.language.arithmetic(&self.arithmetic),
            amount: words.language.number(&amount).replace('-', "\u{2212}"),
        })
    }
}

/// A message of the mechanism with its arguments in words.
fn message(words: Words, key: &str, args: &Arguments) -> Result<String, MissingText> {
    let args = words.values(args.iter().map(|(name, value)| (&**name, &**value)));
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, &**value)).collect();
    words.say(key, &args)
}
