//! What the database refuses is told in the words of the refusal that it is named after.

use super::{compare, files, read};
use redress_kernel::Language;
use std::collections::BTreeSet;

/// The codes of `shared/kernel/src/refused.rs`.
fn codes() -> BTreeSet<String> {
    let source = read("shared/kernel/src/refused.rs");
    let list = source.split("CODES: &[&str] = &[").nth(1).expect("the list of codes");
    let list = list.split("];").next().unwrap_or_default();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Every word of the schema: names of constraints among them.
fn words() -> BTreeSet<String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let sql = files("migrations", ".sql");
    sql.iter()
        .flat_map(|path| {
            let text = read(path);
            text.split(|c| !is_word(c)).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

fn code_of(name: &str) -> String {
    name.split("__").next().unwrap_or_default().replace('_', "-")
}

#[test]
fn every_refusal_of_the_database_stands_in_the_schema_and_has_a_text() {
    let named: BTreeSet<String> = words().iter().map(|word| code_of(word)).collect();
    let texts: BTreeSet<String> =
        files(".", ".ftl").iter().flat_map(|path| keys_of(path)).collect();
    let codes = codes();
    assert!(codes.len() > 80, "the scan finds codes: {}", codes.len());
    for code in codes {
        assert!(named.contains(&code), "no constraint is named {code}");
        for language in Language::ALL {
            assert!(texts.contains(&format!("{language} refusal-{code}")), "{language}: {code}");
        }
    }
}

/// The keys of a message file, each with its language.
fn keys_of(path: &str) -> Vec<String> {
    let language = path.split('/').rev().nth(1).unwrap_or_default().to_owned();
    let text = read(path);
    let keys = text.lines().filter_map(|line| line.split_once(" = "));
    keys.map(|(key, _)| format!("{language} {key}")).collect()
}

/// Triggers and functions name what they refuse. A name that no person is told is a promise that only a fault of ours
/// breaks: the register lists both, so that a slip in a name shows.
#[test]
fn every_raise_bears_a_name_of_the_register() {
    let codes = codes();
    let mut raised = BTreeSet::new();
    for path in files("migrations", ".sql") {
        let text = read(&path);
        let named = ["constraint = '", "ledger.refuse('"]
            .into_iter()
            .flat_map(|call| text.split(call).skip(1).filter_map(|rest| rest.split('\'').next()));
        // What another person decides: asker, error code and name.
        let decided = text.split("another_decides(").skip(1);
        let decided = decided.filter_map(|rest| rest.split(';').next()?.split('\'').rev().nth(1));
        for name in named.chain(decided.filter(|name| name.contains('_'))) {
            let code = code_of(name);
            let told = if codes.contains(&code) { code } else { "fault".to_owned() };
            raised.insert(format!("{name} | {told}\n"));
        }
    }
    assert!(raised.len() > 80, "the scan finds names: {}", raised.len());
    compare("raises.txt", &raised.into_iter().collect::<String>());
}
