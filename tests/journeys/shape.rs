//! The programs as people run them: a process for each service, or the all-in-one, on a database of their own and the real
//! provider.

use redress_runtime::Config;
use redress_testkit::{World, bearer};
use reqwest::{Client, Method, StatusCode};
use serde_json::Value;
use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

/// How the programs run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One process, four pools, four roles.
    AllInOne,
    /// A process for each service, and one for signing in.
    Separate,
}

pub const SERVICES: [&str; 4] = ["intake", "eligibility", "ledger", "documents"];

/// What makes sessions and takes tokens for the others.
const SIGN_IN: &str = "sign_in";

/// How long a program may take to start, or a reaction to arrive, before the test gives up.
const PATIENCE: Duration = Duration::from_mins(1);

/// Running programs; they end with the value.
pub struct Programs {
    pub world: World,
    shape: Shape,
    config: Config,
    file: PathBuf,
    running: BTreeMap<&'static str, Child>,
    http: Client,
    tokens: Mutex<BTreeMap<String, String>>,
}

impl Drop for Programs {
    fn drop(&mut self) {
        for child in self.running.values_mut() {
            // It may have ended by itself.
            let _ended = child.kill();
            let _reaped = child.wait();
        }
        let _left = std::fs::remove_file(&self.file);
    }
}

/// The next port to try. Below the range that outgoing connections take theirs from: a program that is started again
/// must find its port free.
static NEXT_PORT: AtomicU16 = AtomicU16::new(0);

fn free_port() -> u16 {
    let start = u16::try_from(std::process::id() % 400 * 20).expect("below 8,000");
    loop {
        let port = 20_000 + (start + NEXT_PORT.fetch_add(1, Ordering::Relaxed)) % 10_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// Where the programs were built: beside this test's own folder.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("this test's path");
    let folder = test.ancestors().nth(2).expect("target/debug");
    let path = folder.join(name);
    assert!(path.is_file(), "{} is not built: `make test` builds it", path.display());
    path
}

impl Programs {
    /// Starts every program of the shape and waits until each is ready.
    pub async fn start(shape: Shape) -> Self {
        let world = World::with_provider().await;
        let mut config = world.config();
        for listener in [
            &mut config.all_in_one,
            &mut config.intake,
            &mut config.eligibility,
            &mut config.ledger,
            &mut config.documents,
            &mut config.sign_in,
        ] {
            let port = free_port();
            listener.address = format!("127.0.0.1:{port}");
            listener.public_url = format!("http://localhost:{port}");
            listener.private_address = format!("127.0.0.1:{}", free_port());
        }
        config.log.filter = "warn".into();
        let file = std::env::temp_dir().join(format!("redress-{}.toml", redress_testkit::token()));
        std::fs::write(&file, toml::to_string(&config).expect("a configuration")).expect("a file");
        let http = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        let mut programs = Self {
            world,
            shape,
            config,
            file,
            running: BTreeMap::new(),
            http,
            tokens: Mutex::default(),
        };
        for name in programs.names() {
            programs.launch(name).await;
        }
        programs
    }

    fn names(&self) -> Vec<&'static str> {
        if self.shape == Shape::AllInOne {
            vec!["all_in_one"]
        } else {
            [&SERVICES[..], &[SIGN_IN]].concat()
        }
    }

    /// Starts one program and waits until it says that it is ready.
    pub async fn launch(&mut self, name: &'static str) {
        let mut command = if name == "all_in_one" {
            let mut command = Command::new(program("redress"));
            command.arg("serve");
            command
        } else {
            Command::new(program(&format!("redress-{}", name.replace('_', "-"))))
        };
        let child =
            command.arg("--config").arg(&self.file).stdin(Stdio::null()).spawn().expect("starts");
        self.running.insert(name, child);
        let ready = format!("http://{}/readyz", self.config.listener(name).private_address);
        let began = Instant::now();
        loop {
            if let Ok(answer) = self.http.get(&ready).send().await
                && answer.status() == StatusCode::OK
            {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "{name} is not ready");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Ends the program of a service at once, as a power cut would. Returns its name, to launch it again.
    pub fn kill(&mut self, service: &'static str) -> &'static str {
        let name = if self.shape == Shape::AllInOne { "all_in_one" } else { service };
        let mut child = self.running.remove(name).expect("it runs");
        child.kill().expect("it can be ended");
        child.wait().expect("it ends");
        name
    }

    /// Ends every program as an administrator does, and says whether each ended cleanly.
    pub fn end(&mut self) -> bool {
        let running = std::mem::take(&mut self.running);
        running.into_values().all(|mut child| {
            let pid = child.id().to_string();
            let sent = Command::new("kill").args(["-TERM", &pid]).status().expect("kill runs");
            sent.success() && child.wait().expect("it ends").success()
        })
    }

    /// Address of a service's pages and API.
    pub fn base(&self, service: &str) -> String {
        let name = if self.shape == Shape::AllInOne { "all_in_one" } else { service };
        self.config.listener(name).public_url.clone()
    }

    /// The service whose API a path belongs to.
    fn owner(path: &str) -> &str {
        path.split('/').nth(2).expect("/api/<service>/…")
    }

    async fn token(&self, login: &str) -> String {
        if let Some(token) = self.tokens.lock().expect("unbroken").get(login) {
            return token.clone();
        }
        let token = bearer(login).await;
        self.tokens.lock().expect("unbroken").insert(login.to_owned(), token.clone());
        token
    }

    /// Everybody has called once, so that the chair finds the members to seat.
    pub async fn introduce_everybody(&self) {
        for login in ["panel.paul", "panel.petra", "panel.pia", "chair.chandra"] {
            self.get(login, "/api/eligibility/cases").await;
        }
    }

    /// A request to the API as somebody; a command gets a key of its own.
    pub async fn request(
        &self,
        login: &str,
        method: Method,
        path: &str,
    ) -> reqwest::RequestBuilder {
        let url = format!("{}{path}", self.base(Self::owner(path)));
        let request = self.http.request(method, url).bearer_auth(self.token(login).await);
        request.header("idempotency-key", redress_testkit::token())
    }

    /// Reads from the API; the answer must be 200.
    pub async fn get(&self, login: &str, path: &str) -> Value {
        let answer = self.request(login, Method::GET, path).await.send().await.expect("an answer");
        told(answer, path).await
    }

    /// Commands the API; the answer must be a success.
    pub async fn post(&self, login: &str, path: &str, body: &Value) -> Value {
        let answer = self
            .request(login, Method::POST, path)
            .await
            .json(body)
            .send()
            .await
            .expect("an answer");
        told(answer, path).await
    }

    /// Waits until `look` finds something. Reactions take moments; a test that waits in vain fails.
    pub async fn wait_for<T>(
        &self,
        what: &str,
        mut look: impl AsyncFnMut(&Self) -> Option<T>,
    ) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = look(self).await {
                return found;
            }
            assert!(began.elapsed() < PATIENCE, "waited in vain for {what}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

async fn told(answer: reqwest::Response, path: &str) -> Value {
    let status = answer.status();
    let text = answer.text().await.expect("a body");
    assert!(status.is_success(), "{path}: {status} {text}");
    if text.is_empty() {
        Value::Null
    } else {
        serde_json::from_str(&text).unwrap_or(Value::String(text))
    }
}
