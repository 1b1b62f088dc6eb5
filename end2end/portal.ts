import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * A portal of a test's own, on a free port with a fresh database, for what the shared one must not suffer: crashes,
 * restarts, other settings. It talks to the shared sandbox unless `env` says otherwise.
 */
export class Portal {
  private process: ChildProcess | undefined;

  private constructor(
    readonly url: string,
    private readonly database: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Creates the database, its tables and the demo's people, and starts the portal. */
  static async start(env: Record<string, string> = {}): Promise<Portal> {
    const database = `homeline_${randomBytes(6).toString("hex")}`;
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    await sql(`CREATE DATABASE ${database}`);
    const portal = new Portal(url, database, {
      ...process.env,
      DATABASE_URL: databaseUrl(database),
      HOMELINE_ADDR: `127.0.0.1:${port}`,
      HOMELINE_PUBLIC_URL: url,
      LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
      ...env,
    });
    await portal.command("migrate");
    await portal.command("seed-demo");
    await portal.resume();
    return portal;
  }

  /** Runs one of the server's other subcommands against the same database. */
  async command(...args: string[]): Promise<string> {
    return (await run(serverBinary(), args, { env: this.env })).stdout;
  }

  /** One statement in its database, as the portal's own role: for what only time would bring. */
  async sql(statement: string): Promise<void> {
    await sql(statement, this.database);
  }

  /** Starts it (again) and waits until it is ready. */
  async resume(): Promise<void> {
    const child = spawn(serverBinary(), ["serve"], { env: this.env, stdio: "ignore" });
    this.process = child;
    await answers(child, `${this.url}/healthz`);
  }

  /** Ends it as a power cut would, or, with SIGTERM, as an operator would. */
  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  /** Ends it and drops its database. */
  async stop(): Promise<void> {
    await this.kill();
    // Not with FORCE, which only a superuser may while autovacuum is at work there. Without it Postgres ends that itself,
    // and waits five seconds for the connections of the dead.
    const drop = () => sql(`DROP DATABASE IF EXISTS ${this.database}`);
    await drop().catch(drop);
  }
}

/** A simulated Telegent of a test's own, for trouble that others must not have. */
export class Simulator {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
  ) {}

  /** Starts it with the demo's families and hardly any limit on calls. */
  static async start(): Promise<Simulator> {
    const port = await freePort();
    const args = ["--port", String(port), "--seed", "demo", "--rate-limit", "6000"];
    const child = spawn(process.env.SANDBOX_BIN ?? "target/release/sandbox", args, { stdio: "ignore" });
    const simulator = new Simulator(`http://127.0.0.1:${port}`, child);
    await answers(child, `${simulator.url}/__sandbox/state`);
    return simulator;
  }

  /** Ends it. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, "exit");
    this.process.kill("SIGKILL");
    await gone;
  }
}

/** Waits until a process that was just started answers at a URL. */
async function answers(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode} and never answered at ${url}`);
    if (await fetch(url).then((answer) => answer.ok, () => false)) return;
    await pause(100);
  }
  throw new Error(`nothing answers at ${url}`);
}

function serverBinary(): string {
  return process.env.SERVER_BIN ?? "target/release/server";
}

function databaseUrl(name: string): string {
  const url = new URL(process.env.DATABASE_URL ?? "postgres://homeline:homeline@127.0.0.1:5439/homeline");
  url.pathname = name;
  return url.href;
}

/** One statement as the portal's own role, which may create databases. */
async function sql(statement: string, database = "homeline"): Promise<void> {
  await run("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", databaseUrl(database), "-c", statement]);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
