// The front server of real use, for the shape of four programs. Belongs here: nginx with infra/nginx/redress.conf,
// whose ports, certificate and folder of logs are this test's. Never here: another way to lead addresses to services.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

// Debian keeps it where only administrators look.
const nginx = existsSync("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";
const conf = new URL("../../../infra/nginx/redress.conf", import.meta.url);

/** The shipped file, with every value of `instead` in place of what stands there; each must stand there. */
const adapted = (instead) => {
  let text = readFileSync(conf, "utf8");
  for (const [shipped, own] of instead) {
    if (!text.includes(shipped)) throw new Error(`${shipped} is not in redress.conf`);
    text = text.replaceAll(shipped, own);
  }
  return text;
};

/**
 * Writes what nginx needs into a folder of its own; answers `{ command, log, logged, remove }`. `ports` names the
 * port of each service, `plain` and `secure` those of the front; `command` starts it.
 */
export const prepareFront = (ports, plain, secure) => {
  const folder = mkdtempSync("/tmp/redress-front-");
  chmodSync(folder, 0o711); // its workers are somebody else
  for (const name of ["logs", "spool"]) mkdirSync(join(folder, name), { mode: 0o700 });
  const [key, certificate] = ["key.pem", "certificate.pem"].map((name) => join(folder, name));
  const request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", [...request, ...names, "-keyout", key, "-out", certificate], { stdio: "ignore" });
  const site = adapted([
    ["127.0.0.1:8081", `127.0.0.1:${ports.intake}`],
    ["127.0.0.1:8082", `127.0.0.1:${ports.eligibility}`],
    ["127.0.0.1:8083", `127.0.0.1:${ports.ledger}`],
    ["127.0.0.1:8084", `127.0.0.1:${ports.documents}`],
    ["127.0.0.1:8085", `127.0.0.1:${ports["sign-in"]}`],
    ["listen 80;", `listen ${plain};`],
    ["listen [::]:80;", `listen [::]:${plain};`],
    ["listen 443 ", `listen ${secure} `],
    ["listen [::]:443 ", `listen [::]:${secure} `],
    ["/etc/ssl/redress/fullchain.pem", certificate],
    ["/etc/ssl/redress/key.pem", key],
    ["/var/log/redress/", `${folder}/logs/`],
  ]);
  writeFileSync(join(folder, "site.conf"), site);
  // What would be spooled can't be: the workers may not enter that folder.
  const spools = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; pid ${folder}/pid; error_log stderr notice; worker_processes 1; events { }
     http { ${spools.map((kind) => `${kind}_temp_path ${folder}/spool/${kind};`).join(" ")} include ${folder}/site.conf; }`,
  );
  const command = [nginx, "-c", join(folder, "nginx.conf"), "-e", "stderr"];
  execFileSync(nginx, [...command.slice(1), "-t"], { stdio: "pipe" });
  for (const kind of spools) chmodSync(join(folder, "spool", kind), 0o000);
  chmodSync(join(folder, "spool"), 0o000);
  const log = (name) => readFileSync(join(folder, "logs", name), "utf8");
  /** Waits for a line of a log: it is written once the answer has been sent, which may be later than it came. */
  const logged = async (name, line) => {
    const most = Date.now() + 5_000;
    while (!line.test(log(name)) && Date.now() < most) await setTimeout(20);
    assert.match(log(name), line);
  };
  return { command, log, logged, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
