//! How a request can end otherwise than well: one type for pages and API, told in the reader's language by
//! the layer that knows it. Pages get a page, the API gets problem details (RFC 9457).

use crate::page::{Page, refusal_text, render_with};
use crate::visitor::Visitor;
use askama::Template;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use redress_kernel::{Fault, Refusal, Stop};
use redress_runtime::incident;
use serde::Serialize;
use std::sync::Arc;

/// Why there is no page or answer.
#[derive(Debug)]
pub enum Failure {
    /// The action stopped.
    Stop(Stop),
    /// Nobody is signed in: sign in, then come back.
    SignIn {
        /// Path to come back to.
        return_to: String,
    },
    /// The sign-in is too old for this: sign in once more, then come back.
    SignInAgain {
        /// Path to come back to.
        return_to: String,
    },
    /// A form came from a page of a session that has ended, while its person has another: it is kept for her.
    Kept {
        /// Where she is given it back.
        at: String,
    },
    /// A form came and nothing tells whose it is, so that it can't be kept: she is told.
    TypedLost,
    /// The API needs a bearer token, or the one given does not count.
    Unauthorized,
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        Failure::Stop(stop)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Failure::Stop(Stop::Fault(fault))
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Stop(refusal.into())
    }
}

/// Code of what a younger sign-in is needed for.
const SIGN_IN_AGAIN: &str = "sign-in-again";

/// Rides in the response up to the layer that tells it.
#[derive(Clone)]
pub(crate) struct Unexplained(Arc<Failure>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Unexplained(Arc::new(self)));
        response
    }
}

/// Problem details, as the API tells a failure.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// Address of a page that explains the problem.
    #[serde(rename = "type")]
    kind: String,
    /// What it is, in the reader's language.
    title: String,
    /// HTTP status.
    status: u16,
    /// Stable code.
    code: String,
    /// Number to quote, for faults of ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<String>,
    /// What is wrong with each field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FieldProblem {
    /// Name or path of the field.
    field: String,
    /// Stable code.
    code: &'static str,
    /// What to do, in the reader's language.
    detail: String,
}

#[derive(Template)]
#[template(path = "lost.html")]
struct LostPage {
    page: Page,
    sign_in: String,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    page: Page,
    heading: String,
    messages: Vec<String>,
    incident: Option<String>,
    /// What was typed, to be sent again after a fault of ours.
    sent: Vec<(String, String)>,
}

/// What a person is told of a failure.
struct Explanation {
    status: u16,
    code: String,
    title: String,
    incident: Option<String>,
    refusals: Vec<Refusal>,
}

/// Explains a failure that the handler only named; other responses pass.
pub(crate) fn tell(response: Response, visitor: &Visitor) -> Response {
    let Some(Unexplained(failure)) =
        response.extensions().get::<Unexplained>().cloned().or_else(|| of_the_router(&response))
    else {
        return response;
    };
    let way_on = match failure.as_ref() {
        Failure::SignIn { return_to } => Some(sign_in_address(visitor, return_to, false)),
        Failure::SignInAgain { return_to } => Some(sign_in_address(visitor, return_to, true)),
        Failure::Kept { at } => Some(at.clone()),
        _ => None,
    };
    if let Some(to) = way_on.filter(|_| !is_api(visitor)) {
        return crate::redirect(&to);
    }
    if matches!(failure.as_ref(), Failure::TypedLost) {
        let (page, sign_in) =
            (visitor.page("title-held"), sign_in_address(visitor, &visitor.path, false));
        return render_with(StatusCode::UNAUTHORIZED, &LostPage { page, sign_in });
    }
    let explanation = explanation(&failure, visitor);
    let mut answer = told(&explanation, visitor);
    if explanation.status == 401 {
        let how = HeaderValue::from_str(&challenge(&explanation, visitor.web.fresh));
        let how = how.unwrap_or(HeaderValue::from_static("Bearer"));
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, how);
    }
    // Which methods a path has.
    if let Some(allow) = response.headers().get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow.clone());
    }
    answer
}

/// What the router itself refuses in plain text: an identifier that is none, a method that a path doesn't have.
fn of_the_router(response: &Response) -> Option<Unexplained> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_plain = kind.is_some_and(|kind| kind == "text/plain; charset=utf-8");
    if !is_plain && response.status() != StatusCode::METHOD_NOT_ALLOWED {
        return None;
    }
    let stop = match response.status() {
        StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND => Stop::Missing,
        StatusCode::METHOD_NOT_ALLOWED => Refusal::status(405, "method-not-allowed").into(),
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::status(413, "body-too-long").into(),
        StatusCode::UNPROCESSABLE_ENTITY => Refusal::status(422, "body-malformed").into(),
        _ => return None,
    };
    Some(Unexplained(Arc::new(Failure::Stop(stop))))
}

/// How a program is told what token it needs: any, or one of a sign-in that is not older than a time (RFC 9470).
fn challenge(explanation: &Explanation, fresh: time::Duration) -> String {
    if explanation.code == SIGN_IN_AGAIN {
        let max_age = fresh.whole_seconds();
        format!("Bearer error=\"insufficient_user_authentication\", max_age=\"{max_age}\"")
    } else {
        "Bearer".to_owned()
    }
}

