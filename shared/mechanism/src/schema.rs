//! The formats that this crate reads and writes as JSON Schema, generated from the types: a program
//! that keeps to a schema is understood, and a test holds the published files to the types.

use crate::data::{RULES_FORMAT, RuleSet, SCHEDULE_FORMAT, Sums};
use crate::{Explained, Facts};
use redress_kernel::codes;
use serde_json::{Map, Value, json};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// What OpenAPI calls the place of its types, and what JSON Schema does.
const REFERENCES: (&str, &str) = ("#/components/schemas/", "#/$defs/");
/// A decimal number as text, as people write it in data: no exponent, no grouping.
const NUMBER: &str = "^-?[0-9]{1,20}(\\.[0-9]{1,12})?$";

codes! {
    /// A format.
    Format {
        /// What is known of a claim.
        Facts = "facts",
        /// What an assessment says.
        Result = "result",
        /// A version of the rules.
        Rules = "rules",
        /// A version of the sums.
        Schedule = "schedule",
    }
}

/// Stands for a decimal number in a schema; it is written as text, so that no program rounds it.
#[derive(Debug)]
pub struct Number;

impl PartialSchema for Number {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String).pattern(Some(NUMBER));
        text.description(Some("A decimal number as text.")).into()
    }
}

impl ToSchema for Number {}

impl Format {
    /// The JSON Schema (2020-12) of this format.
    pub fn schema(self) -> Value {
        match self {
            Self::Facts => document::<Facts>(self, "What is known of a claim"),
            Self::Result => document::<Explained>(self, "What an assessment says"),
            Self::Rules => {
                let mut schema = document::<RuleSet>(self, "A version of the rules");
                constant(&mut schema, RULES_FORMAT);
                schema
            }
            Self::Schedule => {
                let mut schema = document::<Sums>(self, "A version of the sums");
                constant(&mut schema, SCHEDULE_FORMAT);
                schema
            }
        }
    }

    /// Name of this schema, which says nothing of where it lies.
    fn urn(self) -> String {
        match self {
            Self::Rules => format!("urn:redress:schema:{RULES_FORMAT}"),
            Self::Schedule => format!("urn:redress:schema:{SCHEDULE_FORMAT}"),
            Self::Facts | Self::Result => format!("urn:redress:schema:redress-{self}-1"),
        }
    }
}

/// The schema of a type with those that it names.
fn document<T: ToSchema>(format: Format, title: &str) -> Value {
    let mut named = Vec::new();
    T::schemas(&mut named);
    let definitions: Map<String, Value> =
        named.into_iter().map(|(name, schema)| (name, written(&schema))).collect();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format.urn(),
        "title": title,
    });
    if let (Some(schema), Value::Object(own)) = (schema.as_object_mut(), written(&T::schema())) {
        schema.extend(own);
        schema.insert("$defs".to_owned(), Value::Object(definitions));
    }
    schema
}

/// A type as JSON, its references as JSON Schema has them.
fn written(schema: &RefOr<Schema>) -> Value {
    // Invariant: a schema is made of texts, lists and objects with text keys.
    let mut json = serde_json::to_value(schema).expect("a schema is JSON");
    refer(&mut json);
    json
}

fn refer(json: &mut Value) {
    match json {
        Value::Object(fields) => {
            if let Some(Value::String(to)) = fields.get_mut("$ref") {
                *to = to.replace(REFERENCES.0, REFERENCES.1);
            }
            fields.values_mut().for_each(refer);
        }
        Value::Array(members) => members.iter_mut().for_each(refer),
        _ => {}
    }
}

/// The field `format` is one word.
fn constant(schema: &mut Value, format: &str) {
    if let Some(field) = schema.pointer_mut("/properties/format") {
        *field = json!({ "const": format });
    }
}

#[cfg(test)]
mod tests;
