// One claim from consent to closure, by everybody who has a part in it, in a real browser.
// Belongs here: what each person sees and does, in order; each test goes on where the one before stopped.
// Never here: rules and sums beyond those that the people are shown.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { accessible, launch, picture, tooWide } from "./support/browser.mjs";
import { fileClaim } from "./support/filing.mjs";
import { fill, follow, press, pressRefused, until } from "./support/forms.mjs";
import { signedIn } from "./support/people.mjs";
import { serve } from "./support/product.mjs";
import { documents, eligibility, intake, ledger } from "./support/texts.mjs";

let browser, product, claim, code, batch;
const wide = []; // pages that don't fit a telephone: told together at the end

/** The product's clock is UTC. */
const today = () => new Date().toISOString().slice(0, 10);

before(async () => {
  product = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

/** Signs somebody in, lets them work, and holds every page they looked at to the same promises. */
const as = async (user, path, work, options = {}) => {
  const visit = await signedIn(browser, product, user, path, options);
  const look = async (name) => {
    await accessible(visit.page);
    const excess = await tooWide(visit.page);
    if (excess) wide.push(`${user} ${name}: ${excess} pixels`);
    await picture(visit.page, `story-${user}-${name}`);
    assert.doesNotMatch(await visit.page.title(), /abuse|exploit|sexual|victim|survivor|Ngaïssona/i);
    assert.doesNotMatch(visit.page.url(), /Ngaïssona|72001122|mangue/i);
  };
  await work(visit.page, look, visit);
  await visit.leave();
};

test("everybody signs in once", async () => {
  for (const user of ["panel.paul", "panel.petra", "panel.pia", "chair.chandra"]) {
    await as(user, "/panel", async (page, look) => look("queue-empty"));
  }
});

test("an advocate files a claim, one question a page", async () => {
  await as("advocate.amina", "/claims", async (page, look) => {
    claim = await fileClaim(page, look);
    await press(page, intake("claim-submit"));
    await look("sent");
    code = (await page.locator("strong.code").innerText()).trim();
    assert.match(code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    await page.goto("/claims");
    await page.getByRole("link", { name: code }).waitFor();
  });
});

test("the same works without JavaScript", async () => {
  await as("advocate.brice", "/claims", async (page) => {
    const other = await fileClaim(page);
    assert.notEqual(other, claim);
    await press(page, intake("claim-submit"));
    await page.getByRole("heading", { name: intake("claim-sent-title") }).waitFor();
  }, { javaScript: false });
});

test("another organisation's advocate is told that there is no such claim", async () => {
  await as("advocate.brice", "/claims", async (page) => {
    assert.equal(await page.getByText(code).count(), 0);
    const answer = await page.request.get(`/claims/${claim}`);
    assert.equal(answer.status(), 404);
  });
});

test("the intake officer reads what contact is allowed before finishing the safety check", async () => {
  await as("intake.ines", "/claims/triage", async (page, look) => {
    await look("triage-list");
    await follow(page, code);
    await look("triage");
    const told = await pressRefused(page, intake("triage-done"));
    assert.ok(told.includes(intake("refusal-plan-not-read")), told);
    await look("triage-refused");
    await fill(page, { plan_read: "yes", danger: "no" });
    if (await page.locator("[name=judged]").count()) await fill(page, { judged: "distinct" });
    await press(page, intake("triage-done"));
  });
});

test("a chair takes the case and names two members", async () => {
  await as("chair.chandra", "/panel", async (page, look) => {
    await until(page, () => page.getByRole("link", { name: code }).count());
    await look("queue");
    await follow(page, code);
    await look("case-unseated");
    for (const member of ["panel.paul", "panel.petra"]) await page.getByLabel(member).check();
    await press(page, eligibility("panel-seat"));
    await fill(page, { declaration: "none" });
    await press(page, eligibility("declare-send"));
    await look("case-declared");
  });
});

test("each member sees the case only after declaring, and confirms the gate", async () => {
  await as("panel.paul", `/panel/${claim}`, async (page, look) => {
    assert.equal(await page.getByRole("heading", { name: eligibility("sheet-heading") }).count(), 0);
    await look("before-declaring");
    await fill(page, { declaration: "none" });
    await press(page, eligibility("declare-send"));
    await page.getByRole("heading", { name: eligibility("sheet-heading") }).waitFor();
    await look("worksheet");
  });
  await as("panel.petra", `/panel/${claim}`, async (page) => {
    await fill(page, { declaration: "none" });
    await press(page, eligibility("declare-send"));
    await press(page, eligibility("confirm-eligible"));
  });
});

test("a member records what a paper shows, and reads what it changed", async () => {
  await as("panel.petra", `/panel/${claim}`, async (page, look) => {
    await page.getByText(eligibility("facts-group-losses")).click();
    await page.locator("[id='medical.past.0']").fill("2021-02-30");
    await page.locator("form[aria-labelledby=medical] button").click();
    await page.getByRole("alert").getByRole("link").click();
    await page.locator("[id='medical.past.0'][aria-invalid=true]").waitFor();
    await look("fact-refused");
    await page.locator("[id='medical.past.0']").fill("120.50");
    await page.locator("[id='medical-source']").selectOption("paper");
    await page.locator("form[aria-labelledby=medical] button").click();
    await page.getByText(eligibility("changed-caption")).waitFor();
    await page.getByRole("rowheader", { name: eligibility("field-medical-past") }).waitFor();
    await look("fact-changed");
    await follow(page, eligibility("sheet-print"));
    await page.getByText(eligibility("source-paper")).first().waitFor();
    assert.equal(await page.getByText("panel.petra").count(), 1, "only where it says who is signed in");
    await look("worksheet-to-print");
  });
});

test("the award is computed, with its arithmetic", async () => {
  await as("panel.paul", `/panel/${claim}`, async (page, look) => {
    await press(page, eligibility("assess-send"));
    await page.getByRole("heading", { name: eligibility("award-heading"), exact: true }).waitFor();
    await look("award");
  });
});

test("three views are recorded, each before the others' are shown, and the chair decides", async () => {
  for (const user of ["panel.paul", "panel.petra", "chair.chandra"]) {
    await as(user, `/panel/${claim}`, async (page, look) => {
      assert.equal(await page.getByText("The account is consistent").count(), 0);
      await fill(page, { verdict: "awarded", note: "The account is consistent." });
      await press(page, eligibility("view-send"));
      await look("view-recorded");
    });
  }
  await as("chair.chandra", `/panel/${claim}`, async (page, look) => {
    await fill(page, { outcome: "awarded", reasons: "We find that every rule is met." });
    await press(page, eligibility("decide-send"));
    await page.getByRole("heading", { name: eligibility("decision-heading"), exact: true }).waitFor();
    await look("decision");
  });
});

test("the survivor's answer to the offer is taken down by her advocate", async () => {
  await as("advocate.amina", `/claims/${claim}`, async (page, look) => {
    await until(page, () => page.getByRole("link", { name: intake("offer-title") }).count());
    await look("claim-offered");
    await follow(page, intake("offer-title"));
    // The offer is accepted when its letter is made.
    await until(page, () => page.getByRole("button", { name: intake("offer-accept") }).count());
    await look("offer");
    const told = await pressRefused(page, intake("offer-accept"));
    assert.ok(told.includes(intake("refusal-understanding-missing")), told);
    await fill(page, {
      "understood-amount": "yes",
      "understood-no-waiver": "yes",
      "understood-review": "yes",
      language: "sg",
    });
    await press(page, intake("offer-accept"));
    await look("accepted");
  });
});

test("finance records the fund's money, plans the payment and prepares a batch, but can't approve it", async () => {
  await as("finance.farid", "/finance", async (page, look) => {
    await look("overview");
    await page.goto("/finance/fund");
    await look("fund");
    await page.goto("/finance/fund/income");
    await look("income");
    await fill(page, { kind: "voluntary", amount: "250000.00", received_on: today(), reference: "GIFT-1" });
    await press(page, ledger("contribution-send"));
    await press(page, ledger("understood-yes"));
    await page.goto("/finance/payments");
    await until(page, () => page.getByRole("link", { name: code }).count());
    await look("payments");
    await follow(page, code);
    await look("payment");
    await press(page, ledger("plan-send"));
    await look("payment-planned");
    await page.goto("/finance/batches");
    await follow(page, ledger("batch-form-heading"));
    await look("batch-form");
    await page.getByRole("checkbox", { name: code }).check();
    await press(page, ledger("batch-prepare"));
    await look("batch-prepared");
    await page.getByText(ledger("batch-own")).waitFor();
    assert.equal(await page.getByRole("button", { name: ledger("batch-approve") }).count(), 0);
    batch = new URL(page.url()).pathname;
  });
});

test("the approver approves and releases the batch", async () => {
  await as("approver.asha", batch, async (page, look) => {
    await look("batch-to-approve");
    const clear = () => page.getByText(ledger("clearance-clear"), { exact: true }).count();
    await until(page, clear);
    await press(page, ledger("batch-approve"));
    await until(page, clear);
    await look("batch-to-release");
    await press(page, ledger("batch-release"));
    await look("batch-released");
  });
});

test("the payment file goes to the bank, and its statement settles the payment", async () => {
  const folder = mkdtempSync(join(tmpdir(), "redress-bank-"));
  await as("finance.farid", batch, async (page, look) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: ledger("batch-file") }).click(),
    ]);
    assert.doesNotMatch(download.suggestedFilename(), /Ngaïssona|redress|claim/i);
    const file = join(folder, "payments.xml");
    await download.saveAs(file);
    product.run("bank-sim", file);
    for (const kind of ["pain.002", "camt.053"]) {
      await page.goto("/finance/statements");
      await page.locator("input[type=file]").setInputFiles(join(folder, `payments.${kind}.xml`));
      await press(page, ledger("import-send"));
      await look(`statements-${kind}`);
    }
    await page.locator("input[type=file]").setInputFiles(join(folder, "payments.camt.053.xml"));
    await press(page, ledger("import-send"));
    await page.getByText(ledger("import-known")).waitFor();
    await page.goto(batch);
    await page.getByText(ledger("batch-done"), { exact: true }).waitFor();
    await look("batch-done");
    await page.getByRole("link", { name: code }).waitFor(); // what was paid stays on the page
    await page.goto("/finance/books");
    await look("books");
  });
  rmSync(folder, { recursive: true });
});

