//! The routes of a service's JSON API with their description (OpenAPI 3.1). What follows from method, path and body is
//! said here, once: the bearer token, the key of a command, the revision of a change, and how each can be refused.
//! Never here: what one operation alone has to say.

mod bodies;

use crate::failure::Problem;
use crate::reference;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    Components, Content, InfoBuilder, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder,
    Schema,
};
use utoipa::{PartialSchema, ToSchema};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

/// Marks a POST that may be sent twice without harm: `extensions(("x-repeatable" = json!(true)))`. It takes no
/// `Idempotency-Key`; every other POST does.
const REPEATABLE: &str = "x-repeatable";
/// Name of the way in.
const BEARER: &str = "bearer";

/// How an operation can be refused: status, name of the answer, and what it means where the operation says nothing itself.
const REFUSALS: [(&str, &str, &str); 12] = [
    ("400", "Malformed", "No `Idempotency-Key`, or none that can be; or the body is no JSON"),
    ("401", "Unauthorized", "No bearer token that counts"),
    ("403", "Forbidden", "Your role does not allow it"),
    ("404", "Missing", "There is no such thing, or none that you may know of"),
    ("409", "Conflict", "Not as things stand"),
    ("412", "Stale", "Somebody else changed it meanwhile"),
    ("413", "TooLong", "The body is too long"),
    ("415", "NotJson", "The body is not `application/json`"),
    (
        "422",
        "Refused",
        "What was sent can't be taken, each field named; or the key was used for something else",
    ),
    ("428", "NoRevision", "`If-Match` is missing"),
    ("500", "Fault", "A fault of ours; quote its number"),
    ("503", "Unavailable", "Nothing can be answered now; try again in a minute"),
];

/// The routes of a service's API, or some of them.
pub struct Api<S> {
    routes: OpenApiRouter<S>,
    schemas: BTreeMap<String, RefOr<Schema>>,
    doubled: BTreeSet<String>,
}

impl<S: Clone + Send + Sync + 'static> Default for Api<S> {
    fn default() -> Self {
        let (schemas, doubled) = (BTreeMap::new(), BTreeSet::new());
        Self { routes: OpenApiRouter::default(), schemas, doubled }
    }
}

impl<S: Clone + Send + Sync + 'static> Api<S> {
    /// Adds the handlers that `utoipa_axum::routes!` names.
    #[must_use]
    pub fn routes(mut self, added: UtoipaMethodRouter<S>) -> Self {
        for (name, schema) in &added.0 {
            self.register(name, schema.clone());
        }
        Self { routes: self.routes.routes(added), ..self }
    }

    /// Adds other routes.
    #[must_use]
    pub fn merge(mut self, added: Self) -> Self {
        for (name, schema) in added.schemas {
            self.register(&name, schema);
        }
        self.doubled.extend(added.doubled);
        Self { routes: self.routes.merge(added.routes), ..self }
    }

    /// Allows bodies of so many bytes in the routes up to here.
    #[must_use]
    pub fn body_max(self, bytes: usize) -> Self {
        Self { routes: self.routes.layer(DefaultBodyLimit::max(bytes)), ..self }
    }

    fn register(&mut self, name: &str, schema: RefOr<Schema>) {
        if self.schemas.get(name).is_some_and(|known| *known != schema) {
            self.doubled.insert(name.to_owned());
        }
        self.schemas.insert(name.to_owned(), schema);
    }

    /// Names that two types bear: the description could show only one of them. There must be none.
    pub fn doubled(&self) -> &BTreeSet<String> {
        &self.doubled
    }

    /// The routes, and the description of service `name` as a page and for programs.
    pub fn served(self, name: &'static str, about: &str) -> Router<S> {
        let (routes, bare) = self.routes.split_for_parts();
        routes.merge(reference::routes(name, complete(bare, name, about)))
    }

    /// The description of service `name`.
    pub fn description(self, name: &str, about: &str) -> OpenApi {
        complete(self.routes.into_openapi(), name, about)
    }
}

