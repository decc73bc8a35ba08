//! Every text that the program asks for exists in every language.

use crate::desk::Desk;
use redress_ledger::TEXTS;
use std::collections::BTreeSet;
use std::path::Path;

/// Literal keys in sources and templates.
fn keys() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    let mut folders = vec![root.join("src"), root.join("templates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(path).expect("text");
            for start in [
                "page.t(\"",
                "page.t1(\"",
                "page.ta(\"",
                "person.page(\"",
                "or_empty(page, \"",
                "or_empty(&page, \"",
                "\"col-",
                "\"wait-",
                "\"way-",
                "\"import-",
            ] {
                for piece in text.split(start).skip(1) {
                    let key = piece.split('"').next().expect("a key");
                    let prefix = start.strip_prefix('"').unwrap_or_default();
                    found.insert(format!("{prefix}{key}"));
                }
            }
        }
    }
    found
}

/// Codes of refusals in sources.
fn refusals() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(path).expect("text");
            for piece in text.split("Refusal::conflict(\"").skip(1) {
                found.insert(piece.split('"').next().expect("a code").to_owned());
            }
            for piece in text.split("checks.must(").skip(1) {
                let call = piece.split(");").next().expect("arguments");
                let code = call.rsplit('"').nth(1).expect("a code");
                found.insert(code.to_owned());
            }
            for piece in text.split("Refusal::field(").skip(1) {
                let code = piece.split(')').next().expect("arguments").rsplit(", ").next();
                let code = code.expect("a code").trim().trim_matches('"');
                if !code.contains(['.', '(']) && code != "code" {
                    found.insert(code.to_owned());
                }
            }
            if let Some((_, books)) = text.split_once("fn books(") {
                for piece in books.split(" => \"").skip(1) {
                    found.insert(piece.split('"').next().expect("a code").to_owned());
                }
            }
            for piece in text.split("=> \"bank-problem-").skip(1) {
                found.insert(format!("bank-problem-{}", piece.split('"').next().expect("a code")));
            }
        }
    }
    found
}

#[test]
fn no_text_is_missing_in_any_language() {
    let keys = keys();
    assert!(keys.len() > 100, "{}", keys.len());
    let codes = refusals();
    assert!(codes.len() > 40, "{}", codes.len());
    let wanted = keys.into_iter().chain(codes.iter().map(|code| format!("refusal-{code}")));
    let args = [
        ("claim", "x"),
        ("field", "x"),
        ("max", "5"),
        ("place", "x"),
        ("line", "1"),
        ("currency", "x"),
        ("claims", "x"),
        ("account", "x"),
    ];
    let missing: Vec<String> = wanted
        .filter(|key| {
            redress_kernel::Language::ALL.iter().any(|lang| TEXTS.find(*lang, key, &args).is_none())
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What the books name by codes of their own has a text too: a kind that is added brings its words along.
#[tokio::test]
async fn every_kind_of_entry_account_and_purpose_has_its_words() {
    let desk = Desk::new().await;
    let keys: Vec<String> = sqlx::query_scalar(
        "select 'entry-' || kind from ledger.entry_kind union all select 'account-' || head from ledger.head
         union all select 'purpose-' || purpose from ledger.purpose",
    )
    .fetch_all(&mut desk.world.db.superuser().await)
    .await
    .expect("codes");
    assert!(keys.len() > 40, "{}", keys.len());
    let is_missing = |key: &&String| {
        redress_kernel::Language::ALL.iter().any(|l| TEXTS.find(*l, key, &[]).is_none())
    };
    assert_eq!(keys.iter().filter(is_missing).collect::<Vec<_>>(), Vec::<&String>::new());
}
