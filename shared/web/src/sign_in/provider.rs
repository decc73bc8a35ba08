//! The OpenID Connect provider: authorization code with PKCE, nonce and state; discovery, key rotation;
//! bearer tokens of the same provider; sign-out there too.

use super::claims::{self, Extra, Kind, names_type};
pub use super::claims::{Identity, Shown};
use super::logout::{self, Expected, LoggedOut};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreResponseType,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AuthenticationFlow, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, IdToken, IdTokenFields, IdTokenVerifier, IssuerUrl, JsonWebTokenType,
    LogoutRequest, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    PostLogoutRedirectUrl, ProviderMetadataWithLogout, RedirectUrl, RefreshToken,
    RequestTokenError, Scope, StandardErrorResponse, StandardTokenResponse, TokenResponse,
};
use redress_kernel::Fault;
use redress_runtime::BoxFuture;
use redress_runtime::config::Oidc;
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

/// What the provider says of a session that goes on.
#[derive(Debug)]
pub enum Renewed {
    /// The person is known there, as this.
    Still {
        /// Who that is now.
        identity: Identity,
        /// With what to ask the next time, where it is another.
        refresh_token: Option<String>,
    },
    /// It has ended there, or the person is locked.
    Over,
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

    /// What people know it by.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// The issuer, as tokens and callbacks must name it.
    pub fn issuer(&self) -> &str {
        self.issuer.as_str()
    }

    /// Begins a sign-in; `again` where the provider asks for the password even of somebody whom it knows.
    pub async fn begin(&self, again: bool) -> Result<Begun, Fault> {
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
        if again {
            // With an age the provider must tell when she signed in.
            request = request
                .add_prompt(CoreAuthPrompt::Login)
                .set_max_age(claims::fresh(&self.settings));
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
    /// Returns who it is, and with what to ask again. The other tokens are not kept.
    pub async fn finish(
        &self,
        code: String,
        nonce: String,
        verifier: String,
    ) -> Result<(Shown, Option<String>), Fault> {
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
        Ok((shown, tokens.refresh_token().map(|token| token.secret().clone())))
    }

    /// Who a person is by now, as the provider says for a refresh token.
    pub async fn renewed(&self, token: String, subject: &str) -> Result<Renewed, Fault> {
        let client = self.client().await?;
        let (http, token) = (self.http(), RefreshToken::new(token));
        let asked = client.exchange_refresh_token(&token).map_err(Fault::new)?;
        let tokens = match asked.request_async(&http).await {
            Ok(tokens) => tokens,
            Err(RequestTokenError::ServerResponse(said))
                if *said.error() == CoreErrorResponseType::InvalidGrant =>
            {
                return Ok(Renewed::Over);
            }
            Err(error) => return Err(Fault::new(error)),
        };
        let told = tokens.id_token().ok_or_else(|| Fault::new("renewed without an ID token"))?;
        let identity = self.verified(told, &Kind::Renewed).await?.identity;
        if identity.subject != subject {
            return Err(Fault::new("renewed for another person"));
        }
        let refresh_token = tokens.refresh_token().map(|token| token.secret().clone());
        Ok(Renewed::Still { identity, refresh_token })
    }

    /// Who a bearer token of the JSON API is about; an error when it is not of this provider, type, audience and client,
    /// or not of this time.
    pub async fn bearer(&self, token: &str) -> Result<Shown, Fault> {
        // The library takes a token that names no type for one of any.
        if !names_type(token) {
            return Err(Fault::new("a token that names no type"));
        }
        let token: Token = token.parse().map_err(Fault::new)?;
        Ok(claims::of_service(&self.settings, self.verified(&token, &Kind::Bearer).await?))
    }

    /// Whom the provider says to have signed out there; an error when the token is not one of this provider, for us, of now.
    pub async fn logged_out(&self, token: &str) -> Result<LoggedOut, Fault> {
        let read = async |age| {
            let metadata = self.known(age).await?.metadata;
            let expected = Expected {
                issuer: self.issuer(),
                client_id: self.client_id.as_str(),
                keys: metadata.jwks(),
                algorithms: metadata.id_token_signing_alg_values_supported(),
                now: OffsetDateTime::now_utc().unix_timestamp(),
            };
            Ok::<_, Fault>(logout::read(token, &expected))
        };
        match read(REFRESH_MAX).await? {
            Err(unfit) if unfit.is_of_keys() => Ok(read(REFRESH_MIN).await??),
            told => Ok(told?),
        }
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
            return claims::shown(&self.settings, kind, claims);
        }
        Err(checked.unwrap_or_else(|| Fault::new("no keys")))
    }

    fn verifier(
        &self,
        metadata: &ProviderMetadataWithLogout,
        kind: &Kind,
    ) -> Result<Verifier, Fault> {
        let audience = match kind {
            Kind::Id(_) | Kind::Renewed => self.client_id.clone(),
            Kind::Bearer => ClientId::new(self.settings.audience.clone()),
        };
        let (issuer, keys) = (self.issuer.clone(), metadata.jwks().clone());
        let verifier = IdTokenVerifier::new_public_client(audience, issuer, keys)
            .set_allowed_algs(metadata.id_token_signing_alg_values_supported().clone());
        Ok(match kind {
            Kind::Id(_) | Kind::Renewed => verifier,
            Kind::Bearer => {
                let wanted = JsonWebTokenType::new(self.settings.token_type.clone());
                verifier.set_allowed_jose_types([wanted.normalize().map_err(Fault::new)?])
            }
        })
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
