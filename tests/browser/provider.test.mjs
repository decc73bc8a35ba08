// The local sign-in provider: its pages are the first that a newcomer meets, so they are held to the same.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { accessible, launch, person, picture } from "./support/browser.mjs";
import { root } from "./support/product.mjs";

let browser, provider, issuer;

before(async () => {
  browser = await launch();
  provider = spawn(`${root}infra/oidc/start.sh`, ["0"], { stdio: ["ignore", "pipe", "ignore"] });
  for await (const chunk of provider.stdout.iterator({ destroyOnReturn: false })) {
    issuer = /provider ready: (\S+)/.exec(chunk)?.[1];
    if (issuer) break;
  }
});

after(async () => {
  provider.kill();
  await browser.close();
});

const signInAddress = () =>
  `${issuer}/auth?${new URLSearchParams({
    client_id: "redress-cli",
    response_type: "code",
    scope: "openid api",
    redirect_uri: "http://127.0.0.1:8079/callback",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  })}`;

test("the sign-in page works without scripts, says who is who and refuses a wrong password", async () => {
  const visit = await person(browser, { hosts: [new URL(issuer).host, "127.0.0.1:8079"], javaScript: false });
  const { page } = visit;
  await page.goto(signInAddress());
  await assert.doesNotReject(page.getByRole("cell", { name: "panel.petra" }).waitFor());
  await picture(page, "provider-sign-in");

  await page.getByLabel("User name").fill("advocate.amina");
  await page.getByLabel("Password").fill("advocate.brice");
  const refused = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Sign in" }).click();
  assert.equal((await refused).status(), 422);
  await page.getByRole("alert").waitFor();

  await page.getByLabel("User name").fill("advocate.amina");
  await page.getByLabel("Password").fill("advocate.amina");
  const back = page.waitForRequest((request) => request.url().startsWith("http://127.0.0.1:8079/callback?code="));
  await page.getByRole("button", { name: "Sign in" }).click();
  await back;
  await visit.context.close();
});

test("axe finds nothing on the provider's pages, from signing in to signing out", async () => {
  const visit = await person(browser, { hosts: [new URL(issuer).host, "127.0.0.1:8079"] });
  const { page } = visit;
  await page.route("http://127.0.0.1:8079/**", (route) => route.fulfill({ body: "signed in" }));
  await page.goto(signInAddress());
  await accessible(page);
  await page.getByLabel("User name").fill("auditor.ola");
  await page.getByLabel("Password").fill("auditor.ola");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("signed in").waitFor();
  await page.goto(`${issuer}/session/end`);
  await accessible(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Signed out" }).waitFor();
  await accessible(page);
  await visit.leave();
});
