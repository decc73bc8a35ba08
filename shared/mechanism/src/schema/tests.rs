//! The published schemas are those of the types, and what we write keeps to them.

use super::{Format, NUMBER};
use crate::data::{SHIPPED_RULES, SHIPPED_SCHEDULE};
use crate::label::Label;
use redress_kernel::{Date, Decimal};
use serde_json::{Value, json};

/// Where a document doesn't keep to a schema. As much of JSON Schema as ours use: an unknown word in
/// a schema is an error, so that nothing passes unseen.
struct Reader<'a> {
    root: &'a Value,
    wrong: Vec<String>,
}

impl Reader<'_> {
    fn of(format: Format, document: &Value) -> Vec<String> {
        let root = format.schema();
        let mut reader = Reader { root: &root, wrong: Vec::new() };
        reader.read("", &root, document);
        reader.wrong
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        let mut inner = Reader { root: self.root, wrong: Vec::new() };
        inner.read("", schema, value);
        inner.wrong.is_empty()
    }

    fn read(&mut self, path: &str, schema: &Value, value: &Value) {
        for (word, rule) in schema.as_object().expect("a schema is an object") {
            let fits = match word.as_str() {
                "$ref" => {
                    let to = rule.as_str().and_then(|to| to.strip_prefix('#')).expect("local");
                    let root = self.root;
                    let schema = root.pointer(to).unwrap_or_else(|| panic!("{to} is defined"));
                    self.read(path, schema, value);
                    true
                }
                "type" => match rule {
                    Value::Array(kinds) => kinds.iter().any(|kind| is_a(kind, value)),
                    kind => is_a(kind, value),
                },
                "const" => rule == value,
                "enum" => rule.as_array().expect("a list").contains(value),
                "oneOf" | "anyOf" => {
                    let branches = rule.as_array().expect("a list");
                    let count = branches.iter().filter(|one| self.fits(one, value)).count();
                    if word == "oneOf" { count == 1 } else { count > 0 }
                }
                "pattern" => value.as_str().is_none_or(|text| keeps(rule, text)),
                "format" => value.as_str().is_none_or(|text| is_format(rule, text)),
                "minimum" => value.as_i64().is_none_or(|v| v >= rule.as_i64().expect("whole")),
                "properties" | "required" | "additionalProperties" | "items" => {
                    self.members(path, word, schema, value);
                    true
                }
                "$schema" | "$id" | "$defs" | "title" | "description" | "propertyNames"
                | "example" | "examples" | "default" => true,
                other => panic!("{path}: the test doesn't know {other}"),
            };
            if !fits {
                self.wrong.push(format!("{path} {word}"));
            }
        }
    }

    fn members(&mut self, path: &str, word: &str, schema: &Value, value: &Value) {
        match (word, value) {
            ("items", Value::Array(members)) => {
                for (place, member) in members.iter().enumerate() {
                    self.read(&format!("{path}/{place}"), &schema["items"], member);
                }
            }
            ("required", Value::Object(fields)) => {
                let required = schema["required"].as_array().expect("a list");
                for name in required.iter().filter_map(Value::as_str) {
                    if !fields.contains_key(name) {
                        self.wrong.push(format!("{path}/{name} required"));
                    }
                }
            }
            ("properties", Value::Object(fields)) => {
                for (name, value) in fields {
                    if let Some(schema) = schema["properties"].get(name) {
                        self.read(&format!("{path}/{name}"), schema, value);
                    }
                }
            }
            ("additionalProperties", Value::Object(fields)) => {
                let known = |name: &str| schema.pointer(&format!("/properties/{name}")).is_some();
                for (name, value) in fields.iter().filter(|(name, _)| !known(name)) {
                    match &schema["additionalProperties"] {
                        Value::Bool(true) => {}
                        Value::Bool(false) => self.wrong.push(format!("{path}/{name} unknown")),
                        schema => self.read(&format!("{path}/{name}"), schema, value),
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_a(kind: &Value, value: &Value) -> bool {
    match kind.as_str().expect("a word") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        other => panic!("a type {other}"),
    }
}

fn keeps(pattern: &Value, text: &str) -> bool {
    match pattern.as_str().expect("a word") {
        NUMBER => text.parse::<Decimal>().is_ok() && !text.contains('e'),
        // The kernel's amounts, by the decimals of their currency.
        money if money.starts_with("^-?[0-9]{1,14}") => text.parse::<Decimal>().is_ok(),
        "^[A-Za-z0-9._-]{1,40}$" => text.parse::<Label>().is_ok(),
        other => panic!("a pattern {other}"),
    }
}

fn is_format(format: &Value, text: &str) -> bool {
    let day = || serde_json::from_value::<Date>(json!(text)).is_ok();
    match format.as_str().expect("a word") {
        "date" => day(),
        "int32" | "uint32" | "int64" => true,
        other => panic!("a format {other}"),
    }
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn the_shipped_versions_keep_to_their_schemas() {
    assert_eq!(Reader::of(Format::Rules, &json_of(SHIPPED_RULES)), [""; 0]);
    assert_eq!(Reader::of(Format::Schedule, &json_of(SHIPPED_SCHEDULE)), [""; 0]);
    let mut wrong = json_of(SHIPPED_SCHEDULE);
    wrong["moral"]["floor"] = json!(3000);
    wrong["moral"]["acts"]["A1"] = json!("2,500");
    wrong["colour"] = json!("blue");
    wrong["effective_from"] = json!("2026-02-30");
    wrong["format"] = json!("redress-rules-1");
    wrong.as_object_mut().and_then(|fields| fields.remove("caps")).expect("it is there");
    let mut told = Reader::of(Format::Schedule, &wrong);
    told.sort();
    assert_eq!(
        told,
        [
            "/caps required",
            "/colour unknown",
            "/effective_from format",
            "/format const",
            "/moral/acts/A1 pattern",
            "/moral/floor type",
        ]
    );
}

#[test]
fn facts_keep_to_their_schema() {
    let facts = json!({
        "claim": "C-01", "filed_on": "2026-03-01", "assessed_on": "2026-11-02",
        "progress": {"opened_on": "2026-03-02", "requests": 1},
        "claimant": {"standing": "victim", "birth": {"earliest": "1990-01-01",
            "latest": "1990-12-31"}, "shown_by": ["dna"], "under_18": "no"},
        "consent": {"given": ["P1", "P2"], "authority": "verified"},
        "acts": [{"act_id": "a1", "act": "A5", "aggravations": ["G6"], "operation": "MINUSCA",
            "when": {"earliest": "2021-06-01", "latest": "2021-06-30"}}],
        "perpetrators": [{"perpetrator_id": "p1", "category": "CIV_NAT", "serving": "yes"}],
        "impact": "I2",
        "losses": {"medical_past": [{"amount": "215500", "currency": "XAF"}],
            "earnings": {"months": "2.5", "causation": "0.75"}},
        "offsets": [{"kind": "settlement", "head": "H1", "paid": "yes",
            "amount": {"amount": "500.00", "currency": "USD"}, "paid_on": "2025-05-05"}],
        "rates": [{"rate_id": "r1", "currency": "XAF", "units_per_usd": "601.5",
            "effective_on": "2026-01-01"}],
        "payment": {"percentages": ["60", "40"], "instructed_on": ["2026-12-01"]},
        "fund": {"factor": "0.8"},
        "rulings": [{"rule": "R-04", "outcome": "met", "ground": "unit_record"}],
    });
    let read: crate::Facts = serde_json::from_value(facts.clone()).expect("facts");
    assert_eq!(Reader::of(Format::Facts, &facts), [""; 0]);
    let whole = serde_json::to_value(&read).expect("JSON");
    assert_eq!(Reader::of(Format::Facts, &whole), [""; 0], "with every field written out");
    let mut wrong = facts;
    wrong["acts"][0]["act"] = json!("A9");
    wrong["name"] = json!("Ana");
    assert_eq!(Reader::of(Format::Facts, &wrong).len(), 2);
}

#[test]
fn a_schema_names_nothing_that_it_does_not_define() {
    for format in Format::ALL {
        let schema = format.schema();
        let text = schema.to_string();
        assert!(!text.contains("#/components"), "{format}");
        for to in text.split("\"$ref\":\"#").skip(1) {
            let to = to.split('"').next().unwrap_or_default();
            assert!(schema.pointer(to).is_some(), "{format}: {to}");
        }
        assert_eq!(schema["additionalProperties"], json!(false), "{format}");
    }
}

#[test]
fn the_published_files_are_those_of_the_types() {
    for format in Format::ALL {
        let path = format!("{}/schema/{format}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let present = format!("{:#}\n", format.schema());
        if std::env::var_os("REDRESS_UPDATE_REGISTERS").is_some() {
            std::fs::write(&path, &present).expect("the file can be written");
        }
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            published == present,
            "{path}: look at the change, then REDRESS_UPDATE_REGISTERS=1"
        );
    }
}
