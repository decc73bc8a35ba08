//! Configuration: one TOML file, environment over it, secrets from files; checked at start.

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use redress_kernel::{Fault, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};

/// Everything that can be set. Unknown keys are refused.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The all-in-one program.
    pub all_in_one: Listener,
    /// The intake service by itself.
    pub intake: Listener,
    /// The eligibility service by itself.
    pub eligibility: Listener,
    /// The ledger service by itself.
    pub ledger: Listener,
    /// The documents service by itself.
    pub documents: Listener,
    /// Signing in by itself.
    pub sign_in: Listener,
    /// Databases: one login for each service.
    pub database: Database,
    /// The OpenID Connect provider.
    pub oidc: Oidc,
    /// More of them, each with all that `oidc` has; people choose where to sign in.
    pub more_oidc: Vec<Oidc>,
    /// Secrets of pages and vault.
    pub secrets: Secrets,
    /// What pages need to know.
    pub web: Web,
    /// How to log.
    pub log: Log,
    /// The account that payments go out from.
    pub bank: Bank,
    /// How much of a program one may take.
    pub limits: Limits,
}

/// Where a program listens.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listener {
    /// Address and port of pages and API.
    pub address: String,
    /// How people reach it; `https` makes the cookies `__Host-` and Secure.
    pub public_url: String,
    /// Address and port of /livez, /readyz and /metrics: never to be reachable from outside.
    pub private_address: String,
}

/// Connections to the database.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// A login that may create roles; used by `redress migrate` only.
    pub migrate_url: String,
    /// Login `redress_intake`.
    pub intake_url: String,
    /// Login `redress_eligibility`.
    pub eligibility_url: String,
    /// Login `redress_ledger`.
    pub ledger_url: String,
    /// Login `redress_documents`.
    pub documents_url: String,
    /// Login `redress_sign_in`, which alone makes sessions; only the program of signing in and the all-in-one need it.
    pub sign_in_url: String,
    /// Connections of one service at most.
    pub max_connections: u32,
}

/// The OpenID Connect provider and what its tokens say.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Oidc {
    /// What people know it by, where there are several.
    pub name: String,
    /// Issuer, as in its discovery document.
    pub issuer: String,
    /// Client of the authorization code flow.
    pub client_id: String,
    /// Its secret; better given as a file.
    pub client_secret: String,
    /// File that holds the secret.
    pub client_secret_file: Option<PathBuf>,
    /// Scopes asked for.
    pub scopes: Vec<String>,
    /// Claim of the token that lists roles.
    pub roles_claim: String,
    /// Claim that names an advocate's organisation.
    pub organisation_claim: String,
    /// Audience of bearer tokens for the JSON API; never the client's identifier, which is that of ID tokens.
    pub audience: String,
    /// Type that bearer tokens bear in their head.
    pub token_type: String,
    /// Minutes for which a sign-in lets somebody approve, release, decide or open sealed data; afterwards the provider asks for
    /// the password anew. A bearer token must tell when that was (`auth_time`).
    pub fresh_minutes: u16,
    /// Programs that call the JSON API in their own name, not a person's, by the subject of their tokens.
    pub service_accounts: Vec<ServiceAccount>,
    /// Clients whose bearer tokens count; empty for all to whom the provider gives tokens of this audience.
    pub token_clients: Vec<String>,
}

/// A program that calls the JSON API in its own name (client credentials).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceAccount {
    /// Subject of its tokens.
    pub subject: String,
    /// What people are shown.
    pub name: String,
    /// Its roles; those that a token says count nothing.
    pub roles: Vec<String>,
    /// Whether it approves, releases, decides and opens sealed data: nobody can ask a program for its password.
    #[serde(default)]
    pub is_always_fresh: bool,
}

/// Secrets, each in a file of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Secrets {
    /// Master keys of the vault (`redress new-keys`); only intake and ledger need it.
    pub vault_keys_file: PathBuf,
    /// Key that seals what was typed when a session had ended (`redress new-keys` makes it too).
    pub page_keys_file: PathBuf,
    /// Key that seals the books (`redress new-keys` makes it too); only ledger needs it.
    pub seal_key_file: PathBuf,
}

/// What pages need to know.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Web {
    /// Where quick exit leads: a neutral page that many people open.
    pub exit_url: String,
    /// Minutes without a request after which a session ends.
    pub idle_minutes: u16,
    /// Hours after which a session ends in any case.
    pub session_hours: u16,
    /// Where weaknesses are reported, as `mailto:…` or `https://…`; shown in `/.well-known/security.txt` where it is set.
    pub security_contact: String,
}

/// How to log.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `text` or `json`.
    pub format: String,
    /// What to log, in the syntax of tracing's filters.
    pub filter: String,
}

