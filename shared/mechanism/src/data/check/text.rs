//! Texts that are missing or that nothing names, and keys that stand twice in the written document.

use super::found::Found;
use crate::data::RuleSet;
use crate::label::Label;
use redress_kernel::Language;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use std::collections::{BTreeMap, BTreeSet};

/// Which texts a set has, of its own or of the program.
pub(super) struct Texts<'a> {
    own: &'a BTreeMap<String, BTreeMap<String, String>>,
    known: &'a dyn Fn(&str, &str) -> bool,
    named: BTreeSet<String>,
}

impl<'a> Texts<'a> {
    /// Of a set in a program.
    pub(super) fn new(set: &'a RuleSet, known: &'a dyn Fn(&str, &str) -> bool) -> Self {
        Self { own: &set.texts, known, named: BTreeSet::new() }
    }

    /// An error for each language that has no text of a code, at the place that names it.
    pub(super) fn need(&mut self, found: &mut Found, path: &str, list: &str, code: &Label) {
        let key = format!("{list}-{code}");
        for lang in Language::ALL.iter().map(|language| language.as_str()) {
            let own = self.own.get(lang).and_then(|texts| texts.get(&key));
            if own.is_none() && !(self.known)(lang, &key) {
                found.error(path, "text-missing").with("key", &key).with("language", lang);
            }
        }
        self.named.insert(key);
    }

    /// Own texts that are empty, in a language that the program has not, or named by nothing.
    pub(super) fn rest(self, found: &mut Found) {
        for (lang, texts) in self.own {
            let path = format!("texts.{lang}");
            if lang.parse::<Language>().is_err() {
                found.warning(&path, "language-unknown").with("language", lang);
            }
            for (key, text) in texts {
                let path = format!("{path}.{key}");
                said(found, &path, text);
                if !self.named.contains(key) {
                    found.warning(&path, "text-unused").with("key", key);
                }
            }
        }
    }
}

/// A text that has to say something.
pub(super) fn said(found: &mut Found, path: &str, text: &str) {
    if text.trim().is_empty() {
        found.error(path, "text-empty");
    }
}

/// An error for each key that stands twice in one object: a reader would take the last one and
/// people might have signed for the first.
pub(super) fn twice(text: &str, found: &mut Found) {
    let mut json = serde_json::Deserializer::from_str(text);
    let mut twice = Vec::new();
    // What is no JSON has been told before.
    let _ = Place { path: String::new(), twice: &mut twice }.deserialize(&mut json);
    for path in twice {
        found.error(&path, "key-twice");
    }
}

struct Place<'a> {
    path: String,
    twice: &'a mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = ();
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Place<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            let dot = if self.path.is_empty() { "" } else { "." };
            let path = format!("{}{dot}{key}", self.path);
            if !seen.insert(key) {
                self.twice.push(path.clone());
            }
            map.next_value_seed(Place { path, twice: self.twice })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut place = 0_usize;
        loop {
            let path = format!("{}[{place}]", self.path);
            let member = Place { path, twice: self.twice };
            if seq.next_element_seed(member)?.is_none() {
                return Ok(());
            }
            place += 1;
        }
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    // A written fraction is no number of either format, but it can stand in a document.
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
