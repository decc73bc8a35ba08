//! Which crate may use which: the table in ARCHITECTURE.md is the rule. The manifests are compared with it, and the
//! files of other crates that code takes in while it is compiled.

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
    let mut seen = 0;
    for (_, manifest) in crates() {
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

/// Folders outside of all crates, with the crate that they belong to.
const OWNED: [(&str, &str); 1] = [("migrations", "redress-contract")];

/// What takes a file in: its argument is a path from the file that it stands in, or from the crate's folder.
const FROM_FILE: [&str; 4] = ["include_str!(", "include_bytes!(", "include!(", "#[path = "];
const FROM_CRATE: [&str; 2] = ["migrate!(", "query_file!("];
/// How a path from the crate's folder is written where the first kind is asked for.
const FOLDER: &str = "concat!(env!(\"CARGO_MANIFEST_DIR\"),";

/// The crates, by folder; of two that hold a file the inner one comes first.
fn crates() -> Vec<(String, toml::Table)> {
    let manifests = files(".", "Cargo.toml").into_iter().filter(|path| path != "Cargo.toml");
    let mut crates: Vec<(String, toml::Table)> = manifests
        .map(|path| {
            let manifest = toml::from_str(&read(&path)).expect("a manifest");
            (path.trim_end_matches("Cargo.toml").to_owned(), manifest)
        })
        .collect();
    crates.sort_by_key(|(folder, _)| std::cmp::Reverse(folder.len()));
    crates
}

/// The files that a source file takes in, as paths from the root.
fn taken_in(path: &str, folder: &str) -> Vec<String> {
    let text = read(path);
    let beside = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut taken = Vec::new();
    let kinds = FROM_FILE.map(|call| (call, beside)).into_iter();
    for (call, from) in kinds.chain(FROM_CRATE.map(|call| (call, folder))) {
        for rest in text.split(call).skip(1) {
            let rest = rest.trim_start();
            // What the crate's own build script wrote.
            if rest.starts_with("concat!(env!(\"OUT_DIR\")") {
                continue;
            }
            let (from, rest) =
                rest.strip_prefix(FOLDER).map_or((from, rest), |rest| (folder, rest.trim_start()));
            let named = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
            let named =
                named.unwrap_or_else(|| panic!("{path}: {call} has a path that can be read"));
            taken.push(resolved(from, named));
        }
    }
    taken
}

/// A path from a folder, without its turns.
fn resolved(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in from.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => assert!(parts.pop().is_some(), "{from}/{path} leaves the checkout"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn no_file_is_taken_in_against_an_arrow() {
    let (table, crates) = (table(), crates());
    let owner = |path: &str| {
        let mut crates = crates.iter();
        let inside = crates.find(|(folder, _)| path.starts_with(folder.as_str()));
        let inside = inside.and_then(|(_, manifest)| manifest["package"]["name"].as_str());
        let mut owned = OWNED.into_iter();
        inside.or_else(|| owned.find(|(folder, _)| path.starts_with(folder)).map(|(_, name)| name))
    };
    let (mut seen, mut foreign) = (0, 0);
    for (folder, manifest) in &crates {
        let name = manifest["package"]["name"].as_str().expect("a name");
        let own = files(folder, ".rs").into_iter().filter(|path| owner(path) == Some(name));
        let mut taken: Vec<(String, String)> = own
            // This file names the macros themselves, a build script writes them for its own folder.
            .filter(|path| path != "tests/house/arrows.rs" && !path.ends_with("/build.rs"))
            .flat_map(|path| {
                let taken = taken_in(&path, folder);
                taken.into_iter().map(move |taken| (path.clone(), taken))
            })
            .collect();
        for path in files(folder, "askama.toml") {
            let config: toml::Table = toml::from_str(&read(&path)).expect("a configuration");
            let folders = config["general"]["dirs"].as_array().expect("folders of templates");
            let folders = folders.iter().filter_map(toml::Value::as_str);
            taken.extend(folders.map(|named| (path.clone(), resolved(folder, named))));
        }
        for (path, taken) in taken {
            let owner = owner(&taken).unwrap_or_else(|| panic!("{path} takes in {taken}: whose?"));
            // A test may use what its manifest names for tests.
            let tests = manifest.get("dev-dependencies").filter(|_| path.contains("/tests/"));
            let is_for_tests = tests.is_some_and(|tests| tests.get(owner).is_some());
            let is_allowed = owner == name || table[name].contains(owner) || is_for_tests;
            assert!(is_allowed, "{path} takes in {taken} of {owner}: an arrow that turns back");
            seen += 1;
            foreign += usize::from(owner != name);
        }
    }
    assert!(seen > 20 && foreign > 4, "the scan finds files: {seen}, of others: {foreign}");
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
