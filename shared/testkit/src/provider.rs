//! The real local OpenID provider, one for each test binary, and bearer tokens from it by its own login form.

use redress_web::keys::{sha256, token};
use std::collections::BTreeMap;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{ChildStdin, Command};
use tokio::sync::OnceCell;

/// Held open as long as the tests run: when they end, however they end, the pipe closes and the provider stops.
static RUNNING: OnceCell<Provider> = OnceCell::const_new();

/// A running provider, with keys of its own; it ends with the value.
pub struct Provider {
    /// Its issuer.
    pub issuer: String,
    _pipe: ChildStdin,
}

/// The issuer of the provider; started at the first call.
pub async fn issuer() -> &'static str {
    &RUNNING.get_or_init(|| Provider::start(0)).await.issuer
}

impl Provider {
    /// Starts one on a port, 0 for any free one.
    pub async fn start(port: u16) -> Self {
        let command = std::env::var("REDRESS_TEST_OIDC_COMMAND")
            .expect("REDRESS_TEST_OIDC_COMMAND starts the local provider; `make test` sets it");
        let watch = format!("'{command}' {port} <&- & provider=$!; cat >/dev/null; kill $provider");
        let mut child = Command::new("sh")
            .args(["-c", &watch])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell starts");
        let pipe = child.stdin.take().expect("piped");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        while let Some(line) = lines.next_line().await.expect("the provider writes") {
            if let Some(issuer) = line.strip_prefix("provider ready: ") {
                // Nothing more is read; the provider says nothing more.
                return Self { issuer: issuer.trim().to_owned(), _pipe: pipe };
            }
        }
        panic!("the local provider did not start");
    }
}

/// A bearer token for the JSON API, as `login` (whose password is the same) gets it by the code flow.
pub async fn bearer(login: &str) -> String {
    bearer_of(issuer().await, login).await
}

/// A bearer token of a provider of the test's own.
pub async fn bearer_of(issuer: &str, login: &str) -> String {
    let verifier = token();
    let challenge = base64url(&sha256(verifier.as_bytes()));
    let address = format!(
        "{issuer}/auth?client_id=redress-cli&response_type=code&scope=openid%20api\
         &redirect_uri=http%3A%2F%2F127.0.0.1%3A8079%2Fcallback&code_challenge={challenge}&code_challenge_method=S256"
    );
    let next = authorize(&address, login).await;
    let code = next
        .split(['?', '&'])
        .find_map(|part| part.strip_prefix("code="))
        .expect("a code comes back");
    let form = format!(
        "client_id=redress-cli&grant_type=authorization_code&code={code}&code_verifier={verifier}\
         &redirect_uri=http%3A%2F%2F127.0.0.1%3A8079%2Fcallback"
    );
    let answer = Browser::new().send(&format!("{issuer}/token"), Some(form)).await;
    let body: serde_json::Value = serde_json::from_str(&answer.text().await.expect("a body"))
        .expect("the token endpoint answers in JSON");
    body["access_token"]
        .as_str()
        .unwrap_or_else(|| panic!("no token for {login}: {body}"))
        .to_owned()
}

/// Signs in as `login` at the provider's own form, from an authorization address on; returns the address that the
/// browser is sent back to, code and all. Nobody is asked there.
pub async fn authorize(address: &str, login: &str) -> String {
    let issuer = address.split("/auth").next().unwrap_or_default();
    let mut browser = Browser::new();
    let form_address = browser.follow(address, None).await;
    let mut next =
        browser.follow(&form_address, Some(format!("login={login}&password={login}"))).await;
    while next.starts_with(issuer) {
        next = browser.follow(&next, None).await;
    }
    next
}

/// Enough of a browser for a login form: cookies and one redirect at a time.
struct Browser {
    http: reqwest::Client,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    fn new() -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
        Self { http: http.expect("a client without settings"), cookies: BTreeMap::new() }
    }

    async fn send(&mut self, url: &str, form: Option<String>) -> reqwest::Response {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = match form {
            None => self.http.get(url),
            Some(form) => self
                .http
                .post(url)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(form),
        };
        let answer = request
            .header("cookie", cookies.join("; "))
            .send()
            .await
            .expect("the provider answers");
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().expect("ascii").split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Sends, and returns where the answer leads.
    async fn follow(&mut self, url: &str, form: Option<String>) -> String {
        let answer = self.send(url, form).await;
        let to = answer
            .headers()
            .get("location")
            .unwrap_or_else(|| panic!("{url}: {}", answer.status()));
        let to = to.to_str().expect("ascii");
        answer.url().join(to).expect("an address").into()
    }
}

fn base64url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let mut group = [0_u8; 4];
        group[1..=chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes(group);
        for place in 0..=chunk.len() {
            text.push(char::from(ALPHABET[(bits >> (18 - 6 * place) & 63) as usize]));
        }
    }
    text
}
