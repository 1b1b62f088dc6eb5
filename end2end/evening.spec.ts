// A parent's evening on a cheap phone: in Spanish, over a slow network, before the browser's part is there, and while the
// other one changes something too.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, hydrated, open, people, password, signIn, test } from "./fixtures.ts";

const AMA = "/guardian/TSUID-ama.mensah";
const LINE = "/lines/%2B18015550143";

test.use({ viewport: { width: 390, height: 844 } });
test.setTimeout(120_000);

async function choose(page: Page, question: string, answer: string): Promise<void> {
  await page.getByRole("group", { name: question }).getByRole("radio", { name: answer, exact: true }).check();
}

/** Signs in where no script will come. */
async function signInPlainly(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(people.manager);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/home");
}

test("in Spanish, from the first page to what was changed", async ({ own }) => {
  const { page } = own;
  await signIn(page, "manager");
  await page.locator("summary").filter({ hasText: "Dana Mensah, menu" }).click();
  await page.getByRole("button", { name: "Español" }).filter({ visible: true }).first().click();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await hydrated(page);
  await expect(page.getByText("Una línea va más lenta.")).toBeVisible();
  await open(page, AMA);
  await choose(page, "Mensajes que rompen una regla", "Se detienen");
  await page.getByRole("switch", { name: "Detener enlaces" }).check();
  await expect(page.getByText(/^\d cambios, más estricto que ahora$/)).toBeVisible();
  await page.getByRole("button", { name: "Guardar", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Los mensajes están protegidos" })).toBeVisible({ timeout: 30_000 });
  await hydrated(page);
  await expectAccessible(page);
  for (const [path, heading] of [
    [`${LINE}/limits`, "Límites de datos"],
    [`${LINE}/care/state`, /Suspender|línea/i],
    ["/people", "Personas"],
    ["/requests", /Solicitudes/],
  ] as const) {
    await open(page, path);
    await expect(page.getByRole("heading", { name: heading }).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
  // This browser's clock shows California's time, the line is in Utah.
  await open(page, `${AMA}/contacts/new`);
  await expect(page.getByText(/En la hora de la línea: allí son las \d+:\d\d [AP]M M[SD]T\./)).toBeVisible();
  await open(page, "/activity");
  await expect(page.getByText(/^Guardian cambió para Ama/)).toBeVisible();
  await expect(page.getByText(/Detener enlaces/).first()).toBeVisible();
  // The choice is the person's, wherever they sign in next.
  await page.context().clearCookies();
  await open(page, "/sign-in");
  await page.locator("input[name='email']").fill(people.manager);
  await page.locator("input[name='password']").fill(password);
  await page.locator("form[action='/do/sign-in'] button").click();
  await page.waitForURL("**/home");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
});

test("two guardians save at the same moment, and both have what they wanted", async ({ own, browser }) => {
  const { page, portal } = own;
  await signIn(page, "manager");
  await open(page, AMA);
  const context = await browser.newContext({ baseURL: portal.url });
  const theirs = await context.newPage();
  await signIn(theirs, "guardian");
  await open(theirs, AMA);
  await choose(page, "Texts that break a rule", "Stopped");
  await page.getByRole("switch", { name: "Stop links" }).check();
  await choose(theirs, "Which calls get through", "Only allowed");
  await Promise.all([page, theirs].map((each) => each.getByRole("button", { name: "Save", exact: true }).click()));
  for (const each of [page, theirs]) {
    await each.waitForLoadState();
    await expect(each.getByRole("heading", { name: "Texts are protected" })).toBeVisible({ timeout: 40_000 });
    await expect(each.getByRole("heading", { name: "Calls are protected" })).toBeVisible({ timeout: 40_000 });
    await expect(each.getByRole("switch", { name: "Stop links" })).toBeChecked();
    await expect(each.getByRole("radio", { name: "Only allowed" })).toBeChecked();
  }
  await open(page, "/activity");
  for (const who of ["Dana Mensah", "Kofi Mensah"]) {
    const entry = page.getByRole("listitem").filter({ hasText: "Guardian changed for Ama" }).filter({ hasText: who });
    await expect(entry.first()).toBeVisible();
  }
  await context.close();
});

test("before the browser's part arrives everything can be read and saved", async ({ own }) => {
  const { page } = own;
  // It never does: as on a network that gives up.
  await page.route(/\.wasm$/, (route) => route.abort());
  await signInPlainly(page);
  await page.goto(AMA);
  await choose(page, "Texts that break a rule", "Stopped");
  await page.getByRole("switch", { name: "Stop pictures and video" }).check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved. It is on its way to the network")).toBeVisible();
  const texts = page.getByRole("heading", { name: "Texts are protected" });
  await expect(async () => {
    // As "Look again" does.
    await page.goto(AMA);
    await expect(texts).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 40_000 });
  await page.goto(`${LINE}/limits`);
  await page.getByLabel("Stops at").fill("3 GB");
  await page.getByRole("button", { name: "Set limits" }).click();
  await expect(page.getByText("Last change: the limits")).toBeVisible({ timeout: 40_000 });
});

test("on slow 3G a first visit can be used long before all has come", async ({ own, browserName }) => {
  test.skip(browserName !== "chromium", "only Chromium slows its network down");
  const { page } = own;
  await signInPlainly(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const slow = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
  await session.send("Network.emulateNetworkConditions", slow);
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.goto(AMA, { waitUntil: "commit" });
  await choose(page, "Texts that break a rule", "Only watch");
  expect(await page.locator("html[data-hydrated]").count(), "the browser's part has not come yet").toBe(0);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Texts are only watched" })).toBeVisible({ timeout: 60_000 });
});

test("what was used is drawn with its marks, and said in a table", async ({ own }) => {
  const { page, portal } = own;
  await portal.sql(
    "set homeline.scope = 'all'; insert into usage_samples (number, account_id, at, used_bytes, notify_mb, throttle_mb, limit_mb) " +
      "select '+18015550143', 'AID-mensah', now() - (12 - n) * interval '1 day', n * 150000000::bigint, 1600, 1800, 2000 from generate_series(0, 11) n",
  );
  await signIn(page, "manager");
  await open(page, LINE);
  const chart = page.getByRole("img", { name: /^Data used since .*The numbers are in the table below\.$/ });
  await expect(chart).toBeVisible();
  for (const mark of ["1 · 1.6 GB", "2 · 1.8 GB", "3 · 2 GB"]) await expect(chart.getByText(mark)).toBeVisible();
  await page.getByText("The same in numbers", { exact: true }).click();
  const table = page.getByRole("table", { name: "Data used day by day in this cycle" });
  expect(await table.getByRole("row").count()).toBeGreaterThan(11);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expectAccessible(page);
  }
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await expectNoSidewaysScroll(page);
  }
});
