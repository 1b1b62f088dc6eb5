// An account that is there already: one more line, another plan.
import type { Page } from "@playwright/test";
import { counts, made, solo, unique, Wizard, type Family } from "./family.ts";
import { expect, hydrated, signIn, test } from "./fixtures.ts";

/** A family of one with one line, and its account page. */
async function withLine(page: Page): Promise<{ family: Family; wizard: Wizard }> {
  const family = solo();
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.toReceipt();
  await wizard.create();
  await wizard.done();
  await page.getByRole("link", { name: "Open the account" }).click();
  await expect(page.getByRole("heading", { name: family.name })).toBeVisible();
  await hydrated(page);
  return { family, wizard };
}

test("somebody of the family gets one more line", async ({ page, sandbox }) => {
  test.setTimeout(120_000);
  const { family, wizard } = await withLine(page);
  await page.getByRole("button", { name: "Add a line" }).click();
  await wizard.at("people");
  await expect(page.getByRole("heading", { name: "Who gets the line?" })).toBeVisible();
  await page.getByRole("radio", { name: /^Ada Okoye/ }).check();
  await wizard.next("Choose a number", "lines");
  await page.getByLabel("or ZIP code").fill("84043");
  await wizard.next("Choose a plan", "plans");
  await page.getByRole("radio", { name: "Kids 2 GB" }).check();
  await wizard.next("Set limits", "limits");
  // Proposed from what the plan has.
  await expect(page.getByLabel("Stops at")).toHaveValue("2 GB");
  await wizard.next("Read the receipt", "receipt");
  const items = page.getByRole("list").filter({ hasText: "New number for Ada Okoye" }).getByRole("listitem");
  await expect(items).toHaveCount(2);
  await expect(page.getByText("$15.00 a month")).toBeVisible();
  await page.getByRole("button", { name: "Add the line", exact: true }).click();
  await page.waitForURL(/\/progress\//);
  await wizard.done();
  // The routes that the first line has serve the second, too.
  expect(await counts(sandbox, family.name)).toEqual([1, 1, 1, 1, 2, 2]);
  const { lines } = await made(sandbox, family.name);
  expect(new Set(lines.map((line) => line.message_route_id)).size).toBe(1);
  expect(lines.map((line) => line.limit_mb).sort()).toEqual([2_000, 5_000]);
});

test("somebody new gets a line, with an address of their own", async ({ page, sandbox }) => {
  test.setTimeout(120_000);
  const { family, wizard } = await withLine(page);
  await page.getByRole("button", { name: "Add a line" }).click();
  await wizard.at("people");
  await page.getByRole("button", { name: "Choose a number", exact: true }).click();
  await expect(page.getByRole("group", { name: "Person" })).toHaveAccessibleDescription(/Please fill this in/);
  await page.getByRole("radio", { name: /^Somebody new/ }).check();
  await page.getByLabel("Name", { exact: true }).fill("Tobi Okoye");
  await page.getByLabel("E-mail address", { exact: true }).fill(family.people[0]?.email ?? "");
  await page.getByRole("button", { name: "Choose a number", exact: true }).click();
  await expect(page.getByLabel("E-mail address", { exact: true })).toHaveAccessibleDescription(/already in use/);
  const email = `tobi.${unique()}@example.com`;
  await page.getByLabel("E-mail address", { exact: true }).fill(email);
  await wizard.next("Choose a number", "lines");
  await page.getByLabel("Area code").fill("385");
  await wizard.next("Choose a plan", "plans");
  await page.getByRole("radio", { name: "Family 5 GB" }).check();
  await wizard.next("Set limits", "limits");
  await wizard.next("Read the receipt", "receipt");
  await page.getByRole("button", { name: "Add the line", exact: true }).click();
  await page.waitForURL(/\/progress\//);
  await wizard.done();
  expect(await counts(sandbox, family.name)).toEqual([1, 2, 1, 1, 2, 2]);
  const { subscribers, lines } = await made(sandbox, family.name);
  const tobi = subscribers.find((person) => person.email === email);
  expect(tobi).toMatchObject({ name: "Tobi Okoye", role: "Subscriber" });
  expect(lines.filter((line) => line.subscriber_id === tobi?.subscriber_id)).toHaveLength(1);
});

test("another plan takes the place of the one there is, and only that", async ({ page, sandbox }) => {
  test.setTimeout(120_000);
  const { family, wizard } = await withLine(page);
  const before = await made(sandbox, family.name);
  await page.getByRole("button", { name: /^Change plan of/ }).click();
  await wizard.at("plans");
  await page.getByRole("radio", { name: "Family 5 GB" }).check();
  await page.getByRole("button", { name: "Read the receipt", exact: true }).click();
  await expect(page.getByRole("group", { name: /^Plan for/ })).toHaveAccessibleDescription(/the plan the line has now/);
  await page.getByRole("radio", { name: "Family 10 GB" }).check();
  await wizard.next("Read the receipt", "receipt");
  await expect(page.getByText(/instead of Family 5 GB, \$25\.00 a month\. The data limits stay as they are\./)).toBeVisible();
  await page.getByRole("button", { name: "Change plan", exact: true }).click();
  await page.waitForURL(/\/progress\//);
  await wizard.done();
  const after = await made(sandbox, family.name);
  expect(after.subscriptions.filter((s) => s.active).map((s) => s.package_id)).toEqual(["PID-family-10"]);
  expect(after.lines).toEqual(before.lines);
  await page.getByRole("link", { name: "Open the account" }).click();
  await expect(page.getByText("Family 10 GB, $39.99 a month")).toBeVisible();
});
