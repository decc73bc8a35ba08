//! Every text in every language, with the same variables, and every text that a page or a refusal asks for.

use super::{files, read};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use redress_kernel::Language;
use std::collections::{BTreeMap, BTreeSet};

/// Keys of a message file, each with the variables in it.
fn keys(path: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = read(path);
    let resource = fluent_syntax::parser::parse(text.as_str())
        .unwrap_or_else(|(_, errors)| panic!("{path}: {errors:?}"));
    let mut keys = BTreeMap::new();
    for entry in resource.body {
        if let Entry::Message(message) = entry {
            let mut variables = BTreeSet::new();
            if let Some(value) = &message.value {
                collect(value, &mut variables);
            }
            let key = message.id.name.to_owned();
            assert!(
                keys.insert(key, variables).is_none(),
                "{path}: {} stands twice",
                message.id.name
            );
        }
    }
    keys
}

fn collect(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => variable(inline, into),
            Expression::Select { selector, variants } => {
                variable(selector, into);
                for variant in variants {
                    collect(&variant.value, into);
                }
            }
        }
    }
}

fn variable(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        into.insert(id.name.to_owned());
    }
}

#[test]
fn every_language_has_the_same_keys_with_the_same_variables() {
    let all = files(".", ".ftl");
    let first = "/locales/en/";
    let names: BTreeSet<&String> = all.iter().filter(|path| path.contains(first)).collect();
    assert!(names.len() >= 6, "the scan finds message files: {}", names.len());
    for path in &names {
        for language in Language::ALL.iter().filter(|language| language.as_str() != "en") {
            let other = path.replace(first, &format!("/locales/{language}/"));
            // Also in the same order, so that the files can be read side by side.
            assert_eq!(in_order(path), in_order(&other), "{path} and {other}");
            assert_eq!(keys(path), keys(&other), "{path} and {other}");
        }
    }
    let folders = names.len() * Language::ALL.len();
    assert_eq!(all.len(), folders, "each message file is of a language of the list: {all:#?}");
}

/// The keys of a message file, in its order.
fn in_order(path: &str) -> Vec<String> {
    let text = read(path);
    let resource = fluent_syntax::parser::parse(text.as_str());
    let resource = resource.unwrap_or_else(|(_, errors)| panic!("{path}: {errors:?}"));
    let keys = resource.body.into_iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    });
    keys.collect()
}

/// The keys that a service's pages can use: its own and the shared ones, of the mechanism where it says so.
fn known(service: &str) -> BTreeSet<String> {
    let service = format!("services/{service}/");
    let says_mechanism =
        files(&service, "lib.rs").iter().any(|lib| read(lib).contains("MECHANISM"));
    let is_common = |path: &str| path.ends_with("/codes.ftl") || path.ends_with("/days.ftl");
    files(".", ".ftl")
        .into_iter()
        .filter(|path| path.contains("/locales/en/"))
        .filter(|path| {
            path.starts_with("shared/web/")
                || path.starts_with("shared/texts/") && (says_mechanism || is_common(path))
                || path.starts_with(&service)
        })
        .flat_map(|path| keys(&path).into_keys())
        .collect()
}

#[test]
fn every_key_that_a_template_names_is_there() {
    let mut seen = 0;
    for path in files(".", ".html").iter().filter(|path| path.contains("/templates/")) {
        let service = path.split('/').nth(1).expect("services/<name>/");
        let known = known(service);
        let text = read(path);
        for call in ["page.t(\"", "page.t1(\"", "page.ta(\""] {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                assert!(known.contains(key), "{path}: {key}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "the scan finds keys: {seen}");
}

#[test]
fn every_refusal_is_told() {
    for path in files(".", ".rs").iter().filter(|path| path.contains("/src/")) {
        let parts: Vec<&str> = path.split('/').collect();
        let known = known(parts[1]);
        let text = read(path);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for call in ["Refusal::conflict(\"", "Refusal::status(4"] {
            for rest in code.split(call).skip(1) {
                let key = if call.ends_with('"') {
                    rest.split('"').next()
                } else {
                    // A code that is computed is held where its list stands.
                    rest.split_once(", ")
                        .and_then(|(_, code)| code.strip_prefix('"'))
                        .map(|code| code.split('"').next().unwrap_or_default())
                };
                let Some(key) = key else { continue };
                let key = format!("refusal-{key}");
                assert!(known.contains(&key), "{path}: {key}");
            }
        }
    }
}

#[test]
fn no_template_has_a_bare_sentence() {
    for path in files("services", ".html").iter().filter(|path| path.contains("/templates/")) {
        let text = read(path);
        for line in text.lines() {
            let outside = outside_of_tags(line);
            let words = outside
                .split_whitespace()
                .filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3);
            let bare: Vec<&str> = words.collect();
            assert!(bare.len() < 2, "{path}: {bare:?} should be a text of the message files");
        }
    }
}

/// What of a line is neither a tag nor template code.
fn outside_of_tags(line: &str) -> String {
    let (mut outside, mut code, mut tag) = (String::new(), 0_u32, false);
    for c in line.chars() {
        match c {
            '{' => code += 1,
            '}' => code = code.saturating_sub(1),
            '<' if code == 0 => tag = true,
            '>' if code == 0 => tag = false,
            c if code == 0 && !tag => outside.push(c),
            _ => {}
        }
    }
    outside
}
