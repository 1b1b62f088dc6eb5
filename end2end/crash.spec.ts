// The portal dies in the middle of a chain, again and again; what it began comes to its end, once.
import { counts, haddads, Wizard } from "./family.ts";
import { expect, signIn, test } from "./fixtures.ts";

test("a portal that is killed again and again finishes what it began, once", async ({ own }) => {
  // An operation that was cut off is believed not to have happened only after 45 seconds of reading.
  test.setTimeout(480_000);
  const { portal, sandbox, page } = own;
  const family = haddads();
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.toReceipt();
  const before = await sandbox.writes();
  await sandbox.outage("slow", 300);
  await wizard.create();
  const progress = page.url();

  for (const operations of [1, 3, 5, 7]) {
    await expect
      .poll(async () => (await sandbox.writes()) - before, { timeout: 120_000, intervals: [20] })
      .toBeGreaterThanOrEqual(operations);
    await portal.kill("SIGKILL");
    await portal.resume();
  }

  await page.goto(progress);
  // Whether a number was bought is never guessed: when reading finds none, a person says so.
  const again = page.getByRole("button", { name: /try again/i });
  const done = page.getByText("All done. Everything on the receipt was made, once.");
  for (let numbers = 0; numbers < 2; numbers++) {
    await expect(done.or(again)).toBeVisible({ timeout: 150_000 });
    if (await done.isVisible()) break;
    await again.click();
    await page.waitForURL(/\/progress\//);
    await expect(again).toHaveCount(0);
  }
  await wizard.done(150_000);
  await sandbox.outage("ok");
  expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 2, 2]);
});

test("an operator may restart the portal while a chain runs", async ({ own }) => {
  test.setTimeout(120_000);
  const { portal, sandbox, page } = own;
  const family = haddads();
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.toReceipt();
  const before = await sandbox.writes();
  await sandbox.outage("slow", 200);
  await wizard.create();
  await expect.poll(async () => (await sandbox.writes()) - before, { intervals: [20] }).toBeGreaterThanOrEqual(2);
  // Asked to end, it finishes the call under way.
  await portal.kill("SIGTERM");
  await portal.resume();
  await page.reload();
  await wizard.done();
  expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 2, 2]);
});
