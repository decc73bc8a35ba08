//! The mechanism as a whole: whatever stands in a document, it is refused or assessed, and twice gives
//! the same bytes. `PROPTEST_CASES=1000000` makes a fuzzer of it.

use proptest::prelude::*;
use redress_mechanism::{Explained, Facts, Mechanism, Trace};
use serde_json::{Value, json};
use std::sync::LazyLock;

static MECHANISM: LazyLock<Mechanism> = LazyLock::new(Mechanism::shipped);

/// The worked cases, every stage of them.
static CASES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("worked cases")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| serde_json::from_slice(&std::fs::read(file).expect("facts")).expect("JSON"))
        .collect()
});

/// Values that lie at an edge, or that a field can't mean.
fn odd(choice: usize) -> Value {
    let odd = [
        json!(null),
        json!("yes"),
        json!("no"),
        json!("unknown"),
        json!(true),
        json!(false),
        json!("1900-01-01"),
        json!("2199-12-31"),
        json!("2024-02-29"),
        json!({ "earliest": "1900-01-01", "latest": "2199-12-31" }),
        json!({ "earliest": "2020-02-29", "latest": "2020-02-29" }),
        json!({ "amount": "1000000000.00", "currency": "USD" }),
        json!({ "amount": "0.01", "currency": "USD" }),
        json!({ "amount": "0.00", "currency": "USD" }),
        json!({ "amount": "1000000000000.000", "currency": "IQD" }),
        json!({ "amount": "999999999999", "currency": "XAF" }),
        json!("0.00000001"),
        json!("999999.99999999"),
        json!("0.333333"),
        json!("1200"),
        json!("-1"),
        json!(0),
        json!(1),
        json!(100),
        json!(100_000),
        json!(-1),
        json!([]),
        json!({}),
        json!("UNK"),
        json!("A6"),
        json!("UNKNOWN"),
        json!("OTHER"),
        json!("dependant"),
        json!("child_born"),
        json!("perpetrator"),
        json!("pending"),
    ];
    odd[choice % odd.len()].clone()
}

/// The place of every value in a document, lists and objects included.
fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                places(value, format!("{at}/{name}"), found);
            }
        }
        Value::Array(members) => {
            for (place, value) in members.iter().enumerate() {
                places(value, format!("{at}/{place}"), found);
            }
        }
        _ => {}
    }
    found.push(at);
}

/// A document with some values replaced, given twice or left out.
fn disturbed(case: usize, changes: &[(usize, usize, u8)]) -> Value {
    let mut facts = CASES[case % CASES.len()].clone();
    for (place, choice, kind) in changes {
        let mut found = Vec::new();
        places(&facts, String::new(), &mut found);
        let path = found[place % found.len()].clone();
        let Some((parent, name)) = path.rsplit_once('/') else { continue };
        let new = match kind {
            0 => None,
            1 => facts.pointer(&path).cloned(),
            // What stands elsewhere in a worked case.
            2 => CASES[choice % CASES.len()].pointer(&path).cloned(),
            _ => Some(odd(*choice)),
        };
        match facts.pointer_mut(parent) {
            Some(Value::Object(fields)) => match new {
                Some(new) => drop(fields.insert(name.to_owned(), new)),
                None => drop(fields.remove(name)),
            },
            Some(Value::Array(members)) => match new {
                Some(new) => members.push(new),
                None => drop(members.pop()),
            },
            _ => {}
        }
    }
    facts
}

fn explained(facts: &Facts, trace: &mut Trace) -> Vec<u8> {
    MECHANISM.assess(facts, trace);
    serde_json::to_vec(&Explained::of(&MECHANISM, facts, trace)).expect("an explanation is JSON")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_a_document_it_is_refused_or_assessed(
        case in any::<usize>(),
        changes in proptest::collection::vec((any::<usize>(), any::<usize>(), 0_u8..8), 0..8),
    ) {
        let document = disturbed(case, &changes).to_string();
        match Facts::parse(document.as_bytes()) {
            Err(errors) => prop_assert!(!errors.is_empty()),
            Ok(facts) => {
                let bytes = explained(&facts, &mut Trace::default());
                let read: Explained = serde_json::from_slice(&bytes).expect("what was written");
                // Every rule answers, those of pairs once a pair.
                let rules: std::collections::BTreeSet<_> = read.rules.iter().map(|r| r.rule).collect();
                prop_assert_eq!(rules.len(), 30);
                prop_assert_eq!(serde_json::to_vec(&read).expect("JSON"), bytes);
            }
        }
    }

    #[test]
    fn the_same_facts_give_the_same_bytes_whatever_was_assessed_before(
        case in any::<usize>(),
        before in any::<usize>(),
        changes in proptest::collection::vec((any::<usize>(), any::<usize>(), 0_u8..8), 0..3),
    ) {
        let read = |document: Value| Facts::parse(document.to_string().as_bytes());
        let (Ok(facts), Ok(other)) = (read(disturbed(case, &changes)), read(disturbed(before, &[])))
        else {
            return Ok(());
        };
        let first = explained(&facts, &mut Trace::default());
        let mut used = Trace::default();
        explained(&other, &mut used);
        prop_assert_eq!(explained(&facts, &mut used), first);
    }

    #[test]
    fn bytes_that_are_no_document_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Facts::parse(&bytes).is_err());
    }

    #[test]
    fn broken_documents_are_refused_or_read_never_fatal(
        case in any::<usize>(),
        place in any::<usize>(),
        byte in any::<u8>(),
    ) {
        let mut document = CASES[case % CASES.len()].to_string().into_bytes();
        let place = place % document.len();
        document[place] = byte;
        if let Ok(facts) = Facts::parse(&document) {
            explained(&facts, &mut Trace::default());
        }
    }
}
