// The front server of real use before four programs. Belongs here: what infra/nginx/redress.conf promises of logs,
// sizes, disks and stopped services. Never here: what a service answers (the stories).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { request } from "node:https";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { root, serve } from "./support/product.mjs";

let product;
before(async () => (product = await serve("four")));
after(async () => product?.stop());

const claim = "01900000-0000-7000-8000-00000000c1a1";

/** One request; answers status, headers by name with all their values, and the text. */
const ask = (path, { method = "GET", body = "", headers = {} } = {}) =>
  new Promise((resolve, reject) => {
    const sent = request(new URL(path, product.base), { method, headers, rejectUnauthorized: false }, (got) => {
      let text = "";
      got.on("data", (chunk) => (text += chunk));
      got.on("end", () => resolve({ status: got.statusCode, headers: got.headersDistinct, text }));
    });
    sent.once("error", reject);
    sent.end(body);
  });

test("every service is reached by its own addresses", async () => {
  for (const path of ["/claims", "/panel", "/versions", "/versions/schema/rules", "/finance", "/papers"]) {
    const answer = await ask(path);
    assert.ok([200, 303].includes(answer.status), `${path}: ${answer.status}`);
    assert.ok(answer.headers["x-request-id"], `${path} comes from a service`);
  }
  for (const service of ["intake", "eligibility", "ledger", "documents"]) {
    const answer = await ask(`/api/${service}/openapi.json`);
    assert.equal(answer.status, 200, service);
    assert.ok(Object.keys(JSON.parse(answer.text).paths).every((path) => path.startsWith(`/api/${service}/`)), service);
  }
});

test("a problem of any service is explained", async () => {
  // Each is known to one service alone.
  for (const code of ["plan-not-read", "version-signed", "plan-exists", "paper-parked"]) {
    for (let time = 0; time < 2; time += 1) assert.equal((await ask(`/problems/${code}`)).status, 200, code);
  }
  assert.equal((await ask("/problems/no-such-code")).status, 404);
});

test("what is held in transit is said once", async () => {
  const { headers } = await ask("/safety");
  assert.deepEqual(headers["strict-transport-security"], ["max-age=31536000; includeSubDomains"]);
});

test("a bank statement of the largest size reaches the ledger, and nothing larger comes through", async () => {
  const script = join(root, "infra/oidc/token.mjs");
  const token = execFileSync(process.execPath, [script, "finance.farid", product.issuer], { encoding: "utf8" }).trim();
  const headers = { "content-type": "application/xml", authorization: `Bearer ${token}`, "idempotency-key": "large" };
  const post = (path, length) => ask(path, { method: "POST", body: Buffer.alloc(length), headers });
  const large = await post("/api/ledger/statements", 32 << 20);
  assert.ok(large.headers["x-request-id"], `the ledger answers: ${large.status} ${large.text}`);
  assert.equal((await post("/api/ledger/statements", 34 << 20)).status, 413);
  // The workers can't write where they would spool: what is whole in memory gets through.
  const form = await post(`/claims/${claim}/consent`, 1 << 20);
  assert.ok(form.headers["x-request-id"], `intake answers: ${form.status}`);
  assert.equal((await post(`/claims/${claim}/consent`, (1 << 20) + 1)).status, 413);
});

test("a service that is stopped is told to people and named in a log", async () => {
  await product.services.documents.stop();
  const answer = await ask(`/papers/claim/${claim}`);
  assert.equal(answer.status, 503);
  assert.match(answer.text, /What was saved is safe[^]*Ce qui est enregistré est conservé/);
  assert.deepEqual([answer.headers["retry-after"], answer.headers["cache-control"]], [["60"], ["no-store"]]);
  await product.front.logged("stopped.log", /^\S+ 503 127\.0\.0\.1:\d+ 502$/m);
  assert.equal((await ask("/claims")).status, 303, "the others go on");
});

test("no log names a claim, a page or a person", async () => {
  await product.front.logged("access.log", /^\S+ GET 503 \d+ [\d.]+ -$/m);
  const logs = ["access.log", "stopped.log", "error.log"].map((name) => product.front.log(name)).join("");
  assert.match(logs, /^\S+ GET 503 \d+ [\d.]+ -$/m);
  assert.match(logs, /^\S+ GET 200 \d+ [\d.]+ [0-9a-f-]{36}$/m);
  assert.doesNotMatch(logs, new RegExp(`${claim}|/claims|/papers|/finance`));
  assert.doesNotMatch(logs.replace(/127\.0\.0\.1:\d+ 502$/gm, ""), /127\.0\.0\.1|::1/, "nobody's address");
});
