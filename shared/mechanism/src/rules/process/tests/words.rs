//! Every reason and every fact has its words, with the values that a finding gives them.

use super::*;
use crate::rules::fact::FactName;
use redress_kernel::Language;
use redress_texts::{COMMON, MECHANISM};
use std::collections::{BTreeMap, BTreeSet};

/// Texts that reasons, facts and codes have, by key.
pub(super) fn texts(language: Language) -> BTreeMap<&'static str, &'static str> {
    let files = COMMON.iter().chain(MECHANISM).filter(|(of, _)| *of == language);
    let lines = files.flat_map(|(_, files)| *files).flat_map(|file| file.lines());
    lines.filter_map(|line| line.split_once(" = ")).collect()
}

/// Names of the values in a text.
pub(super) fn variables(text: &str) -> BTreeSet<&str> {
    let named = text.split("{ $").skip(1);
    named.filter_map(|rest| rest.split([' ', '}']).next()).collect()
}

#[test]
fn every_fact_and_code_has_its_words() {
    for language in Language::ALL {
        let texts = texts(*language);
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
            assert!(texts.contains_key(&*key), "{language}: {key}");
        }
    }
}

/// The rules by their own text: a key that no test comes to has its words as well.
#[test]
fn every_reason_in_the_rules_has_its_words() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
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
    for language in Language::ALL {
        let texts = texts(*language);
        for key in &named {
            assert!(texts.contains_key(&**key), "{language}: {key}");
        }
    }
}
