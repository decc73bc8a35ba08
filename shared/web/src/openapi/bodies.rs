//! Bodies say that they take no field that they don't name. The types of structs say so by `deny_unknown_fields`; for the
//! forms of an enum, which bear that mark too, the derivation leaves it out and it is added here.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::openapi::schema::{AdditionalProperties, AllOf, Object};
use utoipa::openapi::{OpenApi, RefOr, Schema};

type Schemas = BTreeMap<String, RefOr<Schema>>;

/// Closes the forms of every enum that a body can hold.
pub(super) fn close(openapi: &mut OpenApi) {
    let bodies: Vec<Value> = openapi
        .paths
        .paths
        .values()
        .flat_map(|item| [&item.put, &item.post])
        .flatten()
        .filter_map(|operation| serde_json::to_value(&operation.request_body).ok())
        .collect();
    let Some(components) = &mut openapi.components else { return };
    let named = components.schemas.clone();
    for name in reachable(&bodies, &named) {
        if let Some(RefOr::T(Schema::OneOf(forms))) = components.schemas.get_mut(&name) {
            for form in &mut forms.items {
                close_form(form, &named);
            }
        }
    }
}

/// Names of the schemas that these bodies refer to, and those refer to.
fn reachable(bodies: &[Value], named: &Schemas) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = Vec::new();
    for body in bodies {
        references(body, &mut open);
    }
    while let Some(name) = open.pop() {
        if let Some(Ok(schema)) = named.get(&name).map(serde_json::to_value)
            && found.insert(name)
        {
            references(&schema, &mut open);
        }
    }
    found
}

fn references(json: &Value, to: &mut Vec<String>) {
    match json {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                to.extend(reference.rsplit('/').next().map(str::to_owned));
            }
            fields.values().for_each(|value| references(value, to));
        }
        Value::Array(members) => members.iter().for_each(|member| references(member, to)),
        _ => {}
    }
}

fn close_form(form: &mut RefOr<Schema>, named: &Schemas) {
    match form {
        RefOr::T(Schema::Object(object)) => close_object(object),
        RefOr::T(Schema::AllOf(parts)) => {
            if let Some(mut whole) = joined(parts, named) {
                close_object(&mut whole);
                *form = RefOr::T(Schema::Object(whole));
            }
        }
        _ => {}
    }
}

fn close_object(object: &mut Object) {
    if !object.properties.is_empty() {
        object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    }
}

/// A form that holds another type beside the tag: as one object, because that type alone would refuse the tag.
fn joined(parts: &AllOf, named: &Schemas) -> Option<Object> {
    let mut whole = Object::new();
    whole.description.clone_from(&parts.description);
    for part in &parts.items {
        let part = match part {
            RefOr::Ref(to) => named.get(to.ref_location.rsplit('/').next()?)?,
            RefOr::T(_) => part,
        };
        let RefOr::T(Schema::Object(part)) = part else { return None };
        whole.properties.extend(part.properties.clone());
        whole.required.extend(part.required.clone());
    }
    Some(whole)
}
