// The portal dies in the middle of a chain, again and again; what it began comes to its end, once.
import type { Page } from "@playwright/test";
import { counts, haddads, Wizard } from "./family.ts";
import { expect, signIn, test } from "./fixtures.ts";

/** How many operations of a chain are done; asked without a page, so that the portal dies soon after. */
async function doneOperations(page: Page, chain: string): Promise<number> {
  const headers = { accept: "application/json", "sec-fetch-site": "same-origin" };
  const answer = await page.request.post("/do/get-chain", { form: { chain }, headers });
  const { steps } = (await answer.json()) as { steps: { state: string }[] };
  return steps.filter(({ state }) => state === "done").length;
}

// The chain has thirteen operations. Between them the two tests kill it behind each but the last.
for (const [which, first] of [["odd", 1], ["even", 2]] as const) {
  test(`a portal that is killed behind every operation of ${which} number finishes what it began, once`, async ({ own }) => {
    test.setTimeout(480_000);
    const { portal, sandbox, page } = own;
    const family = haddads();
    await signIn(page, "agent");
    const wizard = new Wizard(page, family);
    await wizard.toReceipt();
    await sandbox.outage("slow", 300);
    await wizard.create();
    const progress = page.url();
    const chain = progress.split("/").at(-1) ?? "";

    // Whether something was bought is never guessed: when reading finds nothing, a person says so.
    const again = page.getByRole("button", { name: /try again/i });
    const done = page.getByText("All done. Everything on the receipt was made, once.");
    for (let operation = first; operation <= 12; operation += 2) {
      await expect(async () => {
        if ((await doneOperations(page, chain)) >= operation) return;
        await page.goto(progress);
        if (await again.isVisible()) await again.click();
        expect(await doneOperations(page, chain)).toBeGreaterThanOrEqual(operation);
      }).toPass({ timeout: 120_000, intervals: [20] });
      await portal.kill("SIGKILL");
      await portal.resume();
    }
    await sandbox.outage("ok");
    await expect(async () => {
      await page.goto(progress);
      if (await again.isVisible()) await again.click();
      await expect(done).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 150_000 });
    expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 2, 2]);
  });
}

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