/// The account that payments go out from.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bank {
    /// Neutral name of the payer, as the payee's bank shows it.
    pub debtor_name: String,
    /// Account number or IBAN.
    pub debtor_account: String,
    /// BIC of the bank.
    pub debtor_bic: String,
    /// Neutral text with each payment.
    pub remittance_text: String,
}

/// How much of a program one may take, so that nobody keeps it from others.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Connections of a program at most; more wait outside.
    pub connections: usize,
    /// Seconds that a connection may take to ask, to take its answer, or to stay without asking.
    pub idle_seconds: u64,
    /// Requests a second of one person or client of the API, after ten times as many at once.
    pub per_person: u32,
    /// Requests a second of all from one address who have not signed in, after ten times as many at once.
    pub per_address: u32,
    /// Proxies in front, whose `X-Forwarded-For` is believed. Addresses are held in memory for this alone.
    pub proxies: Vec<IpAddr>,
}

impl Bank {
    /// Whether payments would go out from the account of the sample file, which is nobody's.
    pub fn is_sample(&self) -> bool {
        self.debtor_account == Bank::default().debtor_account
    }
}

/// Whether an address leads to this machine alone, as in a demonstration or a test.
pub fn is_of_this_machine(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

/// The services, each with a login of its own: four, and signing in.
pub const SERVICES: [&str; 5] = ["intake", "eligibility", "ledger", "documents", "sign_in"];

/// What listens somewhere.
const PROGRAMS: [&str; 6] =
    ["all_in_one", "intake", "eligibility", "ledger", "documents", "sign_in"];

impl Default for Listener {
    fn default() -> Self {
        listener(8080)
    }
}

fn listener(port: u16) -> Listener {
    Listener {
        address: format!("127.0.0.1:{port}"),
        public_url: format!("http://localhost:{port}"),
        private_address: format!("127.0.0.1:{}", port + 1000),
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            all_in_one: listener(8080),
            intake: listener(8081),
            eligibility: listener(8082),
            ledger: listener(8083),
            documents: listener(8084),
            sign_in: listener(8085),
            database: Database::default(),
            oidc: Oidc::default(),
            more_oidc: Vec::new(),
            secrets: Secrets::default(),
            web: Web::default(),
            log: Log::default(),
            bank: Bank::default(),
            limits: Limits::default(),
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        let url = |role: &str| format!("postgres://{role}@localhost:5432/redress");
        Self {
            migrate_url: url("postgres"),
            intake_url: url("redress_intake"),
            eligibility_url: url("redress_eligibility"),
            ledger_url: url("redress_ledger"),
            documents_url: url("redress_documents"),
            sign_in_url: url("redress_sign_in"),
            max_connections: 12,
        }
    }
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Database(•••)")
    }
}

impl Default for Oidc {
    fn default() -> Self {
        Self {
            name: "Sign-in provider".into(),
            issuer: "http://localhost:9000".into(),
            client_id: "redress".into(),
            client_secret: String::new(),
            client_secret_file: None,
            scopes: vec!["openid".into(), "profile".into(), "groups".into()],
            roles_claim: "groups".into(),
            organisation_claim: "organisation".into(),
            audience: "redress-api".into(),
            token_type: "at+jwt".into(),
            fresh_minutes: 15,
            service_accounts: Vec::new(),
            token_clients: Vec::new(),
        }
    }
}

impl std::fmt::Debug for Oidc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Oidc({})", self.issuer)
    }
}

