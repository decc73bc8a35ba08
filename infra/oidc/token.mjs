// A bearer token for the JSON API: node.sh token.mjs USER [ISSUER] prints it.
// Belongs here: the code flow with PKCE of client redress-cli, the login form filled in by a script.
// Never here: another way in; the provider knows no shortcut.
import { createHash, randomBytes } from "node:crypto";

const [user, issuer = process.env.OIDC_ISSUER || "http://localhost:9000"] = process.argv.slice(2);
if (!user) {
  console.error("usage: token.mjs USER [ISSUER]");
  process.exit(2);
}
const redirect = "http://127.0.0.1:8079/callback";
const verifier = randomBytes(32).toString("base64url");
const jar = new Map();

const visit = async (url, options = {}) => {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(url, { redirect: "manual", ...options, headers: { cookie, ...options.headers } });
  for (const line of response.headers.getSetCookie()) {
    const [name, value] = line.split(";")[0].split(/=(.*)/s);
    jar.set(name, value);
  }
  return response;
};
const next = (response, url) => new URL(response.headers.get("location"), url).href;

const discovery = await (await visit(`${issuer}/.well-known/openid-configuration`)).json();
let url = `${discovery.authorization_endpoint}?${new URLSearchParams({
  client_id: "redress-cli",
  response_type: "code",
  scope: "openid api",
  redirect_uri: redirect,
  code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  code_challenge_method: "S256",
})}`;
let response = await visit(url);
url = next(response, url);
response = await visit(url, { method: "POST", body: new URLSearchParams({ login: user, password: user }) });
while (response.status >= 300 && response.status < 400) {
  url = next(response, url);
  if (url.startsWith(redirect)) break;
  response = await visit(url);
}
const code = new URL(url).searchParams.get("code");
if (!code) {
  console.error(`no code for ${user}: ${url}`);
  process.exit(1);
}
response = await visit(discovery.token_endpoint, {
  method: "POST",
  body: new URLSearchParams({
    client_id: "redress-cli",
    grant_type: "authorization_code",
    code,
    redirect_uri: redirect,
    code_verifier: verifier,
  }),
});
const answer = await response.json();
if (!answer.access_token) {
  console.error(answer);
  process.exit(1);
}
console.log(answer.access_token);
