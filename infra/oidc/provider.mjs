// A local OpenID provider: certified protocol code (oidc-provider), our people, our two clients.
// Belongs here: how people of people.mjs sign in on one machine for development and tests.
// Never here: real accounts. It answers on 127.0.0.1 only, keeps all in memory, makes new keys at each start.
//
// Environment: PORT (9000; 0 picks a free one), OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ALG (RS256 or ES256),
// OIDC_REDIRECT_BASES (further addresses of the product, separated by blanks).
import { createServer } from "node:http";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import Provider, { interactionPolicy } from "oidc-provider";
import { byLogin } from "./people.mjs";
import { errorPage, loginPage, signOutPage, signedOutPage } from "./pages.mjs";

const env = process.env;
const clientId = env.OIDC_CLIENT_ID || "redress";
const clientSecret = env.OIDC_CLIENT_SECRET || "redress-local-secret";
const alg = env.OIDC_ALG || "RS256";
const api = { resource: "urn:redress:api", scope: "api", audience: "redress-api" };
const hour = 3600;

const bases = [8080, 8081, 8082, 8083, 8084, 8085]
  .flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`])
  .concat((env.OIDC_REDIRECT_BASES || "").split(" ").filter(Boolean));

const freshKey = (type, options, keyAlg) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: "jwk" }),
  kid: `${keyAlg}-${randomBytes(6).toString("hex")}`,
  alg: keyAlg,
  use: "sig",
});

const claimsOf = (login) => {
  const { name, groups, organisation } = byLogin.get(login);
  return organisation ? { name, groups, organisation } : { name, groups };
};

// Whoever signs in on this machine has agreed: no consent page.
const policy = interactionPolicy.base();
policy.remove("consent");

const configuration = {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: bases.map((base) => `${base}/sign-in/callback`),
      post_logout_redirect_uris: bases.map((base) => `${base}/`),
      grant_types: ["authorization_code", "refresh_token"],
      token_endpoint_auth_method: "client_secret_basic",
      id_token_signed_response_alg: alg,
      require_auth_time: true,
      // Told when somebody signs out here; a program that isn't running misses nothing.
      backchannel_logout_uri: `${env.OIDC_LOGOUT_BASE || bases[0]}/sign-out/by-provider`,
      backchannel_logout_session_required: true,
    },
    {
      // Bearer tokens for the JSON API, by the same code flow: token.mjs.
      client_id: "redress-cli",
      redirect_uris: ["http://127.0.0.1:8079/callback"],
      grant_types: ["authorization_code"],
      token_endpoint_auth_method: "none",
      id_token_signed_response_alg: alg,
    },
  ],
  // Both kinds of key, so that a change of algorithm is a change of one word.
  jwks: { keys: [freshKey("rsa", { modulusLength: 2048 }, "RS256"), freshKey("ec", { namedCurve: "P-256" }, "ES256")] },
  claims: {
    openid: ["sub", "name", "groups", "organisation"],
    profile: ["name"],
    groups: ["groups", "organisation"],
  },
  scopes: ["openid", "profile", "groups", "offline_access"],
  conformIdTokenClaims: false, // claims stand in the ID token itself
  pkce: { required: () => true },
  responseTypes: ["code"],
  cookies: {
    // Cookies know no ports: names that the product's own can't meet.
    names: { session: "local_provider", interaction: "local_provider_step", resume: "local_provider_resume" },
    keys: [randomBytes(32)],
  },
  interactions: { policy, url: (_ctx, interaction) => `/login/${interaction.uid}` },
  ttl: { AccessToken: hour, AuthorizationCode: 60, IdToken: hour, Interaction: hour, Session: 12 * hour, Grant: 12 * hour, RefreshToken: 12 * hour },
  findAccount: (_ctx, login) => byLogin.has(login) && { accountId: login, claims: () => ({ sub: login, ...claimsOf(login) }) },
  // Without a scope of its own: with it the product asks each minute whether somebody still has her roles. It ends with
  // the session here.
  issueRefreshToken: (_ctx, client) => client.grantTypeAllowed("refresh_token"),
  expiresWithSession: () => true,
  // A bearer token tells when its person signed in (RFC 9068), for what asks for a young sign-in.
  extraTokenClaims: (ctx, token) =>
    token.accountId ? { ...claimsOf(token.accountId), auth_time: ctx.oidc.entities.AuthorizationCode?.authTime } : undefined,
  loadExistingGrant: async (ctx) => {
    const { client, session, provider } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid profile groups offline_access");
    grant.addResourceScope(api.resource, api.scope);
    await grant.save();
    return grant;
  },
  renderError: (ctx, out) => {
    ctx.type = "html";
    ctx.body = errorPage(out);
  },
  features: {
    devInteractions: { enabled: false },
    introspection: { enabled: true },
    revocation: { enabled: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => void (ctx.body = signOutPage(form)),
      postLogoutSuccessSource: (ctx) => void (ctx.body = signedOutPage()),
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_ctx, client, oneOf) => oneOf ?? (client.clientId === "redress-cli" ? api.resource : undefined),
      useGrantedResource: (_ctx, source) => source.clientId === "redress-cli",
      getResourceServerInfo: () => ({
        scope: api.scope,
        audience: api.audience,
        accessTokenFormat: "jwt",
        accessTokenTTL: hour,
        jwt: { sign: { alg } },
      }),
    },
  },
};

// Tests serve the product on any free port: every port of this machine will do, on the paths above.
const isThisMachine = (uri) => URL.canParse(uri) && ["localhost", "127.0.0.1"].includes(new URL(uri).hostname);
const allowAnyLocalPort = (provider) => {
  const { redirectUriAllowed, postLogoutRedirectUriAllowed } = provider.Client.prototype;
  provider.Client.prototype.redirectUriAllowed = function allowed(uri) {
    const path = this.clientId === clientId ? "/sign-in/callback" : "/callback";
    return (isThisMachine(uri) && new URL(uri).pathname === path) || redirectUriAllowed.call(this, uri);
  };
  provider.Client.prototype.postLogoutRedirectUriAllowed = function allowed(uri) {
    return isThisMachine(uri) || postLogoutRedirectUriAllowed.call(this, uri);
  };
};

const readForm = async (request) => {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 4096) throw new Error("the form is too long");
  }
  return new URLSearchParams(text);
};

const showLogin = (response, path, refused) => {
  response.writeHead(refused ? 422 : 200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  response.end(loginPage(path, refused));
};

const login = async (provider, request, response) => {
  await provider.interactionDetails(request, response); // throws when no sign-in is under way
  if (request.method !== "POST") return showLogin(response, request.url, false);
  const form = await readForm(request);
  const name = form.get("login");
  if (!byLogin.has(name) || form.get("password") !== name) return showLogin(response, request.url, true);
  return provider.interactionFinished(request, response, { login: { accountId: name, amr: ["pwd"] } });
};

let handle = (_request, response) => response.writeHead(503).end();
const server = createServer((request, response) => handle(request, response));
server.listen(Number(env.PORT || 9000), "127.0.0.1", () => {
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, configuration);
  allowAnyLocalPort(provider);
  const protocol = provider.callback();
  handle = (request, response) => {
    if (!request.url.startsWith("/login/")) return protocol(request, response);
    return login(provider, request, response).catch((error) => {
      response.writeHead(400, { "content-type": "text/html; charset=utf-8" });
      response.end(errorPage({ error: error.name, error_description: error.message }));
    });
  };
  console.log(`provider ready: ${issuer}`);
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
