// Reads an issuer's discovery document and says what the product would miss. Never signs in.
import { strict as assert } from "node:assert";

const issuer = process.argv[2];
const read = async (url) => {
  const response = await fetch(url, { redirect: "error" });
  assert.equal(response.status, 200, `${url} answers ${response.status}`);
  return response.json();
};
const found = await read(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
assert.equal(found.issuer, issuer, "the issuer names itself differently");
assert.ok(found.response_types_supported.includes("code"), "no code flow");
assert.ok(found.code_challenge_methods_supported?.includes("S256"), "no PKCE with S256");
assert.ok(found.end_session_endpoint, "no sign-out at the provider");
const algs = found.id_token_signing_alg_values_supported.filter((alg) => ["RS256", "ES256"].includes(alg));
assert.ok(algs.length > 0, "neither RS256 nor ES256");
const { keys } = await read(found.jwks_uri);
assert.ok(keys.length > 0 && keys.every((key) => !("d" in key)), "keys are missing, or private ones are shown");
console.log(`${issuer}: code flow, PKCE S256, ${algs.join(" + ")}, ${keys.length} keys, sign-out`);
