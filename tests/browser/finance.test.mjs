// Every page of finance staff with data on it: wide, on a telephone, on paper, in both languages.
// Belongs here: what each page is held to, and the way from one to the next. Never here: sums and rules;
// the story of one claim (story.test.mjs).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, launch, picture, tooWide } from "./support/browser.mjs";
import { fill, follow, press } from "./support/forms.mjs";
import { signedIn } from "./support/people.mjs";
import { serve } from "./support/product.mjs";
import { ledger } from "./support/texts.mjs";

let browser, product;
const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const today = day(0);
const month = today.slice(0, 7);

before(async () => {
  product = await serve();
  product.run("seed", "--claims", "20");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

/** What a text begins with, before a value that the test doesn't know. */
const beginning = (key, args) => new RegExp(`^${ledger(key, args).trimEnd().replaceAll(".", "\\.")}`);

const as = async (user, path, work) => {
  const visit = await signedIn(browser, product, user, path);
  await work(visit.page);
  await visit.leave();
};

/** A page as it is now, held to what every page is held to. */
const look = async (page, name) => {
  await accessible(page);
  assert.equal(await tooWide(page), 0, `${page.url()} has to be pushed sideways on a telephone`);
  // A text that is missing shows its key.
  assert.doesNotMatch(await page.locator("body").innerText(), /\[[a-z]+-[a-z0-9_-]+\]/, page.url());
  await picture(page, `finance-${name}`);
};

const REPORTS = [
  "trial-balance",
  "financial-position",
  "financial-performance",
  "awards",
  "aged-payables",
  "exchange-differences",
  "fund-by-month",
];
const PAGES = [
  "/finance",
  "/finance/payments",
  "/finance/batches",
  "/finance/batches/new",
  "/finance/statements",
  "/finance/bookings",
  "/finance/cash",
  "/finance/cash/exchanges",
  "/finance/rates",
  "/finance/rates/XAF",
  "/finance/fund",
  "/finance/fund/income",
  "/finance/fund/income/pledge",
  "/finance/fund/income/funder",
  "/finance/fund/holds",
  "/finance/fund/factor",
  "/finance/fund/recourse",
  "/finance/trust",
  "/finance/books",
  "/finance/books/export",
  "/finance/reports",
  ...REPORTS.map((name) => `/finance/reports/${name}`),
  "/finance/periods",
  `/finance/periods/${month}`,
  "/finance/audits",
];

test("an officer prepares what two people decide", async () => {
  await as("finance.farid", "/finance/cash", async (page) => {
    await fill(page, { code: "xaf-field", currency: "XAF", name: "Field account", last_four: "0815" });
    await press(page, ledger("account-new-send"));
    await page.goto("/finance/fund/holds");
    await fill(page, { amount: "25000.00", reason: "Payments in December", expires_on: day(60) });
    await press(page, ledger("hold-form-send"));
    await press(page, ledger("understood-yes"));
    await follow(page, "Payments in December");
    await look(page, "hold");
    await page.goto("/finance/fund/recourse");
    await fill(page, { amount: "12000.00", asked_on: today, reference: "LTR-41" });
    await press(page, ledger("recourse-form-send"));
    await press(page, ledger("understood-yes"));
    await follow(page, "LTR-41");
    await look(page, "recourse");
    await page.goto("/finance/fund/factor");
    await fill(page, { factor: "0.8" });
    await press(page, ledger("factor-form-send"));
    await page.goto("/finance/trust");
    await fill(page, { annual_rate: "0.025", method: "Letter of the bank" });
    await press(page, ledger("trust-terms-form-send"));
  });
});

test("the approver finds what waits, and where", async () => {
  await as("approver.asha", "/finance", async (page) => {
    const waits = page.locator("dl.counts dt:not(.none)");
    const decided = [
      ["account", ledger("account-confirm")],
      ["factor", beginning("factor-confirm", { factor: "0.8", month: "" })],
      ["terms", beginning("trust-terms-confirm", { rate: "2.5%", month: "" })],
    ];
    for (const [what, button] of decided) {
      const waiting = ledger(`wait-${what}`);
      await page.goto("/finance");
      await waits.filter({ hasText: waiting }).waitFor();
      await follow(page, waiting);
      await look(page, `to-decide-${what}`);
      await press(page, button);
    }
    await page.goto("/finance");
    for (const [what] of decided) {
      assert.equal(await waits.filter({ hasText: ledger(`wait-${what}`) }).count(), 0, what);
    }
  });
  await as("finance.farid", "/finance/cash/exchanges", async (page) => {
    await fill(page, { left: "10000.00", to: "xaf-field", arrived: "6050000", day: today, bank_reference: "FX-1" });
    await press(page, ledger("exchange-new-send"));
  });
  await as("approver.asha", "/finance/cash/exchanges", async (page) => {
    await look(page, "exchange-to-confirm");
    await press(page, ledger("exchange-confirm"));
  });
});

test("every page is in one way around, which says where one is", async () => {
  await as("auditor.ola", "/finance", async (page) => {
    const seen = new Set();
    const groups = page.getByRole("navigation", { name: ledger("ways-label") }).last().locator("a");
    for (const group of await groups.evaluateAll((links) => links.map((link) => link.getAttribute("href")))) {
      await page.goto(group);
      const inner = page.locator("ul.within a");
      for (const path of [group, ...(await inner.evaluateAll((all) => all.map((one) => one.getAttribute("href"))))]) {
        const response = await page.goto(path);
        assert.equal(response.status(), 200, path);
        assert.equal(await page.locator("nav a[aria-current=page]").last().getAttribute("href"), path);
        assert.equal(await page.locator("h1").count(), 1, path);
        seen.add(path);
      }
    }
    assert.equal(seen.size, 19, [...seen].join(" "));
  });
});

test("every page holds for who prepares, who approves and who audits", async () => {
  for (const user of ["finance.farid", "approver.asha", "auditor.ola"]) {
    await as(user, "/finance", async (page) => {
      for (const path of PAGES) {
        const response = await page.goto(path);
        if (response.status() === 403) continue;
        assert.equal(response.status(), 200, path);
        await look(page, `${user}${path.replaceAll("/", "-")}`);
      }
    });
  }
});

test("a telephone reads a table row by row, a cell a line", async () => {
  await as("finance.farid", "/finance", async (page) => {
    await page.setViewportSize({ width: 390, height: 800 });
    for (const path of PAGES) {
      await page.goto(path);
      const broken = await page.locator(".rows tbody td[data-label]").evaluateAll((cells) =>
        cells.filter((cell) => cell.textContent && cell.getBoundingClientRect().width < 200).length,
      );
      assert.equal(broken, 0, path);
    }
    await page.goto("/finance/payments");
    const label = await page.locator(".rows td.amount").first().evaluate((cell) => getComputedStyle(cell, "::before").content);
    assert.equal(label, `"${ledger("col-net-amount")}"`);
  });
});

test("paper carries no menu and cuts no column", async () => {
  await as("auditor.ola", "/finance", async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const [paths, width] of [
      [REPORTS.map((name) => `/finance/reports/${name}`), 1030], // A4 across, between its margins
      [["/finance/fund", `/finance/periods/${month}`, "/finance/trust"], 700],
    ]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of paths) {
        await page.goto(path);
        for (const part of ["header", "nav", "footer", "button", "form"]) {
          assert.equal(await page.locator(`${part}:visible`).count(), 0, `${part} on the paper of ${path}`);
        }
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(excess <= 0, `${path} is ${excess} pixels wider than the paper`);
      }
    }
  });
});

test("every page speaks French", async () => {
  await as("finance.farid", "/finance", async (page) => {
    await page.goto("/language?lang=fr&return_to=/finance");
    for (const path of PAGES) {
      await page.goto(path);
      assert.equal(await page.locator("html").getAttribute("lang"), "fr");
      await look(page, `fr${path.replaceAll("/", "-")}`);
    }
  });
});
