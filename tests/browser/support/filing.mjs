// An advocate files a claim, page by page. Belongs here: one filing that both stories use, and the walk through
// the questions. Never here: expectations of a story.
import { fill, follow, press } from "./forms.mjs";
import { intake } from "./texts.mjs";

/** Answers by the key in the page's address. A key that is missing here is left open. */
export const filing = {
  claimant: { claimant: "victim" },
  age: { age: "no" },
  operation: { operation: "MINUSCA" },
  role: { role: "CIV_INT" },
  serving: { serving: "yes" },
  acts: { acts: ["A4"] },
  "act-1": { "when-year": "2024", "when-month": "3", graver: ["G6"] },
  impact: { impact: "I2" },
  care: { care: "yes" },
  programme: { programme: "yes" },
  months: { months: "2.5" },
  wage: { wage: "90000", "wage-currency": "XAF" },
  "other-payment": { "other-payment": "no" },
  reported: { reported: "no" },
  name: { name: "Élodie Ngaïssona" },
  "birth-year": { "birth-year": "1994" },
  language: { language: "fr" },
  channel: { channel: "phone" },
  number: { number: "+236 72 00 11 22" },
  hours: { hours: ["evening"] },
  "may-answer": { "may-answer": "only_survivor" },
  "code-word": { "code-word": "mangue" },
  voicemail: { voicemail: "no" },
  writing: { writing: "yes" },
  "pay-method": { "pay-method": "mobile_money" },
  payee: { holder: "Élodie Ngaïssona", provider: "Telecel", number: "+23672001122", country: "CF" },
  "pay-currency": { "pay-currency": "XAF" },
  instalments: { instalments: "1" },
};

const consents = ["P1", "P2", "P8", "P9"];

/** From the list of claims to the check page; `look` is called on every page. Answers the claim's id. */
export const fileClaim = async (page, look = async () => {}) => {
  await page.goto("/claims");
  await look("claims");
  await follow(page, intake("claims-open"));
  await look("consent");
  await fill(page, { by: "survivor", language: "sg", how: "spoken", purposes: consents });
  await press(page, intake("consent-open"));
  const claim = /\/claims\/([0-9a-f-]{36})/.exec(page.url())[1];
  await look("claim");
  await page.goto(`/claims/${claim}/q/claimant`);
  for (;;) {
    const key = /\/q\/([^/?]+)/.exec(page.url())?.[1];
    if (!key) break;
    await look(`question-${key}`);
    await fill(page, filing[key] ?? {});
    await press(page, intake("save-continue"));
  }
  await page.goto(`/claims/${claim}/check`);
  await look("check");
  return claim;
};
