//! Each kind of line in its room: SQL in `store/`, HTTP in `api/` and `pages/`, neither in `domain/`.

use super::{files, read};

/// Source files of services and pure crates, and what they hold outside their tests.
fn sources() -> Vec<(String, String)> {
    ["services", "shared"]
        .into_iter()
        .flat_map(|folder| files(folder, ".rs"))
        .filter(|path| path.contains("/src/"))
        // Whole files of tests.
        .filter(|path| !path.ends_with("tests.rs") && !path.ends_with("peer.rs"))
        .map(|path| {
            let text = read(&path);
            let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            (path, code)
        })
        .collect()
}

/// Rooms that every topic has, each a folder or one file.
const LAYERS: [&str; 6] = ["domain", "store", "actions", "api", "pages", "page"];

/// Whether a file lies in a room: in a folder of that name, or it is the whole layer of its topic.
fn is_in(path: &str, room: &str) -> bool {
    path.starts_with("services/")
        && (path.contains(&format!("/{room}/"))
            || LAYERS.contains(&room) && path.ends_with(&format!("/{room}.rs")))
}

fn none_has(room: &str, words: &[&str]) {
    for (path, code) in sources().iter().filter(|(path, _)| is_in(path, room)) {
        for word in words {
            assert!(!code.contains(word), "{path} has {word}: that belongs elsewhere");
        }
    }
}

#[test]
fn the_pure_rooms_know_neither_database_nor_web() {
    let words =
        ["sqlx::", "axum::", "askama::", "redress_web", "redress_runtime", "now_utc", "std::env"];
    for room in ["domain", "journal_text", "sheet", "typeset"] {
        none_has(room, &words);
    }
    let crates = ["shared/mechanism/", "shared/iso20022/", "shared/proof/"];
    let mut seen = 0;
    for (path, code) in sources() {
        if crates.iter().any(|pure| path.starts_with(pure)) {
            seen += 1;
            for word in words {
                assert!(!code.contains(word), "{path} has {word}: that belongs elsewhere");
            }
        }
    }
    assert!(seen > 50, "the scan finds the pure crates: {seen}");
}

#[test]
fn sql_stands_in_the_store_only() {
    let mut seen = 0;
    let services = |path: &str| {
        // The command line asks the database itself, as its owner.
        path.starts_with("services/") && !path.starts_with("services/redress/")
    };
    for (path, code) in sources().iter().filter(|(path, _)| services(path)) {
        let queries = code.split("sqlx::query").skip(1);
        for query in queries {
            assert!(is_in(path, "store"), "{path} has SQL: that belongs in a store");
            seen += 1;
            let named = query.lines().take(4).any(|line| line.contains("-- store::"));
            assert!(
                named,
                "{path}: a query without its name: {}",
                query.lines().nth(1).unwrap_or_default()
            );
        }
    }
    assert!(seen > 200, "the scan finds SQL: {seen}");
}

#[test]
fn no_page_and_no_operation_uses_a_store() {
    for room in ["pages", "page", "api"] {
        none_has(room, &["::store::", "::store;", " store::"]);
    }
}

/// `Ctx::once` and its like open a transaction, answer a repetition, write the audit row and commit.
#[test]
fn nobody_opens_a_transaction_by_hand() {
    for room in ["domain", "store", "actions", "reactions", "api", "pages"] {
        none_has(room, &["pool.begin", "pool.acquire", "PgPool"]);
    }
}

#[test]
fn money_is_never_a_float() {
    let rooms = ["services/", "shared/kernel/", "shared/contract/"];
    for path in
        files(".", ".rs").iter().filter(|path| rooms.iter().any(|room| path.starts_with(room)))
    {
        if path.contains("typeset") {
            continue; // Points on paper are no money.
        }
        let text = read(path);
        assert!(!text.contains("f64") && !text.contains("f32"), "{path}");
    }
}

#[test]
fn every_action_bears_the_name_of_its_service_once() {
    let mut names = std::collections::BTreeSet::new();
    for (path, code) in sources().into_iter().filter(|(path, _)| is_in(path, "actions")) {
        let service = path.split('/').nth(1).expect("services/<name>/");
        for rest in code.split("action!(").skip(1) {
            let name = rest.split('"').nth(1).unwrap_or_default();
            assert!(name.starts_with(&format!("{service}.")), "{path}: {name}");
            assert!(names.insert(name.to_owned()), "{path}: {name} stands twice");
        }
    }
    assert!(names.len() > 30, "the scan finds actions: {}", names.len());
}