/// Adds what holds for every operation.
fn complete(mut openapi: OpenApi, name: &str, about: &str) -> OpenApi {
    openapi.info = InfoBuilder::new().title(name).version("1").description(Some(about)).build();
    openapi.security = Some(vec![SecurityRequirement::new::<_, [&str; 0], &str>(BEARER, [])]);
    let components = openapi.components.get_or_insert_with(Components::new);
    let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    components.add_security_scheme(BEARER, SecurityScheme::Http(scheme));
    let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    components.schemas.extend(schemas);
    for (_, name, means) in REFUSALS {
        components.responses.insert(name.to_owned(), RefOr::T(problem(means)));
    }
    bodies::close(&mut openapi);
    for (path, item) in &mut openapi.paths.paths {
        let methods = [("GET", &mut item.get), ("PUT", &mut item.put), ("POST", &mut item.post)];
        for (method, operation) in methods {
            if let Some(operation) = operation {
                complete_operation(method, path, operation);
            }
        }
    }
    openapi
}

fn problem(means: &str) -> Response {
    let content = Content::new(Some(Ref::from_schema_name(Problem::name())));
    ResponseBuilder::new().description(means).content("application/problem+json", content).build()
}

fn complete_operation(method: &str, path: &str, operation: &mut Operation) {
    for (status, answer) in &mut operation.responses.responses {
        if let RefOr::T(answer) = answer
            && status.as_str() >= "400"
        {
            *answer = problem(&answer.description);
        }
    }
    let mut statuses = vec!["401", "403", "500", "503"];
    for name in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        statuses.push("404");
        if !parameters(operation).any(|parameter| parameter.name == name) {
            add(operation, ParameterIn::Path, name, |text| {
                if name.ends_with("_id") {
                    text.format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
                } else {
                    text
                }
            });
        }
    }
    if parameters(operation).any(|parameter| parameter.parameter_in == ParameterIn::Query) {
        statuses.push("422");
    }
    if let Some(RefOr::T(body)) = &operation.request_body {
        statuses.push("413");
        if body.content.contains_key("application/json") {
            statuses.extend(["400", "415", "422"]);
        }
    }
    let is_repeatable =
        operation.extensions.as_ref().is_some_and(|marks| marks.contains_key(REPEATABLE));
    match method {
        "POST" if !is_repeatable => {
            statuses.extend(["400", "409", "422"]);
            add(operation, ParameterIn::Header, "Idempotency-Key", |text| {
                let told =
                    "Made by the caller: the same command sent again with it has no second effect.";
                text.pattern(Some(KEY)).description(Some(told))
            });
        }
        "PUT" => {
            statuses.extend(["412", "428"]);
            add(operation, ParameterIn::Header, "If-Match", |text| {
                let told = "Revision last seen: the ETag of an earlier answer.";
                text.pattern(Some(REVISION)).description(Some(told))
            });
        }
        _ => {}
    }
    for (status, name, _) in REFUSALS {
        if statuses.contains(&status) {
            let common = RefOr::Ref(Ref::from_response_name(name));
            operation.responses.responses.entry(status.to_owned()).or_insert(common);
        }
    }
}

/// Visible letters, with blanks between at most.
const KEY: &str = "^[!-~]([ -~]{0,248}[!-~])?$";
/// A number, in quotation marks or bare.
const REVISION: &str = "^(\"[0-9]{1,9}\"|[0-9]{1,9})$";

fn parameters(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().flatten().filter_map(|parameter| match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    })
}

/// Adds a parameter that is there with every call: a text, more narrowly told by `narrow`.
fn add(
    operation: &mut Operation,
    place: ParameterIn,
    name: &str,
    narrow: impl FnOnce(ObjectBuilder) -> ObjectBuilder,
) {
    let text = narrow(ObjectBuilder::new().schema_type(Type::String)).build();
    let added = ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(Required::True)
        .schema(Some(text));
    operation.parameters.get_or_insert_default().push(RefOr::T(added.build()));
}
