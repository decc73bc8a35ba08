//! The topics of a service and the order in which they may use each other: the table in its README is the rule.

use super::{files, read};

/// Services whose rooms are topics.
const SERVICES: [&str; 1] = ["ledger"];

/// The topics of a service in their order, from the rows between the two marks: `| topic | … |`.
fn order(service: &str) -> Vec<String> {
    let text = read(&format!("services/{service}/README.md"));
    let table = text
        .split("<!-- topics -->")
        .nth(1)
        .unwrap_or_else(|| panic!("the README of {service} has its topics between two marks"));
    let rows = table.lines().filter_map(|line| line.trim().strip_prefix("| `"));
    rows.filter_map(|row| Some(row.split('`').next()?.to_owned())).collect()
}

/// The topics that a file names: `crate::<topic>`, also in braces behind `crate::`.
fn used(code: &str) -> Vec<&str> {
    let names = code.split("crate::").skip(1);
    names.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()).collect()
}

#[test]
fn a_topic_uses_only_those_before_it() {
    for service in SERVICES {
        let order = order(service);
        assert!(order.len() > 5, "{service}: the table was read: {order:?}");
        let place = |name: &str| order.iter().position(|topic| topic == name);
        let (mut seen, source) = (0, format!("services/{service}/src/"));
        for path in files(&source, ".rs") {
            let topic = path.trim_start_matches(&source).split('/').next().unwrap_or_default();
            let Some(own) = place(topic) else { continue };
            for name in used(&read(&path)) {
                let other = place(name).unwrap_or_else(|| {
                    panic!("{path} uses crate::{name}, which is no topic of the table")
                });
                assert!(other <= own, "{path}: {topic} comes before {name} and may not use it");
                seen += 1;
            }
        }
        assert!(seen > 300, "{service}: the scan finds arrows: {seen}");
    }
}

#[test]
fn every_folder_is_a_topic_or_the_wiring() {
    for service in SERVICES {
        let (order, source) = (order(service), format!("services/{service}/src/"));
        for path in files(&source, ".rs") {
            let Some((folder, _)) = path.trim_start_matches(&source).split_once('/') else {
                continue;
            };
            let is_known =
                order.iter().any(|topic| topic == folder) || ["keep", "routes"].contains(&folder);
            assert!(is_known, "{path}: {folder} is no topic of the table");
        }
    }
}
