// Who may sign in on this machine. Belongs here: made-up people, one per role and then some.
// Never here: real names, or anybody on a provider that others can reach. A password is the user name.
const people = [
  ["advocate.amina", "Amina Diallo", "advocate", "Maison Espoir"],
  ["advocate.brice", "Brice Nzapa", "advocate", "Lumiere"],
  ["intake.ines", "Ines Duarte", "intake_officer"],
  ["chair.chandra", "Chandra Rao", "panel_chair"],
  ["panel.paul", "Paul Okoye", "panel_member"],
  ["panel.petra", "Petra Novak", "panel_member"],
  ["panel.pia", "Pia Lindgren", "panel_member"],
  ["finance.farid", "Farid Haddad", "finance_officer"],
  ["approver.asha", "Asha Mwangi", "finance_approver"],
  ["liaison.lena", "Lena Sorensen", "liaison"],
  ["auditor.ola", "Ola Bergstrom", "auditor"],
  ["admin.ada", "Ada Ferrer", "administrator"],
  ["admin.abel", "Abel Tesfaye", "administrator"],
];

export const byLogin = new Map(
  people.map(([login, name, role, organisation]) => [
    login,
    { sub: login, name, groups: [role], ...(organisation ? { organisation } : {}) },
  ]),
);

// Run by itself it prints who is who, for the end of `make run`.
if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const [login, { groups, organisation }] of byLogin) {
    console.log(`  ${login.padEnd(16)}${groups.join(", ")}${organisation ? ` (${organisation})` : ""}`);
  }
}