/// An action that asks for a younger sign-in becomes the way there, with the form that was sent kept. Programs are told.
pub(crate) async fn to_sign_in_again(response: Response, visitor: &Visitor) -> Response {
    let named = response.extensions().get::<Unexplained>();
    let is_asked = named.is_some_and(|named| matches!(*named.0, Failure::Stop(Stop::SignInAgain)));
    if !is_asked || visitor.path.starts_with("/api/") {
        return response;
    }
    match crate::form::before_sign_in_again(visitor).await {
        Ok(return_to) => Failure::SignInAgain { return_to }.into_response(),
        Err(fault) => Failure::from(fault).into_response(),
    }
}

/// To the sign-in, and back to a path afterwards.
fn sign_in_address(visitor: &Visitor, return_to: &str, again: bool) -> String {
    let program = &visitor.web.links.sign_in;
    // To another program, the way back is told with this one's address.
    let here = if program.is_empty() { "" } else { &visitor.web.public_url };
    let return_to = format!("{here}{return_to}");
    let query: String = url::form_urlencoded::byte_serialize(return_to.as_bytes()).collect();
    let again = if again { "&again=yes" } else { "" };
    format!("{program}/sign-in?return_to={query}{again}")
}

fn explanation(failure: &Failure, visitor: &Visitor) -> Explanation {
    let simple = |status, code: &str| Explanation {
        status,
        code: code.to_owned(),
        title: visitor.text(&format!("problem-{code}"), &[]),
        incident: None,
        refusals: Vec::new(),
    };
    match failure {
        Failure::SignIn { .. }
        | Failure::Kept { .. }
        | Failure::TypedLost
        | Failure::Unauthorized => simple(401, "unauthorized"),
        Failure::SignInAgain { .. } | Failure::Stop(Stop::SignInAgain) => {
            simple(401, SIGN_IN_AGAIN)
        }
        Failure::Stop(Stop::Forbidden) => simple(403, "forbidden"),
        Failure::Stop(Stop::Missing) => simple(404, "missing"),
        Failure::Stop(Stop::Fault(fault)) => {
            Explanation { incident: Some(incident::report(fault)), ..simple(500, "fault") }
        }
        Failure::Stop(Stop::Refused(refusals)) => match refusals.first() {
            None => simple(400, "refused"),
            Some(first) => Explanation {
                status: first.status,
                code: first.code.to_owned(),
                title: if refusals.iter().any(|refusal| refusal.field.is_some()) {
                    visitor.text("problem-refused", &[])
                } else {
                    refusal_text(visitor.web.texts, visitor.lang, first)
                },
                incident: None,
                refusals: refusals.clone(),
            },
        },
    }
}

fn as_problem(explanation: &Explanation, visitor: &Visitor) -> Response {
    let problem = Problem {
        kind: format!("{}/problems/{}", visitor.web.public_url, explanation.code),
        title: explanation.title.clone(),
        status: explanation.status,
        code: explanation.code.clone(),
        incident: explanation.incident.clone(),
        errors: explanation
            .refusals
            .iter()
            .filter_map(|refusal| {
                Some(FieldProblem {
                    field: refusal.field.as_deref()?.to_owned(),
                    code: refusal.code,
                    detail: refusal_text(visitor.web.texts, visitor.lang, refusal),
                })
            })
            .collect(),
    };
    problem_details(status(explanation), &problem)
}

fn problem_details(status: StatusCode, problem: &Problem) -> Response {
    let mut response = (status, Json(problem)).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// Not even the session can be read: told to a stranger, with what she typed.
pub(crate) fn unavailable(fault: &Fault, visitor: &Visitor) -> Response {
    let explanation = Explanation {
        status: 503,
        code: "unavailable".to_owned(),
        title: visitor.text("problem-unavailable", &[]),
        incident: Some(incident::report(fault)),
        refusals: Vec::new(),
    };
    let mut response = told(&explanation, visitor);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    response
}

/// As a page, or as problem details to the API.
fn told(explanation: &Explanation, visitor: &Visitor) -> Response {
    if is_api(visitor) { as_problem(explanation, visitor) } else { as_page(explanation, visitor) }
}

fn is_api(visitor: &Visitor) -> bool {
    visitor.path.starts_with("/api/")
}

fn as_page(explanation: &Explanation, visitor: &Visitor) -> Response {
    let messages = explanation
        .refusals
        .iter()
        .map(|refusal| refusal_text(visitor.web.texts, visitor.lang, refusal))
        .filter(|message| *message != explanation.title)
        .collect();
    let page = ProblemPage {
        page: visitor.page("title-problem"),
        heading: explanation.title.clone(),
        messages,
        incident: explanation.incident.clone(),
        sent: if explanation.status >= 500 {
            visitor.sent.get().map(|sent| sent.0.clone()).unwrap_or_default()
        } else {
            Vec::new()
        },
    };
    render_with(status(explanation), &page)
}

fn status(explanation: &Explanation) -> StatusCode {
    StatusCode::from_u16(explanation.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
