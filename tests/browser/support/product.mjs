// The product as it is served, for one test file. Belongs here: an empty database, the local provider, the
// prebuilt program on a free port, and their end. Never here: data; the stories make their own through the pages.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

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
  if (given) return { url: given, stop: () => {} };
  const folder = mkdtempSync(join(tmpdir(), "redress-browser-"));
  const script = join(root, "infra/postgres/cluster.sh");
  const url = execFileSync(script, ["start", folder, "--fast"], { encoding: "utf8" }).trim();
  return {
    url,
    stop: () => {
      execFileSync(script, ["remove", folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const otherDatabase = (url, name) => url.replace(/\/[^/?]*\?/, `/${name}?`);

/** Serves the product; answers `{ base, issuer, hosts, run, stop }`. `run` calls the program and answers its output. */
export const serve = async () => {
  const { url: superuser, stop: stopCluster } = cluster();
  const name = `browser_${process.pid}`;
  const psql = (statement) => execFileSync("psql", ["-qX", otherDatabase(superuser, "postgres"), "-c", statement]);
  psql(`create database ${name}`);
  const provider = await background(join(root, "infra/oidc/start.sh"), ["0"], {}, /provider ready: (\S+)/);
  const issuer = provider.match[1];
  const port = await freePort();
  const base = `http://localhost:${port}`;
  const keys = mkdtempSync(join(tmpdir(), "redress-keys-"));
  const env = settings(otherDatabase(superuser, name), issuer, port, await freePort(), keys);
  const run = (...args) => execFileSync(program, args, { cwd: root, env: { ...ordinary, ...env }, encoding: "utf8" });
  run("new-keys", keys);
  run("migrate");
  const product = await background(program, ["serve"], env, /serving at /);
  const stop = async () => {
    await product.stop();
    await provider.stop();
    rmSync(keys, { recursive: true, force: true });
    psql(`drop database ${name} with (force)`);
    stopCluster();
  };
  return { base, issuer, hosts: [new URL(base).host, new URL(issuer).host], run, stop, log: product.log };
};
