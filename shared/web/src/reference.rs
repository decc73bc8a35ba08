//! The API description of a service: as OpenAPI 3.1 for programs, and as a plain page for people.

use crate::page::{Page, render};
use crate::visitor::Visitor;
use askama::Template;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::openapi::OpenApi;

#[derive(Template)]
#[template(path = "reference.html")]
struct ReferencePage {
    page: Page,
    name: String,
    address: String,
    operations: Vec<Operation>,
    /// What any operation can answer.
    common: Vec<(String, String)>,
}

/// One operation, as the page shows it.
#[derive(Debug, Clone)]
struct Operation {
    method: String,
    path: String,
    summary: String,
    body: Option<String>,
    /// Its own answers; those of [`ReferencePage::common`] are not said again.
    answers: Vec<(String, String)>,
}

/// `/api/<service>` (a page) and `/api/<service>/openapi.json`.
pub fn routes<S: Clone + Send + Sync + 'static>(
    service: &'static str,
    openapi: OpenApi,
) -> Router<S> {
    // Invariant: a description is made of texts, lists and objects with text keys.
    let document = serde_json::to_value(&openapi).expect("a description is JSON");
    let (operations, common) = (operations(&document), common(&document));
    let address = format!("/api/{service}/openapi.json");
    let shown = address.clone();
    Router::new().route(&address, get(move || async move { Json(openapi) })).route(
        &format!("/api/{service}"),
        get(move |visitor: Visitor| async move {
            let page = visitor.page("title-reference");
            let name = service.to_owned();
            let template = ReferencePage { page, name, address: shown, operations, common };
            render(&template, &template.page)
        }),
    )
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What many operations can answer, by status: every operation refers to those that it can.
fn common(document: &Value) -> Vec<(String, String)> {
    let operations = document["paths"].as_object().into_iter().flatten();
    let operations = operations.flat_map(|(_, methods)| methods.as_object().into_iter().flatten());
    let answers =
        operations.flat_map(|(_, one)| one["responses"].as_object().into_iter().flatten());
    let common: BTreeMap<_, _> = answers
        .filter_map(|(status, answer)| {
            let name = last_of(answer["$ref"].as_str()?);
            let means = text(&document["components"]["responses"][name]["description"]);
            Some((status.clone(), means))
        })
        .collect();
    common.into_iter().collect()
}

/// Reads the operations out of the description itself, so that the page can't say anything else.
fn operations(document: &Value) -> Vec<Operation> {
    let mut listed = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            listed.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                summary: text(&operation["summary"]),
                body: schema_name(
                    &operation["requestBody"]["content"]["application/json"]["schema"],
                )
                .map(|name| schema_text(document, &name)),
                answers: operation["responses"]
                    .as_object()
                    .into_iter()
                    .flatten()
                    .filter(|(_, answer)| answer["$ref"].is_null())
                    .map(|(status, answer)| (status.clone(), text(&answer["description"])))
                    .collect(),
            });
        }
    }
    listed
}

fn schema_name(schema: &Value) -> Option<String> {
    Some(last_of(schema["$ref"].as_str()?).to_owned())
}

fn last_of(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or_default()
}

fn schema_text(document: &Value, name: &str) -> String {
    serde_json::to_string_pretty(&document["components"]["schemas"][name]).unwrap_or_default()
}
