//! From where each fact of a claim comes: who said it, when, and why it was taken up.
//! Never here: what a fact says, words.

use super::change::recorded_at;
use redress_kernel::{ActorId, Date, codes};
use redress_mechanism::Label;
use redress_mechanism::rules::fact::FactName;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// Who or what said a fact (`source-<code>`).
    SourceKind {
        /// The claim as it was filed.
        Filing = "filing",
        /// An answer to the panel's questions.
        AdvocateAnswer = "advocate_answer",
        /// The panel itself.
        Panel = "panel",
        /// The independent unit.
        Unit = "unit",
        /// The operation, from its records.
        Operation = "operation",
        /// A paper: a voucher, a plan of care, a decision, a test.
        Paper = "paper",
        /// The search for another file.
        Match = "match",
        /// The table of rates.
        Rate = "rate",
        /// Finance.
        Fund = "fund",
        /// The case itself: its days, its requests.
        Case = "case",
    }
}

codes! {
    /// Why something was taken up (`why-<code>`).
    Why {
        /// It was not known before.
        Learned = "learned",
        /// It is known more closely than before.
        Clearer = "clearer",
        /// What stood there was wrong.
        Corrected = "corrected",
    }
}

impl SourceKind {
    /// Those that a panel can name for what it records; the others are the program's own.
    pub const RECORDED: [SourceKind; 6] = [
        SourceKind::Panel,
        SourceKind::Paper,
        SourceKind::Unit,
        SourceKind::Operation,
        SourceKind::AdvocateAnswer,
        SourceKind::Fund,
    ];
}

/// From where one fact comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Who or what said it.
    pub source: SourceKind,
    /// Who recorded it; nothing for what the program took over by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ActorId>,
    /// Since which day it stands so, UTC.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// Why it was taken up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

/// Sources by path, such as `acts[<act>].when` or `unit`. A path stands for all below it that has no
/// source of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct Sources(pub BTreeMap<String, Source>);

impl Sources {
    /// Takes a source for a path and all below it.
    pub fn put(&mut self, path: &str, source: Source) {
        self.0.retain(|known, _| !is_under(known, path));
        self.0.insert(path.to_owned(), source);
    }

    /// The source of a path: its own, else of the nearest path above it.
    pub fn of(&self, path: &str) -> Option<&Source> {
        if let Some(own) = self.0.get(path) {
            return Some(own);
        }
        let above = self.0.iter().filter(|(known, _)| is_under(path, known));
        above.max_by_key(|(known, _)| known.len()).map(|(_, source)| source)
    }

    /// The sources of a path and of all below it, each once.
    pub fn all(&self, path: &str) -> Vec<&Source> {
        let mut found: Vec<&Source> = self.of(path).into_iter().collect();
        for (known, source) in &self.0 {
            if is_under(known, path) && !found.contains(&source) {
                found.push(source);
            }
        }
        found
    }
}

/// Whether a path is `above` or lies below it.
pub fn is_under(path: &str, above: &str) -> bool {
    let Some(rest) = path.strip_prefix(above) else { return false };
    above.is_empty() || rest.is_empty() || rest.starts_with(['.', '['])
}

/// Where a fact stands in the document, for the pair that a rule is about or for the claim; nothing
/// for what is no fact of the claim but of the rules, or is computed.
pub fn path_of(fact: FactName, act: Option<&Label>, perpetrator: Option<&Label>) -> Option<String> {
    let at = recorded_at(fact).or_else(|| stated_at(fact))?;
    let Some((list, field)) = at.split_once("[0]") else { return Some(at.to_owned()) };
    let of = if list == "acts" { act } else { perpetrator };
    Some(of.map_or_else(|| list.to_owned(), |label| format!("{list}[{label}]{field}")))
}

/// Where a fact stands that no change records by its form: the filing or the case states it.
fn stated_at(fact: FactName) -> Option<&'static str> {
    Some(match fact {
        FactName::FiledOn => "filed_on",
        FactName::AssessedOn => "assessed_on",
        FactName::OpenedOn => "progress.opened_on",
        FactName::Requests => "progress.requests",
        FactName::ConsentGiven => "consent.given",
        FactName::ConsentWithdrawn => "consent.withdrawn",
        FactName::Matched => "matched",
        FactName::Members | FactName::Views => "panel.members",
        FactName::Ruling => "rulings",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn source(kind: SourceKind) -> Source {
        Source { source: kind, by: None, on: date!(2026 - 11 - 02), why: None }
    }

    #[test]
    fn a_source_holds_for_all_below_it_until_one_comes_nearer() {
        let mut sources = Sources::default();
        sources.put("unit.status", source(SourceKind::Filing));
        sources.put("unit", source(SourceKind::Unit));
        assert_eq!(sources.of("unit.acts[a]").map(|one| one.source), Some(SourceKind::Unit));
        sources.put("unit.asked_on", source(SourceKind::Panel));
        assert_eq!(sources.of("unit.asked_on").map(|one| one.source), Some(SourceKind::Panel));
        assert_eq!(sources.all("unit").len(), 2);
        assert_eq!(sources.of("units"), None, "another word that begins alike");
    }

    #[test]
    fn facts_of_a_pair_have_the_path_of_the_pair() {
        let label = |text: &str| text.parse::<Label>().expect("a label");
        let (act, person) = (label("a-1"), label("p-1"));
        let path = |fact| path_of(fact, Some(&act), Some(&person));
        assert_eq!(path(FactName::When).as_deref(), Some("acts[a-1].when"));
        assert_eq!(path(FactName::Serving).as_deref(), Some("perpetrators[p-1].serving"));
        assert_eq!(path_of(FactName::When, None, None).as_deref(), Some("acts"));
        assert_eq!(path(FactName::OperationRan), None, "that is the rule set's");
        let without: Vec<_> = FactName::ALL.iter().filter(|fact| path(**fact).is_none()).collect();
        assert_eq!(without, [&FactName::OperationRan, &FactName::Net]);
    }
}
