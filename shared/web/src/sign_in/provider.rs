//! The OpenID Connect provider: authorization code with PKCE, nonce and state; discovery, key rotation;
//! bearer tokens of the same provider; sign-out there too.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreResponseType,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthenticationFlow, AuthorizationCode, Client, ClientId, ClientSecret,
    CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, IdToken, IdTokenFields, IdTokenVerifier, IssuerUrl, JsonWebTokenType,
    LogoutRequest, Nonce, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl,
    ProviderMetadataWithLogout, RedirectUrl, Scope, StandardErrorResponse, StandardTokenResponse,
    TokenResponse,
};
use redress_kernel::{Fault, Role, Timestamp};
use redress_runtime::BoxFuture;
use redress_runtime::config::Oidc;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use time::OffsetDateTime;
use tokio::sync::RwLock;

/// The provider's answer is awaited this long.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Keys are asked for again at most this often, however many unknown ones are shown to us.
const REFRESH_MIN: Duration = Duration::from_secs(1);
/// Discovery and keys are asked for anew after this long in any case.
const REFRESH_MAX: Duration = Duration::from_hours(1);

/// Seconds by which the provider's clock may be ahead of ours.
const CLOCKS_APART: i64 = 60;
/// Seconds that a bearer token may last at most: a day.
const TOKEN_MAX: i64 = 24 * 3600;

/// Which token is looked at. An ID token opens no API, a bearer token signs nobody in.
enum Kind {
    /// Of a sign-in that began with this nonce.
    Id(Nonce),
    /// Of the JSON API.
    Bearer,
}

/// All claims that the standard does not name; the configured ones are picked out of them.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Extra(BTreeMap<String, serde_json::Value>);
impl AdditionalClaims for Extra {}

type Token =
    IdToken<Extra, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Fields = IdTokenFields<
    Extra,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type OidcClient = Client<
    Extra,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;
type Verifier = IdTokenVerifier<'static, CoreJsonWebKey>;

/// Who a token is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The person's name there; opaque to us.
    pub subject: String,
    /// What colleagues are shown.
    pub label: String,
    /// Roles of the configured claim; names we don't know are passed over.
    pub roles: Vec<Role>,
    /// The advocate's organisation.
    pub organisation: Option<String>,
}

/// What a token shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Whom it is about.
    pub identity: Identity,
    /// Until when it counts.
    pub until: Timestamp,
}

/// A sign-in that has begun.
#[derive(Debug)]
pub struct Begun {
    /// Where to send the browser.
    pub url: String,
    /// Comes back with the browser.
    pub state: String,
    /// Comes back inside the token.
    pub nonce: String,
    /// Proves to the provider that we began it.
    pub verifier: String,
}

/// What discovery told, and when.
#[derive(Clone)]
struct Known {
    metadata: Arc<ProviderMetadataWithLogout>,
    at: Instant,
}

/// The configured provider; asked when first needed, and again when keys change.
pub struct Provider {
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: ClientSecret,
    redirect: RedirectUrl,
    after_sign_out: PostLogoutRedirectUrl,
    settings: Oidc,
    http: reqwest::Client,
    known: RwLock<Option<Known>>,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Provider({})", self.issuer.as_str())
    }
}

impl Provider {
    /// The provider as configured, for a program that people reach at `public_url`.
    pub fn new(settings: &Oidc, public_url: &str) -> Result<Self, Fault> {
        let http = reqwest::Client::builder()
            // A provider that redirects us elsewhere is not followed.
            .redirect(reqwest::redirect::Policy::none())
            .timeout(TIMEOUT)
            .build()
            .map_err(Fault::new)?;
        Ok(Self {
            issuer: IssuerUrl::new(settings.issuer.clone()).map_err(Fault::new)?,
            client_id: ClientId::new(settings.client_id.clone()),
            client_secret: ClientSecret::new(settings.client_secret.clone()),
            redirect: RedirectUrl::new(format!("{public_url}/sign-in/callback"))
                .map_err(Fault::new)?,
            after_sign_out: PostLogoutRedirectUrl::new(format!("{public_url}/"))
                .map_err(Fault::new)?,
            settings: settings.clone(),
            http,
            known: RwLock::new(None),
        })
    }

