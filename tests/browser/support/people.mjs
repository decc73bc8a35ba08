// Signing in as one of the local provider's people. Belongs here: the way through the provider's page.
// Never here: what a person then does (the stories).
import assert from "node:assert/strict";
import { person } from "./browser.mjs";

/** Opens a browser for somebody and signs in; answers as `person` does, with the page at `path`. */
export const signedIn = async (browser, product, user, path = "/", options = {}) => {
  const visit = await person(browser, { base: product.base, hosts: product.hosts, ...options });
  await visit.page.goto(`/sign-in?return_to=${encodeURIComponent(path)}`);
  await throughProvider(visit.page, user);
  assert.equal(new URL(visit.page.url()).pathname, path, `${user} should arrive at ${path}`);
  return visit;
};

/** Fills in the provider's page. */
export const throughProvider = async (page, user) => {
  await page.getByRole("textbox", { name: /^User name$/ }).fill(user);
  await page.getByLabel("Password").fill(user);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/login/"));
};
