//! What the four descriptions of the APIs must all say.

use serde_json::Value;
use std::collections::BTreeSet;

fn descriptions() -> [(&'static str, Value); 4] {
    let all = [
        ("intake", redress_intake::openapi()),
        ("eligibility", redress_eligibility::openapi()),
        ("ledger", redress_ledger::openapi()),
        ("documents", redress_documents::openapi()),
    ];
    all.map(|(service, description)| (service, serde_json::to_value(description).expect("JSON")))
}

/// Every operation with its method.
fn operations(description: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let paths = description["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(_, methods)| methods.as_object().into_iter().flatten())
}

#[test]
fn no_two_types_of_a_description_bear_one_name() {
    assert_eq!(redress_intake::api::routes().doubled(), &BTreeSet::new(), "intake");
    assert_eq!(redress_eligibility::api::routes().doubled(), &BTreeSet::new(), "eligibility");
    assert_eq!(redress_ledger::routes::api::routes().doubled(), &BTreeSet::new(), "ledger");
    assert_eq!(redress_documents::api::routes().doubled(), &BTreeSet::new(), "documents");
}

#[test]
fn every_operation_names_its_way_in_and_its_refusals() {
    for (service, description) in descriptions() {
        assert_eq!(description["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
        assert_eq!(description["security"][0]["bearer"], Value::Array(Vec::new()), "{service}");
        for (method, operation) in operations(&description) {
            let name = &operation["operationId"];
            let answers = operation["responses"].as_object().expect("answers");
            for status in ["200", "401", "403", "500", "503"] {
                assert!(answers.contains_key(status), "{name} does not tell {status}");
            }
            for answer in answers.iter().filter(|(status, _)| *status >= &"400".to_owned()) {
                let reference = answer.1["$ref"].as_str().map(|to| to.trim_start_matches('#'));
                let told = reference.map_or(answer.1, |to| description.pointer(to).expect("there"));
                assert!(told["content"].get("application/problem+json").is_some(), "{name}");
            }
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let has_key = parameters.clone().any(|one| one["name"] == "Idempotency-Key");
            let has_revision = parameters.clone().any(|one| one["name"] == "If-Match");
            assert_eq!(has_key, method == "post" && operation["x-repeatable"] != true, "{name}");
            assert_eq!(has_revision, method == "put", "{name}");
        }
    }
}

#[test]
fn a_body_takes_no_field_that_it_does_not_name() {
    for (service, description) in descriptions() {
        let mut seen = BTreeSet::new();
        for (_, operation) in operations(&description) {
            closed(service, &description, &operation["requestBody"], &mut seen);
        }
    }
}

/// Every object in a schema, and in those that it refers to, is closed.
fn closed(service: &str, description: &Value, schema: &Value, seen: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            if let Some(to) = fields.get("$ref").and_then(Value::as_str)
                && seen.insert(to.to_owned())
            {
                let named = description.pointer(to.trim_start_matches('#')).expect("it is there");
                closed(service, description, named, seen);
            }
            let is_open = fields.get("additionalProperties") != Some(&Value::Bool(false));
            if fields.get("type").is_some_and(|kind| kind == "object") && is_open {
                assert!(fields.get("properties").is_none(), "{service}: an open body: {schema}");
            }
            for value in fields.values() {
                closed(service, description, value, seen);
            }
        }
        Value::Array(members) => {
            for member in members {
                closed(service, description, member, seen);
            }
        }
        _ => {}
    }
}
