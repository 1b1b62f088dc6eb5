// A line's data on a phone: marks for two lines, a pause, and what a member sees of it.
import { expect, expectAccessible, expectNoSidewaysScroll, open, signIn, test } from "./fixtures.ts";
import type { Sandbox } from "./sandbox.ts";

const AMA = "+18015550143";
const KOFI = "+18015550142";
const LINE = "/lines/%2B18015550143";
const LIMITS = `${LINE}/limits`;

interface Line {
  number: string;
  notify_mb: number | null;
  throttle_mb: number | null;
  throttle_speed: string | null;
  limit_mb: number;
}

/** What the simulator holds of a line's data. */
async function marks(sandbox: Sandbox, number: string) {
  const { lines } = await sandbox.state<{ lines: Line[] }>();
  const line = lines.find((one) => one.number === number);
  return [line?.notify_mb, line?.throttle_mb, line?.throttle_speed, line?.limit_mb];
}

test("limits of two lines are set in one go, and each line has its verdict", async ({ own }) => {
  const { page, sandbox } = own;
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "manager");
  await open(page, LINE);
  await expect(page.getByRole("img", { name: /^Data used since|of 2 GB/ }).first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "Change limits of Ama" }).click();
  await page.waitForURL("**/limits");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.getByLabel("Notice at").fill("2 GB");
  await page.getByLabel("Slower from").fill("1 GB");
  await page.getByLabel("Stops at").fill("3 GB");
  const same = page.getByRole("group", { name: "The same for" }).first();
  await same.getByRole("checkbox", { name: /^Kofi Mensah/ }).check();
  await page.getByRole("button", { name: "Set limits" }).click();
  await expect(page.getByLabel("Slower from")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Notice at")).toHaveValue("2 GB");
  await expect(same.getByRole("checkbox", { name: /^Kofi Mensah/ })).toBeChecked();
  await expectAccessible(page);

  await page.getByLabel("Notice at").fill("500 MB");
  await page.getByLabel("Speed when slowed").selectOption("5-mbps");
  await page.getByRole("button", { name: "Set limits" }).click();
  const verdicts = page.getByRole("status").filter({ hasText: "Last change: the limits" });
  await expect(verdicts).toBeVisible({ timeout: 20_000 });
  await expect(verdicts.getByRole("listitem").filter({ hasText: "Ama Mensah" })).toContainText("Set");
  await expect(verdicts.getByRole("listitem").filter({ hasText: "Kofi Mensah" })).toContainText("Set");
  for (const number of [AMA, KOFI]) expect(await marks(sandbox, number)).toEqual([500, 1_000, "5-mbps", 3_000]);
  const { calls } = await sandbox.state<{ calls: Record<string, number> }>();
  expect(calls["POST /v1.0/numbers/data-usage"]).toBe(1);
});

test("data is paused and let go on with the limits from before", async ({ own }) => {
  const { page, sandbox } = own;
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "manager");
  const before = await marks(sandbox, AMA);
  await open(page, LIMITS);
  await page.getByLabel("How long").selectOption({ label: "For an hour" });
  await page.getByRole("button", { name: "Pause data" }).click();
  await expect(page.getByText(/^Data is paused by Dana Mensah/)).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => marks(sandbox, AMA)).toEqual([1, 2, "1-mbps", 3]);
  await expectAccessible(page);
  await open(page, "/home");
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "Let data go on: Ama" }).click();
  await page.waitForURL("**/limits#pause");
  await page.getByRole("button", { name: "Let data go on" }).click();
  await expect.poll(() => marks(sandbox, AMA)).toEqual(before);
  await open(page, "/home");
  await expect(page.getByText(/^Data is paused/)).toHaveCount(0);
});

test("a guardian sets limits of the child alone, and the child sees none of it", async ({ own, browser }) => {
  const { page, portal } = own;
  await signIn(page, "guardian");
  await open(page, LIMITS);
  await expect(page.getByRole("button", { name: "Set limits" })).toBeVisible();
  expect((await page.goto("/lines/%2B18015550141/limits"))?.status()).toBe(404);

  const context = await browser.newContext({ baseURL: portal.url, viewport: { width: 390, height: 844 } });
  const theirs = await context.newPage();
  await signIn(theirs, "member");
  await open(theirs, LINE);
  await expect(theirs.getByRole("heading", { name: "Data", exact: true })).toBeVisible();
  await expect(theirs.getByRole("link", { name: /^Change limits/ })).toHaveCount(0);
  await expectAccessible(theirs);
  await expectNoSidewaysScroll(theirs);
  expect((await theirs.goto(LIMITS))?.status()).toBe(404);
  await context.close();
});
