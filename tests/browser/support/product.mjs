// The product as it is served, for one test file. Belongs here: an empty database, the local provider, the
// prebuilt program on a free port, and their end. Never here: data; the stories make their own through the pages.
// REDRESS_TEST_SHAPE=four serves the four services as four processes behind nginx, as in real use.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createSite } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepareFront } from "./front.mjs";

export const root = fileURLToPath(new URL("../../../", import.meta.url));
const program = join(process.env.CARGO_TARGET_DIR || join(root, "target"), "debug/redress");

// What tests are told is no setting of the product, which refuses names that it doesn't know.
const ordinary = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("REDRESS_")));

const settings = (...args) =>
  Object.fromEntries(
    [...execFileSync(join(root, "infra/settings.sh"), args.map(String), { encoding: "utf8", env: ordinary }).matchAll(
      /^export (\w+)='(.*)'$/gm,
    )].map(([, name, value]) => [name, value]),
  );

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts a program and waits for the line that says it answers; `stop` ends it and waits for its end. */
const background = (command, args, env, ready) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...ordinary, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    process.once("exit", () => child.kill()); // however the tests end
    let seen = "";
    const ended = new Promise((done) => child.once("exit", done));
    const stop = async () => {
      child.kill("SIGTERM");
      await ended;
    };
    const listen = (chunk) => {
      seen += chunk;
      const match = ready.exec(seen);
      if (match) resolve({ match, stop, log: () => seen });
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("error", reject);
    ended.then((code) => reject(new Error(`${command} ended with ${code}:\n${seen}`)));
  });

/** The database cluster of the test run, or one for this file alone. */
const cluster = () => {
  const given = process.env.REDRESS_TEST_DATABASE_URL;
  if (given) return { url: given };
  const folder = mkdtempSync(join(tmpdir(), "redress-browser-"));
  const script = join(root, "infra/postgres/cluster.sh");
  const url = execFileSync(script, ["start", folder, "--fast"], { encoding: "utf8" }).trim();
  // However the tests end, the server goes with them.
  process.once("exit", () => {
    execFileSync(script, ["remove", folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return { url };
};

const otherDatabase = (url, name) => url.replace(/\/[^/?]*\?/, `/${name}?`);

/** Where quick exit leads in a test: an ordinary page of another site, which no test may ask outside this machine. */
const neutralPage = () =>
  new Promise((ready) => {
    const server = createSite((_asked, answer) => {
      answer.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      answer.end('<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Weather</title><p>An ordinary page');
    });
    server.listen(0, "127.0.0.1", () =>
      ready({ url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() }),
    );
  });

/**
 * Serves the product; answers `{ base, issuer, neutral, hosts, run, stop, log, front, services }`. `run` calls the
 * program and answers its output; `front` and `services` are there in the shape of four programs.
 */
export const serve = async (shape = process.env.REDRESS_TEST_SHAPE) => {
  const { url: superuser } = cluster();
  const name = `browser_${process.pid}`;
  const psql = (statement) => execFileSync("psql", ["-qX", otherDatabase(superuser, "postgres"), "-c", statement]);
  psql(`create database ${name}`);
  const provider = await background(join(root, "infra/oidc/start.sh"), ["0"], {}, /provider ready: (\S+)/);
  const issuer = provider.match[1];
  const port = await freePort();
  const base = `${shape === "four" ? "https" : "http"}://localhost:${port}`;
  const keys = mkdtempSync(join(tmpdir(), "redress-keys-"));
  const neutral = await neutralPage();
  const env = {
    ...settings(otherDatabase(superuser, name), issuer, port, await freePort(), keys),
    REDRESS_WEB__EXIT_URL: neutral.url,
  };
  const run = (...args) => execFileSync(program, args, { cwd: root, env: { ...ordinary, ...env }, encoding: "utf8" });
  run("new-keys", keys);
  run("migrate");
  const { processes, ...shaped } = shape === "four" ? await four(env, base, port) : { processes: [await alone([], env)] };
  const stop = async () => {
    for (const each of processes) await each.stop();
    shaped.front?.remove();
    await provider.stop();
    neutral.stop();
    rmSync(keys, { recursive: true, force: true });
    psql(`drop database ${name} with (force)`);
  };
  return { base, issuer, neutral: neutral.url, hosts: [base, issuer, neutral.url].map((url) => new URL(url).host), run, stop, log: () => processes.map((each) => each.log()).join(""), ...shaped };
};

const alone = (which, env) => background(program, ["serve", ...which], env, /serving at /);

/** A process for each service and for signing in, and nginx that leads each address to its service. */
const four = async (env, base, frontPort) => {
  const ports = {};
  const own = { ...env };
  for (const service of ["intake", "eligibility", "ledger", "documents", "sign-in"]) {
    ports[service] = await freePort();
    const section = `REDRESS_${service.replace("-", "_").toUpperCase()}__`;
    own[`${section}ADDRESS`] = `127.0.0.1:${ports[service]}`;
    own[`${section}PUBLIC_URL`] = base;
    own[`${section}PRIVATE_ADDRESS`] = `127.0.0.1:${await freePort()}`;
  }
  const services = {};
  for (const service of Object.keys(ports)) services[service] = await alone([service], own);
  const front = prepareFront(ports, await freePort(), frontPort);
  const [nginx, ...args] = front.command;
  const server = await background(nginx, args, {}, /start worker process /);
  return { processes: [server, ...Object.values(services)], front, services };
};
