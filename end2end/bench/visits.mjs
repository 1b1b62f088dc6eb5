// @ts-check
// First visits over a slow network on a slow phone. Prints JSON; ./dev bench starts the portal and sets the environment.
import { chromium } from "@playwright/test";

const env = (/** @type {string} */ name, /** @type {string} */ otherwise) => process.env[name] ?? otherwise;
const baseURL = env("BASE_URL", "http://127.0.0.1:3000");
const password = env("BENCH_PASSWORD", "homeline-demo-1");
const people = {
  manager: env("BENCH_MANAGER", "dana.mensah@example.com"),
  agent: env("BENCH_AGENT", "kim.park@example.com"),
};

/** Visits of each page; the median counts. */
const visits = 3;
const bytesPerSecond = (1.6 * 1024 * 1024) / 8;
const network = { offline: false, latency: 150, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond };

/** @typedef {{ page: string, as?: keyof typeof people, path: string, press?: string }} Plan */
/** @type {Plan[]} */
const plans = [
  { page: "sign-in", path: "/sign-in" },
  { page: "staff list", as: "agent", path: "/accounts" },
  { page: "wizard step", as: "agent", path: "/accounts", press: "New family" },
  { page: "family home", as: "manager", path: "/home" },
  { page: "guardian", as: "manager", path: "/guardian", press: "Ama Mensah" },
];

const browser = await chromium.launch({
  executablePath: env("CHROMIUM_PATH", "/usr/bin/chromium"),
  args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu", "--disable-background-networking"],
});

/** Signs in and says where the page meant is. @param {Plan} plan */
async function prepare(plan) {
  const context = await browser.newContext({ baseURL, viewport: { width: 390, height: 844 } });
  let { path } = plan;
  if (plan.as) {
    const page = await context.newPage();
    await page.goto("/sign-in");
    await page.getByLabel(/e-?mail/i).fill(people[plan.as]);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    if (plan.press) {
      await page.goto(path);
      const name = plan.press;
      await page.getByRole("button", { name }).or(page.getByRole("link", { name })).first().click();
      await page.waitForURL((url) => url.pathname !== plan.path);
      path = new URL(page.url()).pathname;
    }
    await page.close();
  }
  return { state: await context.storageState(), path, context };
}

/** One visit with an empty cache. @param {Awaited<ReturnType<typeof prepare>>} prepared */
async function visit({ state, path }) {
  const context = await browser.newContext({ baseURL, storageState: state, viewport: { width: 390, height: 844 } });
  await context.addInitScript(() => {
    const told = /** @type {any} */ (globalThis);
    const look = () => {
      if (!document.documentElement?.hasAttribute("data-hydrated")) return;
      told.interactiveAt = performance.now();
      seen.disconnect();
    };
    const seen = new MutationObserver(look);
    seen.observe(document, { attributes: true, childList: true, subtree: true });
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let bytes = 0;
  let requests = 0;
  // An event stream never finishes, and is rightly left out.
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Network.emulateNetworkConditions", network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(path, { waitUntil: "commit" });
  await page.waitForFunction(() => /** @type {any} */ (globalThis).interactiveAt, undefined, { timeout: 60_000 });
  const times = await page.evaluate(() => ({
    interactive: /** @type {number} */ (/** @type {any} */ (globalThis).interactiveAt),
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  }));
  await context.close();
  return { bytes, requests, ...times };
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const report = [];
try {
  for (const plan of plans) {
    const prepared = await prepare(plan);
    const seen = [];
    for (let n = 0; n < visits; n++) seen.push(await visit(prepared));
    await prepared.context.close();
    report.push({
      page: plan.page,
      kilobytes: median(seen.map(({ bytes }) => bytes)) / 1000,
      requests: median(seen.map(({ requests }) => requests)),
      first_paint_ms: median(seen.map(({ paint }) => paint)),
      interactive_ms: median(seen.map(({ interactive }) => interactive)),
    });
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));
