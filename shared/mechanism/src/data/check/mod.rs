//! Whether a version is sound: what the type of a document can't say. A version with an error is
//! never kept; a warning is shown to the people who sign.
//! Belongs here: checks of one document by itself. Never here: a clock, other versions, words.

mod found;
mod limits;
mod number;
mod rules;
mod schedule;
mod table;
mod tables;
mod text;

pub use found::{Problem, Severity};
pub use rules::rules;
pub use schedule::schedule;

use super::{DataError, RULES_FORMAT, RuleSet, SCHEDULE_FORMAT, Sums};
use found::Found;

/// A document that could be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    /// A rule set.
    Rules(Box<RuleSet>),
    /// A schedule.
    Schedule(Box<Sums>),
}

/// Reads and checks a document of either kind. Nothing is returned as the document when it can't be
/// read; the problems then say where. `known_text` says whether the program has a text of a key in
/// a language.
pub fn document(
    text: &str,
    known_text: &dyn Fn(&str, &str) -> bool,
) -> (Option<Document>, Vec<Problem>) {
    let mut found = Found::default();
    let read = match format_of(text) {
        Ok(format) if format == RULES_FORMAT => {
            RuleSet::parse(text).map(|set| Document::Rules(Box::new(set)))
        }
        Ok(format) if format == SCHEDULE_FORMAT => {
            Sums::parse(text).map(|sums| Document::Schedule(Box::new(sums)))
        }
        Ok(format) => {
            found.error("format", "format-unknown").with("format", format);
            return (None, found.0);
        }
        Err(error) => Err(error),
    };
    match read {
        Ok(document) => {
            text::twice(text, &mut found);
            found.0.extend(match &document {
                Document::Rules(set) => rules(set, known_text),
                Document::Schedule(sums) => schedule(sums),
            });
            (Some(document), found.0)
        }
        Err(DataError::Unreadable { path, why }) => {
            // A place that the reader has no name for stands as a question mark.
            let path = path.trim_end_matches('?').trim_end_matches('.');
            found.error(path, "unreadable").with("why", why);
            (None, found.0)
        }
    }
}

/// The format that a document says it has.
fn format_of(text: &str) -> Result<String, DataError> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: String,
    }
    super::read::<Head>(text).map(|head| head.format)
}

#[cfg(test)]
mod tests;
