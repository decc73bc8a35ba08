//! Each kind of line in its room: SQL in `store/`, HTTP in `api/` and `pages/`, neither in `domain/`.

use super::{files, read};

/// Source files of services in a room, and what they hold outside their tests.
fn sources(room: &str) -> Vec<(String, String)> {
    files("services", ".rs")
        .into_iter()
        .filter(|path| path.contains(&format!("/src/{room}/")))
        // Whole files of tests.
        .filter(|path| !path.ends_with("tests.rs") && !path.ends_with("peer.rs"))
        .map(|path| {
            let text = read(&path);
            let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            (path, code)
        })
        .collect()
}

fn none_has(room: &str, words: &[&str]) {
    for (path, code) in sources(room) {
        for word in words {
            assert!(!code.contains(word), "{path} has {word}: that belongs elsewhere");
        }
    }
}

#[test]
fn the_pure_rooms_know_neither_database_nor_web() {
    for room in ["domain", "rules", "award", "bank", "proof", "journal_text", "sheet", "typeset"] {
        none_has(
            room,
            &[
                "sqlx::",
                "axum::",
                "askama::",
                "redress_web",
                "redress_runtime",
                "now_utc",
                "std::env",
            ],
        );
    }
}

#[test]
fn sql_stands_in_the_store_only() {
    for room in ["actions", "reactions", "api", "pages"] {
        none_has(room, &["sqlx::query"]);
    }
    let stores = sources("store");
    assert!(stores.iter().any(|(_, code)| code.contains("sqlx::query")), "the scan finds SQL");
    for (path, code) in stores {
        for query in code.split("sqlx::query").skip(1) {
            let named = query.lines().take(4).any(|line| line.contains("-- store::"));
            assert!(
                named,
                "{path}: a query without its name: {}",
                query.lines().nth(1).unwrap_or_default()
            );
        }
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
    for (path, code) in sources("actions") {
        let service = path.split('/').nth(1).expect("services/<name>/");
        for rest in code.split("action!(").skip(1) {
            let name = rest.split('"').nth(1).unwrap_or_default();
            assert!(name.starts_with(&format!("{service}.")), "{path}: {name}");
            assert!(names.insert(name.to_owned()), "{path}: {name} stands twice");
        }
    }
    assert!(names.len() > 30, "the scan finds actions: {}", names.len());
}