test("the advocate finds the claim closed, and every paper of it", async () => {
  await as("advocate.amina", `/claims/${claim}`, async (page, look) => {
    await until(page, () => page.getByText(intake("stage-closed"), { exact: true }).count());
    await look("claim-closed");
    await page.goto(`/papers/claim/${claim}`);
    const papers = page.locator("main td a[href^='/papers/']:not([href$='/proof'])");
    await until(page, async () => (await papers.count()) === 3);
    await look("papers");
    for (const kind of ["receipt", "decision_letter", "remittance_slip"]) {
      await page.getByRole("rowheader", { name: documents(`paper-kind-${kind}`) }).waitFor();
    }
    for (const paper of await papers.all()) {
      const got = await page.request.get(await paper.getAttribute("href"));
      assert.equal(got.status(), 200);
      assert.equal(got.headers()["content-type"], "application/pdf");
      assert.equal((await got.body()).subarray(0, 5).toString(), "%PDF-");
      assert.doesNotMatch(got.headers()["content-disposition"] ?? "", /Ngaïssona|claim|decision|redress/i);
    }
  });
});

test("the auditor reads the books, and nobody's name", async () => {
  await as("auditor.ola", "/finance/books", async (page, look) => {
    await look("books");
    assert.doesNotMatch(await page.locator("main").innerText(), /Ngaïssona|Telecel/);
  });
});

