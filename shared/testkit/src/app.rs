//! One service, driven by hand: requests through its router, reactions and work when the test says so.

use crate::bearer;
use crate::page::Page;
use crate::world::{Who, World};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use redress_contract::event;
use redress_runtime::{Ctx, Parts, Service, boot, reaction};
use redress_texts::Texts;
use redress_web::keys::{mask, token};
use redress_web::sign_in::SignIn;
use serde_json::Value;
use std::time::Duration;
use tower::ServiceExt;

/// A service of a test.
pub struct App {
    /// Its context, in its own database role.
    pub ctx: Ctx,
    parts: Parts,
    texts: Option<&'static Texts>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// The body's bytes.
    pub bytes: Vec<u8>,
    texts: Option<&'static Texts>,
}

impl Reply {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    /// Where it leads, for an answer that leads on.
    pub fn location(&self) -> String {
        let to = self
            .headers
            .get("location")
            .unwrap_or_else(|| panic!("{}: {}", self.status, self.text()));
        to.to_str().expect("ascii").to_owned()
    }

    /// The body as a page.
    pub fn page(&self) -> Page {
        Page::new(&self.text(), self.texts)
    }

    /// The value of the first field of a name in the page, e.g. `_revision`.
    pub fn field(&self, name: &str) -> Option<String> {
        self.page().value(name)
    }
}

impl App {
    /// Puts a service together on the test's database and clock.
    pub async fn start<S: Service>(world: &World) -> Self {
        Self::with_config::<S>(world, &world.config()).await
    }

    /// Puts a service together with a configuration of the test's own.
    pub async fn with_config<S: Service>(world: &World, config: &redress_runtime::Config) -> Self {
        let url = config.listener("all_in_one").public_url.clone();
        let mounted = boot::mount::<S>(config, &url, world.clock.clock())
            .await
            .unwrap_or_else(|fault| panic!("{}: {}", S::NAME, fault.chain()));
        let (ctx, mut parts) = mounted.into_parts();
        let sign_in = boot::mount::<SignIn>(config, &url, world.clock.clock())
            .await
            .unwrap_or_else(|fault| panic!("signing in: {}", fault.chain()));
        parts.routes = std::mem::take(&mut parts.routes)
            .merge(std::mem::take(&mut parts.common))
            .merge(sign_in.into_parts().1.routes);
        Self { ctx, parts, texts: None }
    }

    /// The texts of the service, so that its pages can be asked for what they say.
    #[must_use]
    pub fn with_texts(self, texts: &'static Texts) -> Self {
        Self { texts: Some(texts), ..self }
    }

    /// Sends any request.
    pub async fn send(&self, request: Request<Body>) -> Reply {
        let answer =
            self.parts.routes.clone().oneshot(request).await.expect("a router never fails");
        let (head, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Reply { status: head.status, headers: head.headers, bytes, texts: self.texts }
    }

    /// Opens a page as a signed-in person.
    pub async fn get(&self, who: &Who, path: &str) -> Reply {
        self.send(request(Method::GET, path, who).body(Body::empty()).expect("a request")).await
    }

    /// Opens a page as a stranger.
    pub async fn get_as_stranger(&self, path: &str) -> Reply {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Sends a form as a browser would, with a fresh once-key.
    pub async fn post(&self, who: &Who, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.post_once(who, path, &token(), fields).await
    }

    /// Sends a form with a once-key of the test's choice.
    pub async fn post_once(
        &self,
        who: &Who,
        path: &str,
        once: &str,
        fields: &[(&str, &str)],
    ) -> Reply {
        self.post_with_token(who, path, &mask(&who.csrf), &[&[("_once", once)], fields].concat())
            .await
    }

    /// Sends a form with any token, as a forger would.
    pub async fn post_with_token(
        &self,
        who: &Who,
        path: &str,
        csrf: &str,
        fields: &[(&str, &str)],
    ) -> Reply {
        let own = [("_csrf", csrf)];
        let body: Vec<String> = own
            .iter()
            .chain(fields)
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        let request = request(Method::POST, path, who)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body.join("&")));
        self.send(request.expect("a request")).await
    }

    /// Sends a form with files, as a browser would, with a once-key of the test's choice.
    pub async fn post_parts(
        &self,
        who: &Who,
        path: &str,
        once: &str,
        parts: &[(&str, impl AsRef<[u8]>)],
    ) -> Reply {
        let csrf = mask(&who.csrf);
        let own = [("_csrf", csrf.as_bytes()), ("_once", once.as_bytes())];
        let parts = parts.iter().map(|(name, value)| (*name, value.as_ref()));
        let mut body = Vec::new();
        for (name, value) in own.into_iter().chain(parts) {
            let file = if name == "file" { "; filename=\"x\"" } else { "" };
            let head = format!("Content-Disposition: form-data; name=\"{name}\"{file}");
            body.extend(format!("--redress\r\n{head}\r\n\r\n").into_bytes());
            body.extend([value, b"\r\n"].concat());
        }
        body.extend(b"--redress--\r\n");
        let request = request(Method::POST, path, who)
            .header("content-type", "multipart/form-data; boundary=redress")
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    /// Calls the JSON API with a bearer token of the real provider; the world must be one with a provider.
    /// `headers` are added to the usual ones; a command gets a fresh Idempotency-Key unless one is given.
    pub async fn call(
        &self,
        login: &str,
        method: Method,
        path: &str,
        body: Option<&Value>,
        headers: &[(&str, &str)],
    ) -> Reply {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", bearer(login).await));
        if !headers.iter().any(|(name, _)| *name == "idempotency-key") {
            request = request.header("idempotency-key", token());
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            None => Body::empty(),
            Some(json) => {
                request = request.header("content-type", "application/json");
                Body::from(json.to_string())
            }
        };
        self.send(request.body(body).expect("a request")).await
    }

    /// Reacts to every event that waits, then works off what the service does by itself.
    /// Events behind another test's open transaction are waited for.
    pub async fn react(&self) {
        if let Some(reactor) = &self.parts.reactor {
            while self.react_one(reactor.as_ref()).await {}
        }
        for worker in [&self.parts.worker, &self.parts.chore].into_iter().flatten() {
            while worker.work().await.unwrap_or_else(|stop| panic!("work stopped: {stop:?}")) {}
        }
    }

    async fn react_one(&self, reactor: &dyn redress_runtime::Reactor) -> bool {
        loop {
            match reaction::react_once(&self.ctx, reactor).await {
                Ok(true) => return true,
                Err(fault) => panic!("a reaction failed: {}", fault.chain()),
                Ok(false) if !self.is_behind().await => return false,
                // Other tests share the cluster: the horizon moves when their transactions end.
                Ok(false) => tokio::time::sleep(Duration::from_millis(5)).await,
            }
        }
    }

    /// Whether this service has yet to act on an event, whether or not the horizon has passed it.
    async fn is_behind(&self) -> bool {
        let attempts: i32 =
            sqlx::query_scalar("select attempts from shared.cursor where consumer = session_user")
                .fetch_one(&self.ctx.pool)
                .await
                .expect("the cursor is readable");
        assert_eq!(attempts, 0, "{}: a reaction failed; its fault is in the log", self.ctx.service);
        event::is_any_left(&self.ctx.pool).await.expect("the events answer")
    }
}

/// A request of a signed-in person, to which a test adds what it needs.
pub fn request(method: Method, path: &str, who: &Who) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header("cookie", format!("redress={}", who.cookie))
}

/// Percent-encoding of a form value.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
