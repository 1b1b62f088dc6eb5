// Who may see and do what, and what browsers are told to refuse.
import type { Page } from "@playwright/test";
import { expect, hydrated, open, password, people, signIn, test } from "./fixtures.ts";
import { haddads, unique, Wizard } from "./family.ts";

const SAME_SITE = { accept: "text/html", "sec-fetch-site": "same-origin" };
const NOBODY = "00000000-0000-4000-8000-000000000000";

/** What staff may post, with a body that would be read. */
const STAFF_POSTS: [string, Record<string, string>][] = [
  ["/do/get-chain", { chain: NOBODY }],
  ["/do/get-stock", { area_code: "385", zip: "" }],
  ["/do/start-draft", { kind: "new_family" }],
  ["/do/save-step", { draft: NOBODY, step: "account", version: "1", editor: NOBODY }],
  ["/do/submit-draft", { draft: NOBODY, version: "1", editor: NOBODY }],
  ["/do/discard-draft", { draft: NOBODY }],
  ["/do/retry-operation", { chain: NOBODY, seq: "0" }],
  ["/do/refresh", { back: "/accounts" }],
];

test("a family manager finds nothing that is not theirs", async ({ page }) => {
  await signIn(page, "manager");
  const answer = await page.goto("/lines/%2B18015550141");
  expect(answer?.status()).toBe(200);
  for (const path of [
    "/accounts",
    "/accounts/AID-mensah",
    "/accounts/AID-lindqvist",
    "/drafts",
    `/drafts/${NOBODY}/account`,
    `/progress/${NOBODY}`,
    "/lines/%2B12125550151",
    "/lines/%2B12125550151/leaving",
    "/reference/refusals",
    "/reference/carriers",
    "/reference/levels",
    "/guardian/TSUID-nobody",
    "/transfers/import",
    `/transfers/${NOBODY}`,
    "/lines/nonsense",
  ]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "There is nothing here" }), path).toBeVisible();
    await expect(page.getByText("Lindqvist"), path).toHaveCount(0);
  }
  for (const [path, form] of STAFF_POSTS) {
    const answer = await page.request.post(path, { form, headers: SAME_SITE, maxRedirects: 0 });
    expect(answer.status(), path).toBe(404);
  }
});

test("another family's draft and chain stay out of a manager's sight", async ({ page, browser }) => {
  await signIn(page, "agent");
  const wizard = new Wizard(page, haddads());
  await wizard.start();
  const draft = new URL(page.url()).pathname;
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await signIn(theirs, "manager");
  expect((await theirs.goto(draft))?.status()).toBe(404);
  await context.close();
});

test("who is signed out signs in and gets where they wanted to go", async ({ page }) => {
  await open(page, "/accounts/AID-lindqvist?page=1");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("E-mail address").fill(people.agent);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/accounts/AID-lindqvist?page=1");
  await expect(page.getByRole("heading", { name: "Lindqvist Household" })).toBeVisible();
});

test("signed out, nothing can be posted", async ({ request }) => {
  for (const [path, form] of STAFF_POSTS) {
    const answer = await request.post(path, { form, headers: SAME_SITE, maxRedirects: 0 });
    expect(answer.status(), path).toBe(401);
  }
});

test("a wrong password and an unknown person are told the same", async ({ page }) => {
  const told = [];
  for (const email of [people.agent, `nobody.${unique()}@example.com`]) {
    await open(page, "/sign-in");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    const alert = page.getByRole("alert");
    await expect(alert).toBeVisible();
    told.push(await alert.innerText());
    await expect(page.getByLabel("E-mail address")).toHaveValue(email);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  }
  expect(told[0]).toBe("That e-mail address and password don’t belong together.");
  expect(told[1]).toBe(told[0]);
});

test("a link cannot lead to another site after signing in", async ({ page, baseURL }) => {
  await open(page, "/sign-in?next=//evil.example/");
  await page.getByLabel("E-mail address").fill(people.agent);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/accounts");
  expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? "").origin);
});

test("posts from other sites are refused", async ({ page }) => {
  await signIn(page, "agent");
  for (const headers of [
    { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
  ]) {
    const answer = await page.request.post("/do/start-draft", {
      form: { kind: "new_family" },
      headers: { accept: "text/html", ...headers } as Record<string, string>,
      maxRedirects: 0,
    });
    expect(answer.status(), JSON.stringify(headers)).toBe(403);
    expect(await answer.text()).toContain("That didn’t come from this site");
  }
});

/** Opens a page and holds its head against what browsers must be told. */
async function checkHead(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(path === "/nowhere" ? 404 : 200);
  const headers = answer?.headers() ?? {};
  expect(headers, path).toMatchObject({
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  });
  expect(headers["referrer-policy"], path).toMatch(/^(strict-origin-when-cross-origin|same-origin)$/);
  expect(headers["permissions-policy"], path).toContain("geolocation=()");
  const csp = headers["content-security-policy"] ?? "";
  for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]) {
    expect(csp, path).toContain(part);
  }
  expect(csp, path).toMatch(/script-src [^;]*'nonce-/);
  expect(csp, path).not.toContain("'unsafe-inline'");
  expect(csp, path).not.toContain("'unsafe-eval'");
  await hydrated(page);
}

test("every page sends the headers of a careful site and breaks none of its own rules", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const trouble: string[] = [];
  const watch = (watched: Page) => {
    watched.on("console", (message) => {
      // That a page answers 404 is what was asked for.
      if (message.type() === "error" && !message.text().includes("status of 404")) trouble.push(`${watched.url()}: ${message.text()}`);
    });
    watched.on("pageerror", (error) => trouble.push(`${watched.url()}: ${error.message}`));
  };
  watch(page);
  await checkHead(page, "/sign-in");
  await checkHead(page, "/demo/mail");
  await signIn(page, "agent");
  const wizard = new Wizard(page, haddads());
  await wizard.toReceipt();
  const draft = new URL(page.url()).pathname.replace(/\/receipt$/, "");
  const steps = ["account", "people", "lines", "plans", "limits", "receipt"].map((step) => `${draft}/${step}`);
  for (const path of ["/accounts", "/accounts?q=mensah", "/accounts/AID-mensah", "/drafts", ...steps, "/nowhere"]) {
    await checkHead(page, path);
  }
  await page.goto(`${draft}/receipt`);
  await hydrated(page);
  await wizard.create();
  await wizard.done();
  await checkHead(page, new URL(page.url()).pathname);

  const context = await browser.newContext();
  const theirs = await context.newPage();
  watch(theirs);
  await signIn(theirs, "manager");
  for (const path of ["/home", "/lines/%2B18015550141"]) await checkHead(theirs, path);
  await context.close();
  expect(trouble).toEqual([]);
});
