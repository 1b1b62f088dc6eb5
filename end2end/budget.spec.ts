// How much a first visit may weigh: everything that came over the wire, compressed, until the page answers.
import type { CDPSession } from "@playwright/test";
import { expect, hydrated, open, signIn, test, type Person } from "./fixtures.ts";
import budget from "./budget.json" with { type: "json" };

interface BudgetPage {
  name: string;
  path: string;
  /** Who looks at it; nobody signed in when absent. */
  as?: Person;
  /** The button or link on `path` that leads to the page meant. */
  press?: string;
}

const COUNTED = new Set(["Document", "Stylesheet", "Script", "Fetch", "XHR", "Other", "Preload", "Font", "Image"]);

/** Adds up what the network delivers, by kind of resource. An event stream never ends and is not counted. */
async function weigh(session: CDPSession) {
  const kinds = new Map<string, { kind: string; url: string }>();
  const bytes = new Map<string, number>();
  session.on("Network.requestWillBeSent", ({ requestId, type, request }) => {
    if (type && COUNTED.has(type)) kinds.set(requestId, { kind: type, url: request.url });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  session.on("Network.loadingFailed", ({ requestId }) => kinds.delete(requestId));
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  return {
    open: () => [...kinds.keys()].filter((id) => !bytes.has(id)).length,
    list: () => [...kinds].map(([id, { kind, url }]) => ({ kind, file: new URL(url).pathname, bytes: bytes.get(id) ?? 0 })),
  };
}

for (const entry of budget.pages as BudgetPage[]) {
  test(`${entry.name} weighs at most ${budget.kilobytes} KB`, async ({ page, context }, info) => {
    if (entry.as) await signIn(page, entry.as);
    let path = entry.path;
    if (entry.press) {
      await open(page, entry.path);
      const { press } = entry;
      await page.getByRole("button", { name: press }).or(page.getByRole("link", { name: press })).first().click();
      await page.waitForURL((url) => url.pathname !== entry.path);
      path = new URL(page.url()).pathname;
    }

    const fresh = await context.newPage();
    const weight = await weigh(await context.newCDPSession(fresh));
    await fresh.goto(path);
    await hydrated(fresh);
    await expect.poll(weight.open).toBe(0);

    const list = weight.list().sort((a, b) => b.bytes - a.bytes);
    const total = list.reduce((sum, { bytes }) => sum + bytes, 0);
    const table = list.map(({ kind, file, bytes }) => `${String(bytes).padStart(8)} ${kind} ${file}`).join("\n");
    console.log(`${entry.name}: ${(total / 1000).toFixed(1)} KB in ${list.length} requests`);
    await info.attach("weights", { body: table, contentType: "text/plain" });
    expect(total, table).toBeLessThanOrEqual(budget.kilobytes * 1000);
  });
}
