//! Which crate may use which: the table in ARCHITECTURE.md is the rule, the manifests are compared with it.

use super::{files, read};
use std::collections::{BTreeMap, BTreeSet};

/// The table between the two marks: `| crate | may use |`.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = read("ARCHITECTURE.md");
    let table = text
        .split("<!-- arrows -->")
        .nth(1)
        .expect("ARCHITECTURE.md has the table of arrows between its two marks");
    table
        .lines()
        .filter_map(|line| {
            let mut cells = line.trim().trim_matches('|').split('|').map(str::trim);
            let (name, uses) = (cells.next()?, cells.next()?);
            if !name.starts_with("redress") {
                return None;
            }
            let uses = uses
                .split(',')
                .map(|used| used.trim().to_owned())
                .filter(|used| used.starts_with("redress"));
            Some((name.to_owned(), uses.collect()))
        })
        .collect()
}

#[test]
fn no_crate_uses_one_that_the_table_does_not_allow() {
    let table = table();
    let manifests = files(".", "Cargo.toml");
    let mut seen = 0;
    for path in manifests.iter().filter(|path| *path != "Cargo.toml") {
        let manifest: toml::Table = toml::from_str(&read(path)).expect("a manifest");
        let name = manifest["package"]["name"].as_str().expect("a name");
        let allowed =
            table.get(name).unwrap_or_else(|| panic!("{name} is missing in the table of arrows"));
        let used = manifest.get("dependencies").and_then(toml::Value::as_table);
        for used in
            used.into_iter().flat_map(toml::Table::keys).filter(|used| used.starts_with("redress"))
        {
            assert!(allowed.contains(used), "{name} uses {used}: an arrow that turns back");
            seen += 1;
        }
    }
    assert!(seen > 20, "the manifests were read: {seen} arrows");
}

#[test]
fn every_dependency_says_what_it_is_for_or_is_plain() {
    let manifest = read("Cargo.toml");
    let lines = manifest.split("[workspace.dependencies]").nth(1).expect("the table");
    let table = lines.split("\n[").next().expect("up to the next table");
    for line in table.lines().filter(|line| line.contains(" = {") && !line.contains("path = ")) {
        assert!(line.contains("default-features = false") || line.contains("workspace"), "{line}");
    }
}

#[test]
fn only_the_shared_pages_speak_to_another_host() {
    for path in files("services", "Cargo.toml") {
        let manifest: toml::Table = toml::from_str(&read(&path)).expect("a manifest");
        let used =
            manifest.get("dependencies").and_then(toml::Value::as_table).expect("dependencies");
        assert!(!used.contains_key("reqwest"), "{path} could call out");
    }
}
