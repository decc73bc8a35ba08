// What pages say, by key and service, from the message files that the pages themselves use: `intake("claim-submit")`.
// Belongs here: looking up English texts, so that a better wording breaks no story. Never here: what a page must say.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { root } from "./product.mjs";

/** The English message files under a folder. */
const files = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((path) => /(^|\/)locales\/en\/[^/]+\.ftl$/.test(path))
    .map((path) => join(root, folder, path));

const shared = files("shared");

/** The texts of a service, which come before the ones that all share. */
const service = (name) => {
  const bundle = new FluentBundle("en", { useIsolating: false });
  for (const file of [...shared, ...files(`services/${name}`)]) {
    bundle.addResource(new FluentResource(readFileSync(file, "utf8")), { allowOverrides: true });
  }
  return (key, args = {}) => {
    const message = bundle.getMessage(key);
    assert.ok(message?.value, `${name} has no text ${key}`);
    const errors = [];
    const text = bundle.formatPattern(message.value, args, errors);
    assert.deepEqual(errors, [], key);
    return text;
  };
};

export const intake = service("intake");
export const eligibility = service("eligibility");
export const ledger = service("ledger");
export const documents = service("documents");
