// Filling in and sending forms as a person does. Belongs here: fields by their name, buttons by their words.
// Never here: what to answer (the stories).
import assert from "node:assert/strict";

/** Fills in fields by name: text, one of few, several of few, or a choice of a list. */
export const fill = async (page, answers) => {
  for (const [name, value] of Object.entries(answers)) {
    const field = page.locator(`main [name="${name}"]:not([type="hidden"])`).first();
    const kind = await field.evaluate((element) => element.type || element.tagName.toLowerCase());
    if (kind === "radio" || kind === "checkbox") {
      for (const each of [value].flat()) await page.locator(`main [name="${name}"][value="${each}"]`).check();
    } else if (kind === "select-one") {
      await field.selectOption(value);
    } else {
      await field.fill(String(value));
    }
  }
};

/** Follows a link or sends a form, and waits for the page it leads to; answers that page's response. */
const lead = async (page, target) => {
  const [response] = await Promise.all([page.waitForNavigation(), target.click()]);
  return response;
};

/** Presses a button. Fails with what the page says when what was sent is refused. */
export const press = async (page, words) => {
  const response = await lead(page, page.getByRole("button", { name: words }));
  if (response.status() >= 400) {
    const told = await page.locator(".errors, main").first().innerText();
    assert.fail(`“${words}” was refused with ${response.status()} at ${page.url()}:\n${told}`);
  }
};

/** Presses a button that must be refused; answers what the page says. */
export const pressRefused = async (page, words) => {
  const response = await lead(page, page.getByRole("button", { name: words }));
  assert.ok(response.status() >= 400, `“${words}” was taken (${response.status()})`);
  return page.locator(".errors, main").first().innerText();
};

/** Follows a link. */
export const follow = async (page, words) => {
  const response = await lead(page, page.getByRole("link", { name: words }).first());
  assert.ok(response.status() < 400, `“${words}” leads to ${response.status()} at ${page.url()}`);
};

/** Loads a page again until it shows what other services still prepare; they are told within a second or so. */
export const until = async (page, shows) => {
  const end = Date.now() + 15_000;
  while (!(await shows())) {
    assert.ok(Date.now() < end, `nothing came at ${page.url()}:\n${await page.locator("main").innerText()}`);
    await page.waitForTimeout(200);
    await page.reload();
  }
};
