// What surrounds every page: first page, sign-in, languages, quick exit. Belongs here: promises that hold for
// whoever comes, before any claim exists. Never here: the work of a role (story.test.mjs).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, launch, person, picture, tooWide, weigh } from "./support/browser.mjs";
import { signedIn, throughProvider } from "./support/people.mjs";
import { serve } from "./support/product.mjs";
import { intake } from "./support/texts.mjs";

/** One round trip of a fresh connection carries about this much: a first page must not need a second. */
const FIRST_PAGE_MAX_BYTES = 14 * 1024;

let browser, product;

before(async () => {
  product = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

const visitor = (options = {}) => person(browser, { base: product.base, hosts: product.hosts, ...options });

test("the first page arrives in one round trip and asks no other host", async () => {
  const visit = await visitor();
  const bytes = await weigh(visit.context, "/");
  assert.ok(bytes <= FIRST_PAGE_MAX_BYTES, `the first page weighs ${bytes} bytes`);
  await visit.leave();
});

for (const [locale, lang] of [["en-GB", "en"], ["fr-FR", "fr"]]) {
  test(`first page and safety page are accessible in ${lang}, also on a narrow screen`, async () => {
    for (const width of [1024, 320]) {
      const visit = await visitor({ locale, width });
      for (const path of ["/", "/safety"]) {
        await visit.page.goto(path);
        assert.equal(await visit.page.locator("html").getAttribute("lang"), lang);
        await accessible(visit.page);
        assert.equal(await tooWide(visit.page), 0, `${path} is too wide`);
        await picture(visit.page, `frame-${lang}-${width}-${path.slice(1) || "home"}`);
      }
      await visit.leave();
    }
  });
}

test("titles and addresses of the first pages tell nothing", async () => {
  const visit = await visitor();
  for (const path of ["/", "/safety"]) {
    await visit.page.goto(path);
    const told = `${await visit.page.title()} ${visit.page.url()}`;
    assert.doesNotMatch(told, /abuse|exploit|sexual|victim|survivor|compensation|redress/i);
  }
  await visit.leave();
});

test("the keyboard alone reaches the main part and the sign-in", async () => {
  const visit = await visitor();
  const { page } = visit;
  await page.goto("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#main");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "/sign-in");
  await page.keyboard.press("Enter");
  await throughProvider(page, "intake.ines");
  await page.getByText("intake.ines").waitFor();
  await visit.leave();
});

test("signing out ends the session here and at the provider", async () => {
  const visit = await signedIn(browser, product, "intake.ines");
  const { page } = visit;
  const cookies = await visit.context.cookies();
  await page.getByRole("button", { name: intake("sign-out") }).click();
  await page.waitForURL(`${product.issuer}/**`); // the provider asks too
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("link", { name: intake("sign-in") }).waitFor();
  await visit.context.addCookies(cookies.filter((cookie) => cookie.name.endsWith("redress")));
  await page.goto("/claims");
  await page.getByLabel("Password").waitFor(); // the old cookie opens nothing
  await visit.leave();
});

for (const javaScript of [true, false]) {
  test(`quick exit leads to an ordinary page and signs out, ${javaScript ? "with" : "without"} scripts`, async () => {
    const visit = await signedIn(browser, product, "advocate.amina", "/", { javaScript });
    const { page } = visit;
    await page.getByRole("button", { name: intake("quick-exit") }).click();
    await page.waitForURL(product.neutral);
    await page.goto(`${product.base}/claims`);
    await page.getByLabel("Password").waitFor();
    await visit.context.close();
  });
}

test("Shift three times leaves too", async () => {
  const visit = await signedIn(browser, product, "advocate.amina");
  for (let press = 0; press < 3; press += 1) await visit.page.keyboard.press("Shift");
  await visit.page.waitForURL(product.neutral);
  await visit.context.close();
});

test("somebody else's part is refused in plain words", async () => {
  const visit = await signedIn(browser, product, "finance.farid");
  const answer = await visit.page.goto("/panel");
  assert.ok([403, 404].includes(answer.status()), `answers ${answer.status()}`);
  await accessible(visit.page);
  await visit.context.close();
});

test("a page that isn't there says so, accessibly", async () => {
  const visit = await visitor();
  const answer = await visit.page.goto("/nowhere");
  assert.equal(answer.status(), 404);
  await accessible(visit.page);
  await visit.context.close();
});
