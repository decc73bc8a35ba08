//! Every label, flag, rounding and stop has a text in every language, with no variable that who shows
//! a line does not have.

use super::super::line::Rounding;
use crate::trace::{Flag, Stopped};
use redress_kernel::{Currency, Language};
use redress_texts::MECHANISM;
use std::collections::BTreeMap;

/// What who shows a line puts into its text.
const VARIABLES: [&str; 9] =
    ["act", "item", "head", "currency", "amount", "rate", "percent", "months", "limit"];

fn texts(language: Language) -> BTreeMap<&'static str, &'static str> {
    let files = MECHANISM.iter().filter(|(of, _)| *of == language).flat_map(|(_, files)| *files);
    let lines = files.flat_map(|file| file.lines()).filter_map(|line| line.split_once(" = "));
    lines.collect()
}

/// Labels that the code names.
fn labels() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/award");
    let mut labels = Vec::new();
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("a file").path();
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let code = std::fs::read_to_string(&path).expect("readable");
        let named = code.split("\"line-").skip(1).filter_map(|rest| rest.split('"').next());
        labels.extend(named.map(|label| format!("line-{label}")));
    }
    labels
}

#[test]
fn every_label_has_a_text_that_can_be_filled() {
    let labels = labels();
    assert!(labels.len() > 50, "the scan finds labels: {}", labels.len());
    for language in Language::ALL {
        let texts = texts(*language);
        for label in &labels {
            let text = texts.get(&**label).unwrap_or_else(|| panic!("{language}: {label}"));
            for variable in text.split("{ $").skip(1) {
                let variable = variable.split(' ').next().unwrap_or_default();
                assert!(VARIABLES.contains(&variable), "{language}: {label} has {variable}");
            }
        }
    }
}

#[test]
fn what_else_an_award_says_has_a_text() {
    let (currency, day) = (Currency::USD, redress_kernel::Date::MIN);
    let stops = [
        Stopped::RateMissing { currency, day },
        Stopped::WageMissing,
        Stopped::CausationUnknown,
        Stopped::TooLarge,
    ];
    let mut keys: Vec<String> = Flag::ALL.iter().map(|flag| format!("flag-{flag}")).collect();
    keys.extend(Rounding::ALL.iter().map(|rounding| format!("rounding-{rounding}")));
    for stop in stops {
        let json = serde_json::to_value(stop).expect("JSON");
        keys.push(format!("stopped-{}", json["why"].as_str().expect("a tag")));
    }
    for language in Language::ALL {
        let texts = texts(*language);
        let missing: Vec<_> = keys.iter().filter(|key| !texts.contains_key(&***key)).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}
