//! The API description of a service: as OpenAPI 3.1 for programs, and as a plain page for people.

use crate::page::{Page, render};
use crate::visitor::Visitor;
use askama::Template;
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use utoipa::openapi::OpenApi;

#[derive(Template)]
#[template(path = "reference.html")]
struct ReferencePage {
    page: Page,
    name: String,
    address: String,
    operations: Vec<Operation>,
}

/// One operation, as the page shows it.
#[derive(Debug, Clone)]
struct Operation {
    method: String,
    path: String,
    summary: String,
    body: Option<String>,
    answers: Vec<(String, String)>,
}

/// `/api/<service>` (a page) and `/api/<service>/openapi.json`.
pub fn routes<S: Clone + Send + Sync + 'static>(
    service: &'static str,
    openapi: OpenApi,
) -> Router<S> {
    let operations = operations(&openapi);
    let address = format!("/api/{service}/openapi.json");
    let shown = address.clone();
    Router::new().route(&address, get(move || async move { Json(openapi) })).route(
        &format!("/api/{service}"),
        get(move |visitor: Visitor| async move { show(&visitor, service, shown, operations) }),
    )
}

fn show(visitor: &Visitor, name: &str, address: String, operations: Vec<Operation>) -> Response {
    let template = ReferencePage {
        page: visitor.page("title-reference"),
        name: name.into(),
        address,
        operations,
    };
    render(&template, &template.page)
}

/// Reads the operations out of the description itself, so that the page can't say anything else.
fn operations(openapi: &OpenApi) -> Vec<Operation> {
    let Ok(document) = serde_json::to_value(openapi) else { return Vec::new() };
    let mut listed = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            listed.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                summary: text(&operation["summary"]),
                body: schema_name(
                    &operation["requestBody"]["content"]["application/json"]["schema"],
                )
                .map(|name| schema_text(&document, &name)),
                answers: operation["responses"]
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(|(status, answer)| (status.clone(), text(&answer["description"])))
                    .collect(),
            });
        }
    }
    listed
}

fn schema_name(schema: &serde_json::Value) -> Option<String> {
    let reference = schema["$ref"].as_str()?;
    Some(reference.rsplit('/').next()?.to_owned())
}

fn schema_text(document: &serde_json::Value, name: &str) -> String {
    serde_json::to_string_pretty(&document["components"]["schemas"][name]).unwrap_or_default()
}
