//! What tests may do: rows of another service come from the test kit, and texts are asked for by their keys.

use super::{files, read};

/// The files of tests of services and shared crates, and of whole stories, with their texts.
fn tests() -> Vec<(String, String)> {
    let all: Vec<(String, String)> = ["services", "shared"]
        .into_iter()
        .flat_map(|folder| files(folder, ".rs"))
        .filter(|path| path.contains("/tests/") || path.ends_with("tests.rs"))
        .chain(files("tests/journeys", ".rs"))
        .map(|path| (path.clone(), read(&path)))
        .collect();
    assert!(all.len() > 150, "the scan finds tests: {}", all.len());
    all
}

/// Namespaces of tables, each with the service that writes to them.
const NAMESPACES: [(&str, &str); 5] = [
    ("intake", "services/intake/"),
    ("vault", "services/intake/"),
    ("eligibility", "services/eligibility/"),
    ("ledger", "services/ledger/"),
    ("documents", "services/documents/"),
];

/// A row that only another service writes is put in by `redress_testkit`, under the role of that service. By hand it
/// would be a row that no service could have left.
#[test]
fn no_test_writes_rows_of_another_service() {
    for (path, text) in tests() {
        let text = text.to_lowercase();
        for (namespace, _) in NAMESPACES.iter().filter(|(_, owner)| !path.starts_with(owner)) {
            for verb in ["insert into", "update", "delete from"] {
                let write = format!("{verb} {namespace}.");
                assert!(!text.contains(&write), "{path} has {write}: that is the test kit's");
            }
        }
    }
}

#[test]
fn no_test_switches_triggers_off_by_itself() {
    for (path, text) in tests() {
        for switch in ["session_replication_role", "disable trigger"] {
            assert!(!text.contains(switch), "{path} has {switch}: Database::tamper does that");
        }
    }
}

/// Four words or more that stand in a message file are no data: they would change with the wording.
#[test]
fn no_test_quotes_a_message() {
    let messages: Vec<String> = files(".", ".ftl").iter().map(|path| read(path)).collect();
    let messages = messages.join("\n");
    for (path, text) in tests() {
        for line in text.lines() {
            let literals = line.split('"').skip(1).step_by(2).map(str::trim);
            for literal in literals.filter(|literal| literal.split_whitespace().count() >= 4) {
                assert!(
                    !messages.contains(literal),
                    "{path} quotes “{literal}”: ask for the text by its key"
                );
            }
        }
    }
}
