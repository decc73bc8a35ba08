//! An assessment in words: messages, facts and arithmetic in a language, for pages and commands.
//! Never here: what is assessed, how a page is laid out.

use crate::TEXTS;
use crate::domain::change::Field;
use redress_kernel::Language;
use redress_mechanism::explain::{ExplainedStop, FactRead, Message};
use redress_mechanism::trace::Stopped;
use redress_mechanism::{Facts, Label};
use redress_texts::Words;

/// What stands where a fact is not known.
const UNKNOWN: &str = "-";

/// The words of an assessment in one language.
#[derive(Debug, Clone, Copy)]
pub struct AssessmentWords(Words);

impl std::ops::Deref for AssessmentWords {
    type Target = Words;
    fn deref(&self) -> &Words {
        &self.0
    }
}

impl AssessmentWords {
    /// In a language.
    pub fn of(language: Language) -> Self {
        Self(TEXTS.words(language))
    }

    /// An act of a claim by its number and what it is.
    pub fn act(self, facts: &Facts, act: &Label) -> String {
        let place = facts.acts.iter().position(|one| one.act_id == *act);
        let what = |place: usize| Some(self.code("act", facts.acts[place].act?));
        self.numbered("act-number", act, place, what)
    }

    /// A person of a claim by number and category.
    pub fn person(self, facts: &Facts, person: &Label) -> String {
        let place = facts.perpetrators.iter().position(|one| one.perpetrator_id == *person);
        let what = |place: usize| Some(self.code("category", facts.perpetrators[place].category?));
        self.numbered("person-number", person, place, what)
    }

    fn numbered(
        self,
        key: &str,
        label: &Label,
        place: Option<usize>,
        what: impl Fn(usize) -> Option<String>,
    ) -> String {
        let Some(place) = place else { return label.to_string() };
        let name = self.text(key, &[("number", &(place + 1).to_string())]);
        what(place).map_or_else(|| name.clone(), |what| format!("{name}: {what}"))
    }

    /// A message; a value that is a code of the list that it is named after is put into words.
    pub fn message(self, message: &Message) -> String {
        let args = self.values(message.args.iter().map(|(name, value)| (&**name, &**value)));
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, &**value)).collect();
        self.text(&message.key, &args)
    }

    /// The name of a fact.
    pub fn fact_name(self, fact: &FactRead) -> String {
        self.text(&format!("fact-{}", fact.name), &[])
    }

    /// The value of a fact, each of several by itself.
    pub fn fact_value(self, fact: &FactRead) -> String {
        if fact.value == UNKNOWN {
            return self.text("not-provided", &[]);
        }
        if fact.name == "ruling" {
            let said = fact.value.split(", ").map(|ruling| self.ruling(ruling));
            return said.collect::<Vec<_>>().join("; ");
        }
        let list = list_of(&fact.name);
        fact.value.split(", ").map(|part| self.value(list, part)).collect::<Vec<_>>().join("; ")
    }

    /// A ruling, such as `R-09 met displacement`: its rule, what was found, and on what ground.
    fn ruling(self, said: &str) -> String {
        let mut parts = said.split(' ');
        let (Some(rule), Some(outcome), Some(ground)) = (parts.next(), parts.next(), parts.next())
        else {
            return said.to_owned();
        };
        format!("{rule}: {}. {}", self.code("outcome", outcome), self.value("ground", ground))
    }

    /// Why a line stopped.
    pub fn stopped(self, stop: &ExplainedStop) -> String {
        match stop.why {
            Stopped::RateMissing { currency, day } => {
                let args = [("currency", currency.code()), ("day", &*self.day(day))];
                self.text("stopped-rate_missing", &args)
            }
            Stopped::WageMissing => self.text("stopped-wage_missing", &[]),
            Stopped::CausationUnknown => self.text("stopped-causation_unknown", &[]),
            Stopped::TooLarge => self.text("stopped-too_large", &[]),
        }
    }
}

/// The list that the values of a fact are codes of: that of the field which records it.
fn list_of(fact: &str) -> &str {
    match fact {
        "consent_given" | "consent_withdrawn" => "consent",
        "unit" => "unit_status",
        "matched" => "match",
        "views" => "view",
        "on_file" => "answer",
        other => {
            let field = other.parse().ok().and_then(Field::of);
            field.and_then(Field::words).unwrap_or(other)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn fact(name: &'static str, value: &'static str) -> FactRead {
        FactRead { name: Cow::Borrowed(name), value: Cow::Borrowed(value) }
    }

    #[test]
    fn codes_days_and_numbers_are_put_into_words() {
        let (en, fr) = (AssessmentWords::of(Language::En), AssessmentWords::of(Language::Fr));
        assert_eq!(en.fact_value(&fact("category", "UNV")), "United Nations volunteer");
        assert_eq!(en.fact_value(&fact("filed_on", "2026-03-15")), "15 March 2026");
        assert_eq!(fr.fact_value(&fact("filed_on", "2026-03-15")), "15 mars 2026");
        let ruled = en.fact_value(&fact("ruling", "R-09 met fear"));
        assert!(ruled.starts_with("R-09: Met. You were afraid."), "{ruled}");
        let both = en.fact_value(&fact("consent_given", "P1, P8"));
        assert_eq!(both, "File this claim; Give payment details to the bank or paying agent");
        assert_eq!(en.fact_value(&fact("unit", "-")), en.text("not-provided", &[]));
        assert_eq!(fr.fact_value(&fact("net", "34,460.00")), "34\u{202f}460,00");
        let when = en.fact_value(&fact("when", "2021-01-01 – 2021-12-31"));
        assert_eq!(when, "1 January 2021 – 31 December 2021");
        assert_eq!(en.fact_value(&fact("service", "2021-01-01 –")), "1 January 2021 –");
        let asked = fr.fact_value(&fact("interim_asked", "1250.50 USD"));
        assert_eq!(asked, "1\u{202f}250,50\u{a0}USD");
    }
}
