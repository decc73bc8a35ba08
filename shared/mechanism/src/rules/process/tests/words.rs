//! Every reason and every fact has its words, with the values that a finding gives them.

use super::*;
use crate::rules::fact::FactName;
use std::collections::{BTreeMap, BTreeSet};

/// Texts of the files that reasons, facts and codes stand in, by key.
pub(super) fn texts(language: &str) -> BTreeMap<String, String> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let files = ["eligibility/locales/", "../shared/web/locales/"];
    let mut texts = BTreeMap::new();
    for folder in files {
        let folder = format!("{root}/services/{folder}{language}");
        for file in std::fs::read_dir(folder).expect("a folder of texts") {
            let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
            for line in text.lines() {
                if let Some((key, words)) = line.split_once(" = ") {
                    texts.insert(key.to_owned(), words.to_owned());
                }
            }
        }
    }
    texts
}

/// Names of the values in a text.
pub(super) fn variables(text: &str) -> BTreeSet<&str> {
    let named = text.split("{ $").skip(1);
    named.filter_map(|rest| rest.split([' ', '}']).next()).collect()
}

#[test]
fn every_fact_and_code_has_its_words() {
    for language in ["en", "fr"] {
        let texts = texts(language);
        let mut keys: Vec<String> =
            FactName::ALL.iter().map(|name| format!("fact-{name}")).collect();
        let mut codes = |list: &str, codes: Vec<&str>| {
            keys.extend(codes.into_iter().map(|code| format!("code-{list}-{code}")));
        };
        codes("head", Head::ALL.iter().map(|code| code.as_str()).collect());
        codes("test", Test::ALL.iter().map(|code| code.as_str()).collect());
        codes("tie", Tie::ALL.iter().map(|code| code.as_str()).collect());
        codes("liable", Liable::ALL.iter().map(|code| code.as_str()).collect());
        codes("successor", Successor::ALL.iter().map(|code| code.as_str()).collect());
        codes("new_item", NewItem::ALL.iter().map(|code| code.as_str()).collect());
        codes("standing", Standing::ALL.iter().map(|code| code.as_str()).collect());
        codes("authority", Authority::ALL.iter().map(|code| code.as_str()).collect());
        codes("signs", Signs::ALL.iter().map(|code| code.as_str()).collect());
        codes("unit_status", UnitStatus::ALL.iter().map(|code| code.as_str()).collect());
        codes("cost_kind", CostKind::ALL.iter().map(|code| code.as_str()).collect());
        codes("payee_kind", PayeeKind::ALL.iter().map(|code| code.as_str()).collect());
        codes("gender", Gender::ALL.iter().map(|code| code.as_str()).collect());
        codes("view", View::ALL.iter().map(|code| code.as_str()).collect());
        codes("offer_answer", OfferAnswer::ALL.iter().map(|code| code.as_str()).collect());
        for key in keys {
            assert!(texts.contains_key(&key), "{language}: {key}");
        }
    }
}

/// The rules by their own text: a key that no test comes to has its words as well.
#[test]
fn every_reason_in_the_rules_has_its_words() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
    let (en, fr) = (texts("en"), texts("fr"));
    let mut named = BTreeSet::new();
    for file in std::fs::read_dir(folder).expect("the rules") {
        let path = file.expect("a file").path();
        if path.is_file() {
            let text = std::fs::read_to_string(path).expect("a text");
            let keys = text.split("\"reason-").skip(1);
            named.extend(
                keys.filter_map(|rest| Some(format!("reason-{}", rest.split('"').next()?))),
            );
        }
    }
    assert!(named.len() > 150, "the scan finds reasons: {}", named.len());
    for key in named {
        assert!(en.contains_key(&key) && fr.contains_key(&key), "{key}");
    }
}
