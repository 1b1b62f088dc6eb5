// Guardian: who gets through to whom, measured; in two tabs, with two guardians, without script, and when the network refuses.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, hydrated, open, people, password, signIn, test } from "./fixtures.ts";

const AMA = "/guardian/TSUID-ama.mensah";
const FILTER = "POST /v1.0/subscribers/message-filter";

test.use({ viewport: { width: 390, height: 844 } });
test.setTimeout(120_000);

/** What the bar at the foot of the form says. */
const bar = (page: Page, words: string | RegExp) => expect(page.getByText(words)).toBeVisible();

/** Saves, and waits until the page that comes is alive. */
async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForLoadState();
  await hydrated(page);
}

/** Chooses one of the segments of a bar. */
async function choose(page: Page, question: string, answer: string): Promise<void> {
  await page.getByRole("group", { name: question }).getByRole("radio", { name: answer, exact: true }).check();
}

/** Nobody touches the page: it looks again by itself, until the network was told and read back. */
async function stands(page: Page, words: string): Promise<void> {
  await expect(page.getByRole("heading", { name: words })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("On its way to the network")).toHaveCount(0, { timeout: 30_000 });
  await hydrated(page);
}

test("a level is chosen on a phone, reaches the network and is measured", async ({ own }) => {
  const { page, sandbox } = own;
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "manager");
  await open(page, "/home");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Guardian" }).first().click();
  await page.waitForURL("**/guardian");
  await hydrated(page);
  await page.getByRole("link", { name: "Ama Mensah" }).click();
  await page.waitForURL(`**${AMA}`);
  await hydrated(page);
  await expect(page.getByRole("heading", { name: "Texts: not filtered" })).toBeVisible();
  await bar(page, "No changes");
  await choose(page, "Texts that break a rule", "Stopped");
  await choose(page, "Level", "Child");
  // The level turns its switches before anything is saved, and a switch turned by hand makes it one's own.
  const links = page.getByRole("switch", { name: "Stop links" });
  await expect(links).toBeChecked();
  await bar(page, /^\d+ changes, stricter than now$/);
  await links.uncheck();
  await expect(page.getByRole("radio", { name: "Own choice" })).toBeChecked();
  await links.check();
  await expect(page.getByRole("radio", { name: "Child", exact: true })).toBeChecked();
  await page.getByRole("button", { name: "Undo" }).click();
  await bar(page, "No changes");
  await choose(page, "Texts that break a rule", "Stopped");
  await choose(page, "Level", "Child");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await save(page);
  await stands(page, "Texts are protected");
  await expect(page.getByText("Level Child.")).toBeVisible();
  const { calls } = await sandbox.state<{ calls: Record<string, number> }>();
  expect(calls[FILTER]).toBe(1);
  await expectAccessible(page);

  await page.getByLabel("The other number").fill("(646) 555-0199");
  await page.getByLabel("Saying").fill("free skins at bit.example/x");
  await page.getByLabel("At (optional)").fill("21:00");
  await page.getByRole("button", { name: "Try", exact: true }).click();
  await page.waitForURL("**/tester?**");
  await hydrated(page);
  await expect(page.getByText(/^Stopped\. Rule \d+: Unknown numbers are stopped/)).toBeVisible();
  await expect(page.getByText(/would have been stopped as well by: Rule \d+: Texts with links/)).toBeVisible();
  await expect(page.getByText("The order of the rules")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("911 is refused at the field, a grandmother goes in, and a list is pasted", async ({ own }) => {
  const { page } = own;
  await signIn(page, "manager");
  await open(page, AMA);
  await page.getByRole("link", { name: "Add a person" }).click();
  await page.waitForURL("**/contacts/new");
  await hydrated(page);
  await page.getByLabel("Name", { exact: true }).fill("Nobody");
  await page.getByLabel("Phone numbers").fill("911");
  await choose(page, "Calls", "Blocked");
  await page.getByRole("button", { name: "Save person" }).click();
  const numbers = page.getByLabel("Phone numbers");
  await expect(numbers).toHaveAccessibleDescription(/can never be blocked/);
  await expect(numbers).toHaveValue("911");
  await hydrated(page);
  await expectAccessible(page);
  await page.getByLabel("Name", { exact: true }).fill("Grandma Efua");
  await numbers.fill("(212) 555-0109\n(212) 555-0110");
  await choose(page, "Calls", "Allowed");
  await page.getByRole("button", { name: "Save person" }).click();
  await page.waitForURL(`**${AMA}`);
  await expect(page.getByRole("link", { name: "Grandma Efua" })).toBeVisible();
  await expect(page.getByText("(212) 555-0109 and 1 more")).toBeVisible();

  await open(page, `${AMA}/paste`);
  await page.getByLabel("People", { exact: true }).fill("Coach Lee, 385 555 0188\nno number\nPizza 24365");
  await page.getByRole("button", { name: "Add them" }).click();
  await expect(page.getByText("One person added.")).toBeVisible();
  await expect(page.getByText("2 lines did not go in")).toBeVisible();
  await expect(page.getByLabel("People", { exact: true })).toHaveValue("no number\nPizza 24365");
  await hydrated(page);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await open(page, AMA);
  await page.getByRole("link", { name: "Grandma Efua" }).click();
  await page.waitForURL("**/contacts/*");
  await hydrated(page);
  await page.getByRole("button", { name: "Remove this person" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await page.waitForURL(`**${AMA}`);
  await expect(page.getByRole("link", { name: "Grandma Efua" })).toHaveCount(0);
});

test("the network refuses half-way: the badge says what is missing, and it goes on", async ({ own }) => {
  const { page, sandbox } = own;
  await signIn(page, "manager");
  await open(page, AMA);
  await sandbox.post("faults", { operation: FILTER, effect: "400", times: 1 });
  await choose(page, "Texts that break a rule", "Stopped");
  await choose(page, "Level", "Teenager");
  await save(page);
  await expect(page.getByText("The network refused a change")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("heading", { name: "Texts are protected" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Try again" }).click();
  await stands(page, "Texts are protected");
  await expect(page.getByText("The network refused a change")).toHaveCount(0);
});

test("two tabs: the second is told, and loses nothing", async ({ own }) => {
  const { page } = own;
  await signIn(page, "manager");
  await open(page, AMA);
  const other = await page.context().newPage();
  await open(other, AMA);
  // What is typed there keeps the other tab from loading itself anew.
  await choose(other, "Texts that break a rule", "Only watch");
  await other.getByLabel("Phones that get a message").fill("801 555 0141");
  await choose(page, "Texts that break a rule", "Stopped");
  await save(page);
  await expect(other.getByText("Something changed here meanwhile.")).toBeVisible({ timeout: 40_000 });
  await save(other);
  await expect(other.getByText("Somebody else saved first")).toBeVisible();
  await expect(other.getByRole("radio", { name: "Only watch" })).toBeChecked();
  await expect(other.getByLabel("Phones that get a message")).toHaveValue("801 555 0141");
  await expectAccessible(other);
  await save(other);
  await expect(other.getByRole("heading", { name: "Texts are only watched" })).toBeVisible({ timeout: 30_000 });
});

test("a guardian loosens with the account manager's yes", async ({ own, browser }) => {
  const { page, portal } = own;
  await signIn(page, "guardian");
  await open(page, AMA);
  await choose(page, "Texts that break a rule", "Stopped");
  await page.getByRole("switch", { name: "Stop links" }).check();
  await save(page);
  await stands(page, "Texts are protected");
  await page.getByRole("switch", { name: "Stop links" }).uncheck();
  await bar(page, /looser than now\. What is looser waits for the account manager’s yes\./);
  await save(page);
  await expect(page.getByText("You asked to let more through")).toBeVisible();
  await expect(page.getByRole("switch", { name: "Stop links" })).toBeChecked();

  const context = await browser.newContext({ baseURL: portal.url });
  const theirs = await context.newPage();
  await signIn(theirs, "manager");
  await open(theirs, "/guardian");
  await expect(theirs.getByText("Something waits for a yes.")).toBeVisible();
  await open(theirs, AMA);
  await expect(theirs.getByText("Kofi Mensah asks to let more through")).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByRole("button", { name: "Yes, let it through" }).click();
  await expect(theirs.getByText("You said yes.")).toBeVisible();
  await context.close();
  await expect(page.getByText("You asked to let more through")).toHaveCount(0, { timeout: 40_000 });
  await expect(page.getByRole("switch", { name: "Stop links" })).not.toBeChecked();
});

test("a member finds nothing of it, and staff come from the account", async ({ page }) => {
  await signIn(page, "member");
  await expect(page.getByRole("link", { name: "Guardian" })).toHaveCount(0);
  for (const path of ["/guardian", AMA, `${AMA}/tester`, `${AMA}/paste`, `${AMA}/contacts/new`]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
  }
  await page.context().clearCookies();
  await signIn(page, "agent");
  await open(page, "/accounts/AID-mensah");
  await page.getByRole("link", { name: "Guardian of Ama Mensah" }).click();
  await page.waitForURL(`**${AMA}`);
  await expect(page.getByRole("heading", { name: "Ama Mensah" })).toBeVisible();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("a level is saved, and a wrong number comes back as it was typed", async ({ own, browser }) => {
    const context = await browser.newContext({ baseURL: own.portal.url, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill(people.manager);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/home");
    await page.goto(AMA);
    await choose(page, "Texts that break a rule", "Stopped");
    await choose(page, "Level", "Adolescent");
    const phones = page.getByLabel("Phones that get a message");
    await phones.fill("grandma");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(phones).toHaveAccessibleDescription(/A US phone number has ten digits/);
    await expect(phones).toHaveValue("grandma");
    await expect(page.getByRole("radio", { name: "Adolescent" })).toBeChecked();
    await phones.fill("(801) 555-0141");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    // The page looks again by itself.
    await expect(page.getByRole("heading", { name: "Texts are protected" })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("switch", { name: "Stop links" })).toBeChecked();
    await context.close();
  });
});
