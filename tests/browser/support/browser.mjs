// Chromium for the stories. Belongs here: one browser, a context per person, and what every page is held to:
// no request to another host, nothing that axe finds, no error in the console.
// Never here: what a page says, or the way from one page to the next (the stories).
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const artefacts = fileURLToPath(new URL("../artefacts/", import.meta.url));
mkdirSync(artefacts, { recursive: true });

// The browser itself stays quiet too: its own errands would look like requests of the page.
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: quiet });

/**
 * A person at a browser of their own: cookies, language, scripts on or off.
 * `hosts` are the only ones that may be asked, as "localhost:8080".
 */
export const person = async (browser, { base, hosts, javaScript = true, locale = "en-GB", width = 1024 }) => {
  const context = await browser.newContext({
    baseURL: base,
    javaScriptEnabled: javaScript,
    locale,
    viewport: { width, height: 768 },
    acceptDownloads: true,
    ignoreHTTPSErrors: base?.startsWith("https:"), // the front's certificate is made for the test
  });
  context.setDefaultTimeout(30_000); // a busy machine is no failure
  const strangers = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && !hosts.includes(url.host)) strangers.push(request.url());
  });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    // A page that refuses what was sent answers with 4xx: whoever pressed the button looks at that.
    const isRefusal = message.text().startsWith("Failed to load resource") && message.location().url === page.url();
    if (message.type() === "error" && !isRefusal) complaints.push(`${message.text()} (${page.url()})`);
  });
  page.on("pageerror", (error) => complaints.push(`${error.message} (${page.url()})`));
  return {
    page,
    context,
    /** Ends the visit; fails when a page asked another host or complained. */
    leave: async () => {
      await context.close();
      assert.deepEqual(strangers, [], "a page asked another host");
      assert.deepEqual(complaints, [], "a page complained in the console");
    },
  };
};

/** Fails with the rule, the element and the help of each thing that axe finds on the page as it is now. */
export const accessible = async (page, options = {}) => {
  await page.evaluate(axeSource);
  const found = await page.evaluate(
    (rules) => window.axe.run(document, { resultTypes: ["violations"], ...rules }),
    options,
  );
  const lines = found.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.target.join(" ")}`),
  );
  assert.deepEqual(lines, [], `axe on ${page.url()}`);
};

/** Pixels by which a telephone of 320 pixels would have to be pushed sideways (WCAG 1.4.10); wide tables scroll by themselves. */
export const tooWide = async (page) => {
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await page.setViewportSize(usual);
  return Math.max(excess, 0);
};

/** A picture of the whole page for people to look at; its name tells the story and the step. */
export const picture = (page, name) => page.screenshot({ path: `${artefacts}${name}.png`, fullPage: true });

/** Bytes on the wire of one address with all that it loads, headers included. */
export const weigh = async (context, path) => {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.goto(path, { waitUntil: "networkidle" });
  await page.close();
  return bytes;
};
