// The few pages of the local provider. Belongs here: plain HTML that works without scripts and styles from
// elsewhere. Never here: deciding who may sign in (provider.mjs).
import { byLogin } from "./people.mjs";

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => String(text).replace(/[&<>"']/g, (c) => escapes[c]);

const page = (title, body) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escape(title)}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0 auto; padding: 1rem; max-width: 44rem }
label { display: block; font-weight: 600; margin-top: .75rem }
input { font: inherit; padding: .5rem; border: 2px solid #1b1b1b; width: 100%; max-width: 20rem; box-sizing: border-box }
button { font: inherit; padding: .5rem 1rem; margin: 1rem 0; min-height: 2.75rem; border: 2px solid #0b4a6f; background: #0b4a6f; color: #fff }
:focus-visible { outline: 3px solid #b35900; outline-offset: 2px }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid #767676 }
.refusal { border-left: .4rem solid #b00020; padding: .25rem .75rem }
</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${body}
</main>
</body>
</html>`;

const row = ([login, person]) =>
  `<tr><td>${escape(login)}</td><td>${escape(person.name)}</td><td>${escape(person.groups.join(", "))}</td><td>${escape(person.organisation ?? "")}</td></tr>`;

export const loginPage = (action, refused) =>
  page(
    "Sign in",
    `${refused ? '<p class="refusal" role="alert" id="refusal">User name and password don’t match.</p>' : ""}
<p>A provider for trying things out on this machine, with made-up people. A password is the user name.</p>
<form method="post" action="${escape(action)}">
<label for="login">User name</label>
<input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<div><button type="submit">Sign in</button></div>
</form>
<h2>Who is who</h2>
<table>
<thead><tr><th scope="col">User name</th><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Organisation</th></tr></thead>
<tbody>${[...byLogin].map(row).join("\n")}</tbody>
</table>`,
  );

// `form` is the provider's own hidden form, op.logoutForm; a button names it.
export const signOutPage = (form) =>
  page(
    "Sign out",
    `${form}
<p>Sign out here as well?</p>
<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>`,
  );

export const signedOutPage = () => page("Signed out", "<p>You are signed out. You can close this page.</p>");

export const errorPage = (out) =>
  page("That didn’t work", `<p>${escape(out.error)}: ${escape(out.error_description ?? "")}</p>`);
