//! What a path of the facts is called on a page: as the field of the form that records it.
//! Never here: facts that rules read by name; they have words of their own.

use super::fact_spec::{Kind, List, SPECS};
use crate::domain::source::is_under;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A part of the facts.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// The path at which it begins.
    path: String,
    /// Message key of what it is called.
    pub(super) key: &'static str,
    /// The list that its values are codes of.
    pub(super) list: Option<&'static str>,
}

static PARTS: LazyLock<Vec<Part>> = LazyLock::new(|| {
    let fields = SPECS.iter().flat_map(|spec| spec.fields.iter().map(move |field| (spec, field)));
    let parts = fields.filter(|(_, field)| !field.at.is_empty()).filter_map(|(spec, field)| {
        let path = field.at.trim_start_matches('/').replace('/', ".");
        // Those of an act or a person have the name of the fact.
        let is_of_claim = !path.starts_with("acts.") && !path.starts_with("perpetrators.");
        is_of_claim.then(|| Part {
            path,
            key: KEYS[&(spec.what, field.name)].as_str(),
            list: match field.kind {
                Kind::Choice(list) | Kind::Choices(list) => List::words(list),
                Kind::Tick => Some("answer"),
                _ => None,
            },
        })
    });
    parts.collect()
});

/// Message keys of fields, by form and field.
pub(super) static KEYS: LazyLock<BTreeMap<(&'static str, &'static str), String>> =
    LazyLock::new(|| {
        let fields =
            SPECS.iter().flat_map(|spec| spec.fields.iter().map(move |field| (spec, field)));
        fields
            .map(|(spec, field)| {
                let key = format!("field-{}-{}", spec.what, field.name.replace('.', "-"));
                ((spec.what, field.name), key)
            })
            .collect()
    });

/// The part that a path lies in; the nearest one.
pub(super) fn of(path: &str) -> Option<&'static Part> {
    let parts = PARTS.iter().filter(|part| is_under(path, &part.path));
    parts.max_by_key(|part| part.path.len())
}

/// Whether a path is told of on a page: labels, and days that are always today's, are not.
pub(super) fn is_told(path: &str) -> bool {
    let last = path.rsplit(['.', ']']).next().unwrap_or_default();
    !matches!(path, "claim" | "assessed_on")
        && !matches!(last, "act_id" | "perpetrator_id" | "rate_id" | "rule")
}
