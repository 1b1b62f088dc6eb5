// A number goes to another carrier: the lock, the PIN, and the alarm.
import { expect, expectAccessible, expectNoSidewaysScroll, open, password, people, signIn, test } from "./fixtures.ts";
import { link } from "./mail.ts";

const LEAVING = "/lines/%2B18015550141/leaving";

test("a PIN in two clicks, shown once, and an alarm that locks the line", async ({ own, mailbox, browser }) => {
  test.setTimeout(120_000);
  const { page, portal, sandbox } = own;
  await signIn(page, "manager");
  await open(page, "/lines/%2B18015550141");
  await page.getByRole("link", { name: "Lock and transfer PIN" }).first().click();
  await page.waitForURL("**/leaving");
  await expect(page.getByText("Locked", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByText("Get a transfer PIN", { exact: true }).click();
  const secret = page.getByLabel("Your password").first();
  await secret.fill("not the password");
  await page.getByRole("button", { name: "Unlock and get a PIN" }).click();
  await expect(page.getByLabel("Your password").first()).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Your password").first().fill(password);
  await page.getByRole("button", { name: "Unlock and get a PIN" }).click();
  await expect(page.getByText("Write it down now: it is shown this once")).toBeVisible({ timeout: 20_000 });
  const pin = (await page.locator("output").textContent())?.trim() ?? "";
  expect(pin).toMatch(/^\d{6}$/);
  await expectAccessible(page);
  const stored = async () => (await sandbox.state<{ calls: Record<string, number> }>()).calls["POST /v1.0/numbers/portout"];
  expect(await stored()).toBe(1);

  await page.reload();
  await expect(page.getByText("••••••")).toBeVisible();
  for (const path of [LEAVING, "/lines/%2B18015550141", "/home"]) {
    await open(page, path);
    expect(await page.content(), path).not.toContain(pin);
  }

  const mail = await mailbox.latest(people.manager, /PIN/);
  expect(mail.text).not.toContain(pin);
  const context = await browser.newContext({ baseURL: portal.url });
  const theirs = await context.newPage();
  const address = [...mail.text.matchAll(/https?:\/\/[^\s"<>]+/g)].map(([found]) => found).find((found) => found.includes("/not-me/"));
  expect(address ?? link(mail)).toContain("/not-me/");
  await open(theirs, address ?? "");
  await expectAccessible(theirs);
  await theirs.getByRole("button", { name: "This was not me: lock the line" }).click();
  await expect(theirs.getByRole("heading", { name: "The line is locked" })).toBeVisible();
  expect((await theirs.goto(address ?? ""))?.status()).toBe(410);
  await context.close();
  await open(page, LEAVING);
  await expect(page.getByText("Locked", { exact: true })).toBeVisible();
  // Another PIN, which nobody knows, took its place.
  await expect.poll(stored).toBe(2);
  // And who knows the password gets no other one today.
  await expect(page.getByText(/only our staff lift the locks of this line/)).toBeVisible();
  await expect(page.getByText("Get a new PIN", { exact: true })).toHaveCount(0);
  await expect(page.getByText("Lift the lock", { exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await open(page, "/lines/%2B18015550141/care/sim");
  await expect(page.getByText(/only our staff lift the locks of this line/)).toBeVisible();
  await expect(page.getByText("Get another SIM", { exact: true })).toHaveCount(0);
});

test("the lock is lifted with the password and put on without", async ({ own }) => {
  const { page } = own;
  await signIn(page, "manager");
  await open(page, LEAVING);
  await page.getByText("Lift the lock", { exact: true }).click();
  await page.locator("form[action='/do/lift-lock'] input[type=password]").fill(password);
  await page.getByRole("button", { name: "Lift it" }).click();
  await expect(page.getByText("Not locked", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Put the lock on" }).click();
  await expect(page.getByText("Locked", { exact: true })).toBeVisible();
});