impl Default for Secrets {
    fn default() -> Self {
        Self {
            vault_keys_file: "/etc/redress/vault-keys.toml".into(),
            page_keys_file: "/etc/redress/page-keys.toml".into(),
            seal_key_file: "/etc/redress/seal-key.toml".into(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            idle_seconds: 60,
            per_person: 50,
            per_address: 20,
            proxies: vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
        }
    }
}

impl Default for Web {
    fn default() -> Self {
        Self {
            exit_url: "https://www.wikipedia.org/".into(),
            idle_minutes: 30,
            session_hours: 8,
            security_contact: String::new(),
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: "text".into(), filter: "info,sqlx=warn".into() }
    }
}

impl Default for Bank {
    fn default() -> Self {
        Self {
            debtor_name: "Example Fund Office".into(),
            debtor_account: "DE89370400440532013000".into(),
            debtor_bic: "COBADEFFXXX".into(),
            remittance_text: "Support payment".into(),
        }
    }
}

impl Oidc {
    fn check(&self) -> Result<(), Fault> {
        let wrong = |what: &str| Err(Fault::new(format!("configuration: {what}")));
        if self.issuer.is_empty() || self.client_id.is_empty() || self.name.is_empty() {
            return wrong("oidc.issuer, oidc.client_id and oidc.name must be set");
        }
        if self.audience == self.client_id || self.token_type.is_empty() {
            return wrong(
                "oidc.audience must not be oidc.client_id, and oidc.token_type must be set: an ID token opens no API",
            );
        }
        if !(1..=240).contains(&self.fresh_minutes) {
            return wrong("oidc.fresh_minutes must be 1 to 240");
        }
        for account in &self.service_accounts {
            let unknown = account.roles.iter().find(|role| Role::from_token(role).is_none());
            if let Some(role) = unknown {
                return wrong(&format!("oidc.service_accounts: there is no role {role}"));
            }
            // An advocate speaks for people whom she has met.
            if account.subject.is_empty() || account.roles.iter().any(|role| role == "advocate") {
                return wrong(
                    "oidc.service_accounts: each needs a subject, and none is an advocate",
                );
            }
        }
        Ok(())
    }
}

impl Config {
    /// Defaults, then the file, then the environment (`REDRESS_OIDC__ISSUER=…`); checked.
    pub fn load(file: Option<&Path>) -> Result<Self, Fault> {
        let mut figment = Figment::from(Serialized::defaults(Config::default()));
        if let Some(file) = file {
            if !file.is_file() {
                return Err(Fault::new(format!(
                    "there is no configuration file {}",
                    file.display()
                )));
            }
            figment = figment.merge(Toml::file_exact(file));
        }
        let mut config: Config = figment
            // Names without a section are for scripts and tests, not for us.
            .merge(Env::prefixed("REDRESS_").filter(|key| key.as_str().contains("__")).split("__"))
            .extract()
            .map_err(|error| Fault::new(format!("configuration: {error}")))?;
        for oidc in std::iter::once(&mut config.oidc).chain(&mut config.more_oidc) {
            if let Some(path) = &oidc.client_secret_file {
                read_secret(path)?.trim().clone_into(&mut oidc.client_secret);
            }
        }
        config.check()?;
        Ok(config)
    }

    /// The database login of a service.
    pub fn database_url(&self, service: &str) -> &str {
        match service {
            "intake" => &self.database.intake_url,
            "eligibility" => &self.database.eligibility_url,
            "ledger" => &self.database.ledger_url,
            "documents" => &self.database.documents_url,
            _ => &self.database.sign_in_url,
        }
    }

    /// Where a service listens when it runs by itself.
    pub fn listener(&self, service: &str) -> &Listener {
        match service {
            "intake" => &self.intake,
            "eligibility" => &self.eligibility,
            "ledger" => &self.ledger,
            "documents" => &self.documents,
            "sign_in" => &self.sign_in,
            _ => &self.all_in_one,
        }
    }

    /// Where people reach the programs.
    pub fn public_urls(&self) -> Vec<String> {
        PROGRAMS.map(|program| self.listener(program).public_url.clone()).into()
    }

    /// Where people sign in: one provider, or several.
    pub fn providers(&self) -> impl Iterator<Item = &Oidc> {
        std::iter::once(&self.oidc).chain(&self.more_oidc)
    }

    fn check(&self) -> Result<(), Fault> {
        let wrong = |what: &str| Err(Fault::new(format!("configuration: {what}")));
        let issuers: BTreeSet<&str> = self.providers().map(|oidc| oidc.issuer.as_str()).collect();
        if issuers.len() <= self.more_oidc.len() {
            return wrong("an issuer is named twice in oidc and more_oidc");
        }
        self.providers().try_for_each(Oidc::check)?;
        for service in PROGRAMS {
            let listener = self.listener(service);
            if !listener.public_url.starts_with("http") || listener.public_url.ends_with('/') {
                return wrong(&format!(
                    "{service}.public_url must begin with http and end without a slash"
                ));
            }
        }
        if !(1..=240).contains(&self.web.idle_minutes)
            || !(1..=24).contains(&self.web.session_hours)
        {
            return wrong("web.idle_minutes must be 1 to 240 and web.session_hours 1 to 24");
        }
        let Limits { connections, idle_seconds, per_person, per_address, .. } = &self.limits;
        if *connections == 0 || *idle_seconds == 0 || *per_person == 0 || *per_address == 0 {
            return wrong("limits must be above nothing");
        }
        if !matches!(self.log.format.as_str(), "text" | "json") {
            return wrong("log.format must be text or json");
        }
        Ok(())
    }

    /// A sample file with every key at its default.
    pub fn sample() -> Result<String, Fault> {
        let body = toml::to_string_pretty(&Config::default()).map_err(Fault::new)?;
        Ok(format!(
            "# Configuration of Redress. Every key is shown at its default; leave out what you don't change.\n\
             # The environment overrides it: REDRESS_OIDC__ISSUER=… sets issuer in [oidc].\n\
             # Give each service a file with its own database login only.\n\n{body}"
        ))
    }
}

/// The text of a secret file, with an error that names the file.
pub fn read_secret(path: &Path) -> Result<String, Fault> {
    std::fs::read_to_string(path)
        .map_err(|error| Fault::new(format!("secret file {}: {error}", path.display())))
}

#[cfg(test)]
#[expect(clippy::result_large_err, reason = "figment's own error in its own test harness")]
mod tests;
