// @ts-check
// The sign-in in Firefox, spoken in WebDriver to geckodriver: hydration is what differs between browsers.
import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

const portal = process.env.BASE_URL ?? "http://127.0.0.1:3000";
const port = 20_000 + Math.floor(Math.random() * 10_000);
const driver = `http://127.0.0.1:${port}`;
const gecko = spawn("geckodriver", ["--port", String(port), "--log", "error"], { stdio: "inherit" });

/** One WebDriver command. @param {string} method @param {string} path @param {unknown} [body] */
async function command(method, path, body) {
  const answer = await fetch(driver + path, {
    method,
    body: body === undefined ? null : JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  const { value } = /** @type {{ value: any }} */ (await answer.json());
  if (!answer.ok) throw new Error(`${method} ${path}: ${value?.message}`);
  return value;
}

/** Asks again until there is an answer, for twenty seconds. @param {string} what @param {() => Promise<any>} ask */
async function until(what, ask) {
  const end = Date.now() + 20_000;
  while (Date.now() < end) {
    const value = await ask().catch(() => undefined);
    if (value) return value;
    await pause(100);
  }
  throw new Error(`waited in vain for ${what}`);
}

/** @param {(session: string) => Promise<void>} visit */
async function inFirefox(visit) {
  await until("geckodriver", () => command("GET", "/status"));
  const options = { binary: process.env.FIREFOX_PATH ?? "/usr/bin/firefox-esr", args: ["-headless"] };
  const { sessionId } = await command("POST", "/session", {
    capabilities: { alwaysMatch: { browserName: "firefox", "moz:firefoxOptions": options } },
  });
  try {
    await visit(`/session/${sessionId}`);
  } finally {
    await command("DELETE", `/session/${sessionId}`);
  }
}

/** @param {string} session @param {string} script */
const evaluate = (session, script) => command("POST", `${session}/execute/sync`, { script, args: [] });

/** @param {string} session @param {string} selector */
async function element(session, selector) {
  const found = await command("POST", `${session}/element`, { using: "css selector", value: selector });
  return `${session}/element/${Object.values(found)[0]}`;
}

try {
  await inFirefox(async (session) => {
    const hydrated = () =>
      until("hydration", () => evaluate(session, "return document.documentElement.hasAttribute('data-hydrated')"));

    await command("POST", `${session}/url`, { url: `${portal}/sign-in` });
    await hydrated();
    await command("POST", `${await element(session, "input[type=email]")}/value`, { text: "dana.mensah@example.com" });
    await command("POST", `${await element(session, "input[type=password]")}/value`, { text: "homeline-demo-1" });
    await command("POST", `${await element(session, "form button[type=submit]")}/click`, {});
    await until("the way home", async () => !(await command("GET", `${session}/url`)).includes("/sign-in"));
    await hydrated();
    console.log("Firefox signs in, and both pages hydrate.");
  });
} finally {
  gecko.kill();
}