    /// The issuer, as tokens and callbacks must name it.
    pub fn issuer(&self) -> &str {
        self.issuer.as_str()
    }

    /// Begins a sign-in.
    pub async fn begin(&self) -> Result<Begun, Fault> {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let client = self.client().await?;
        let mut request = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge);
        for scope in self.settings.scopes.iter().filter(|scope| *scope != "openid") {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        let (url, state, nonce) = request.url();
        Ok(Begun {
            url: url.into(),
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
        })
    }

    /// Ends a sign-in: changes the code for tokens, and checks signature, issuer, audience, nonce and times.
    /// Returns who it is; the tokens themselves are not kept.
    pub async fn finish(
        &self,
        code: String,
        nonce: String,
        verifier: String,
    ) -> Result<Identity, Fault> {
        let client = self.client().await?;
        let http = self.http();
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(Fault::new)?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier))
            .request_async(&http)
            .await
            .map_err(Fault::new)?;
        let token = tokens.id_token().ok_or_else(|| Fault::new("the provider sent no ID token"))?;
        let shown = self.verified(token, &Kind::Id(Nonce::new(nonce))).await?;
        Ok(shown.identity)
    }

    /// Who a bearer token of the JSON API is about; an error when it is not of this provider, type, audience and client,
    /// or not of this time.
    pub async fn bearer(&self, token: &str) -> Result<Shown, Fault> {
        // The library takes a token that names no type for one of any.
        if !names_type(token) {
            return Err(Fault::new("a token that names no type"));
        }
        let token: Token = token.parse().map_err(Fault::new)?;
        self.verified(&token, &Kind::Bearer).await
    }

    /// Where the browser ends its session at the provider too, if the provider can.
    /// The ID token that would spare her a question there is not kept.
    pub async fn sign_out_url(&self) -> Option<String> {
        let known = self.known(REFRESH_MAX).await.ok()?;
        let endpoint = known.metadata.additional_metadata().end_session_endpoint.clone()?;
        let request = LogoutRequest::from(endpoint)
            .set_client_id(self.client_id.clone())
            .set_post_logout_redirect_uri(self.after_sign_out.clone());
        Some(request.http_get_url().into())
    }

    /// Checks a token; with keys asked for anew when the signing key is not among those known.
    async fn verified(&self, token: &Token, kind: &Kind) -> Result<Shown, Fault> {
        let mut checked = None;
        for age in [REFRESH_MAX, REFRESH_MIN] {
            let verifier = self.verifier(&self.known(age).await?.metadata, kind)?;
            let told = token.claims(&verifier, |given: Option<&Nonce>| match kind {
                Kind::Id(wanted) if given.map(Nonce::secret) != Some(wanted.secret()) => {
                    Err("another nonce".to_owned())
                }
                _ => Ok(()),
            });
            let claims = match told {
                Ok(claims) => claims,
                Err(error) => {
                    checked = Some(Fault::new(error));
                    continue;
                }
            };
            let (extra, until) = (&claims.additional_claims().0, claims.expiration().timestamp());
            if matches!(kind, Kind::Bearer) {
                self.check_bearer(claims.issue_time().timestamp(), until, extra)?;
            }
            let identity = self.identity(claims.subject().as_str(), extra);
            return Ok(Shown { identity, until: moment(until) });
        }
        Err(checked.unwrap_or_else(|| Fault::new("no keys")))
    }

    fn verifier(
        &self,
        metadata: &ProviderMetadataWithLogout,
        kind: &Kind,
    ) -> Result<Verifier, Fault> {
        let audience = match kind {
            Kind::Id(_) => self.client_id.clone(),
            Kind::Bearer => ClientId::new(self.settings.audience.clone()),
        };
        let (issuer, keys) = (self.issuer.clone(), metadata.jwks().clone());
        let verifier = IdTokenVerifier::new_public_client(audience, issuer, keys)
            .set_allowed_algs(metadata.id_token_signing_alg_values_supported().clone());
        Ok(match kind {
            Kind::Id(_) => verifier,
            Kind::Bearer => {
                let wanted = JsonWebTokenType::new(self.settings.token_type.clone());
                verifier.set_allowed_jose_types([wanted.normalize().map_err(Fault::new)?])
            }
        })
    }

    /// What the library doesn't ask of a bearer token: that it was made, counts and ends at times that can be, and by whose
    /// client it was fetched.
    fn check_bearer(
        &self,
        made: i64,
        until: i64,
        extra: &BTreeMap<String, serde_json::Value>,
    ) -> Result<(), Fault> {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let not_before = match extra.get("nbf") {
            None => made,
            Some(nbf) => nbf.as_i64().ok_or_else(|| Fault::new("nbf is no time"))?,
        };
        if made > now + CLOCKS_APART || not_before > now + CLOCKS_APART {
            return Err(Fault::new("a token of the future"));
        }
        if until - made > TOKEN_MAX {
            return Err(Fault::new("a token that lasts too long"));
        }
        let clients = &self.settings.token_clients;
        let named = ["azp", "client_id"].iter().filter_map(|claim| extra.get(*claim)?.as_str());
        if !clients.is_empty() && !named.into_iter().any(|id| clients.iter().any(|c| c == id)) {
            return Err(Fault::new("a token of another client"));
        }
        Ok(())
    }

    fn identity(&self, subject: &str, extra: &BTreeMap<String, serde_json::Value>) -> Identity {
        let named = match extra.get(&self.settings.roles_claim) {
            Some(serde_json::Value::Array(names)) => {
                names.iter().filter_map(|n| n.as_str()).collect()
            }
            Some(serde_json::Value::String(name)) => name.split([' ', ',']).collect(),
            _ => Vec::new(),
        };
        let organisation =
            extra.get(&self.settings.organisation_claim).and_then(|value| value.as_str());
        let label = extra.get("preferred_username").and_then(|value| value.as_str());
        Identity {
            issuer: self.issuer.to_string(),
            subject: subject.to_owned(),
            label: label.unwrap_or(subject).chars().take(80).collect(),
            roles: named.into_iter().filter_map(Role::from_token).collect(),
            organisation: organisation.map(ToOwned::to_owned),
        }
    }

    async fn client(&self) -> Result<OidcClient, Fault> {
        let known = self.known(REFRESH_MAX).await?;
        Ok(Client::from_provider_metadata(
            (*known.metadata).clone(),
            self.client_id.clone(),
            Some(self.client_secret.clone()),
        )
        .set_redirect_uri(self.redirect.clone()))
    }

    /// What discovery told, not older than `age`.
    async fn known(&self, age: Duration) -> Result<Known, Fault> {
        if let Some(known) = self.known.read().await.as_ref()
            && known.at.elapsed() < age
        {
            return Ok(known.clone());
        }
        let mut slot = self.known.write().await;
        if let Some(known) = slot.as_ref()
            && known.at.elapsed() < age
        {
            return Ok(known.clone());
        }
        let http = self.http();
        let metadata = ProviderMetadataWithLogout::discover_async(self.issuer.clone(), &http)
            .await
            .map_err(Fault::new)?;
        let known = Known { metadata: Arc::new(metadata), at: Instant::now() };
        *slot = Some(known.clone());
        Ok(known)
    }

    /// The one place that speaks to another host. Owned, so that its futures borrow nothing.
    fn http(
        &self,
    ) -> impl Fn(HttpRequest) -> BoxFuture<'static, Result<HttpResponse, reqwest::Error>> + use<>
    {
        let client = self.http.clone();
        move |request| Box::pin(send(client.clone(), request))
    }
}

/// Whether the head of a token says of what type it is.
fn names_type(token: &str) -> bool {
    let head = token.split('.').next().unwrap_or_default();
    let head = BASE64_URL_SAFE_NO_PAD.decode(head).unwrap_or_default();
    serde_json::from_slice::<serde_json::Value>(&head).is_ok_and(|head| head["typ"].is_string())
}

/// A moment of a token, which counts seconds; one beyond all calendars has passed.
fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_unix_timestamp(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

async fn send(
    client: reqwest::Client,
    request: HttpRequest,
) -> Result<HttpResponse, reqwest::Error> {
    let answer = client.execute(request.try_into()?).await?;
    let mut response = HttpResponse::new(Vec::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    *response.body_mut() = answer.bytes().await?.to_vec();
    Ok(response)
}