test("the auditor goes from a figure of a report to its account, its entry and its claim", async () => {
  await as("auditor.ola", "/finance/reports", async (page, look) => {
    await look("reports");
    // What stands between day and moment, whatever these are.
    const [, known] = ledger("report-basis-day", { day: "|", moment: "|" }).split("|");
    const names = await page.locator("main dt a").allInnerTexts();
    assert.equal(names.length, 7);
    for (const [place, name] of names.entries()) {
      await page.goto("/finance/reports");
      await follow(page, name);
      await page.getByRole("heading", { name, level: 1 }).waitFor();
      await page.getByText(known).first().waitFor();
      await look(`report-${place + 1}`);
    }
    await page.goto("/finance/reports/fund-by-month");
    await page.getByRole("img", { name: ledger("report-chart-fund-by-month", { currency: "USD" }) }).waitFor();
    // The simulated bank pays on the day of execution, which may be tomorrow.
    await page.goto("/finance/reports/trial-balance?on_day=2199-12-31");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: ledger("report-file-xlsx") }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^trial-balance-2199-12-31\.xlsx$/);
    await follow(page, ledger("account-payment_clearing"));
    await look("account");
    await page.getByRole("link", { name: new RegExp(`${ledger("entry-settlement")}$`) }).first().click();
    await look("entry");
    await page.getByRole("link", { name: code }).click();
    await page.getByRole("heading", { name: code }).waitFor();
    await page.goto(`/finance/periods/${today().slice(0, 7)}`);
    await page.getByText(ledger("check-do-month_over")).waitFor();
    await look("month");
  });
});

test("every page of the story fits a telephone", () => assert.deepEqual(wide, []));
