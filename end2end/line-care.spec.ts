// Looking after a line on a phone: lost and found, another SIM, where 911 sends help, voicemail, another number.
import { expect, expectAccessible, expectNoSidewaysScroll, hydrated, open, password, signIn, test } from "./fixtures.ts";
import type { Sandbox } from "./sandbox.ts";

test.use({ viewport: { width: 390, height: 844 } });

const NUMBER = "+18015550142";
const LINE = "/lines/%2B18015550142";
const CHILD = "/lines/%2B18015550143";

interface Line {
  number: string;
  status: string;
  iccid: string;
  extras: { voicemail: { email: string | null } | null; e911: { street1: string } | null };
}

/** The line as the simulator has it. */
async function truth(sandbox: Sandbox, number = NUMBER): Promise<Line | undefined> {
  const { lines } = await sandbox.state<{ lines: Line[] }>();
  return lines.find((line) => line.number === number);
}

test("a lost phone: suspended in two clicks, and restored", async ({ own }) => {
  const { page, sandbox } = own;
  await signIn(page, "manager");
  await open(page, LINE);
  await page.getByRole("link", { name: /^Suspend:/ }).click();
  await page.waitForURL("**/care/state");
  await hydrated(page);
  await expect(page.getByText("no 911 with this SIM")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Suspend the line" }).click();
  await expect(page.getByRole("button", { name: "Restore the line" })).toBeVisible({ timeout: 20_000 });
  expect((await truth(sandbox))?.status).toBe("Parked");
  await expectAccessible(page);
  await open(page, LINE);
  await expect(page.getByRole("heading", { name: "The line is suspended" })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: /^Restore:/ }).click();
  await page.getByRole("button", { name: "Restore the line" }).click();
  await expect(page.getByText("The line works again")).toBeVisible({ timeout: 20_000 });
  expect((await truth(sandbox))?.status).toBe("Active");
});

test("another SIM: a foreign card is refused at its field, an eSIM shows its new code", async ({ own }) => {
  const { page, sandbox } = own;
  const before = await truth(sandbox);
  const other = await truth(sandbox, "+18015550143");
  await signIn(page, "manager");
  await open(page, LINE);
  await page.getByRole("link", { name: /^Replace:/ }).click();
  await page.waitForURL("**/care/sim");
  await hydrated(page);
  await expect(page.getByText("Locked", { exact: true })).toBeVisible();
  await expectNoSidewaysScroll(page);
  const code = async () => {
    await page.getByText("Type it instead", { exact: true }).click();
    return page.getByText(/^LPA:1\$/).first().innerText();
  };
  const old = await code();
  await page.getByText("Get another SIM", { exact: true }).click();
  await page.getByRole("radio", { name: /^SIM card/ }).check();
  await page.getByLabel("SIM number (ICCID)").fill(other?.iccid ?? "");
  await page.locator("form[action='/do/swap-sim']").getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Unlock and replace the SIM" }).click();
  await expect(page.getByText("This SIM is already on another line.")).toBeVisible();
  await expect(page.getByLabel("SIM number (ICCID)")).toHaveValue(other?.iccid ?? "");
  await hydrated(page);
  await expectAccessible(page);

  await page.getByRole("radio", { name: /^eSIM/ }).check();
  await page.locator("form[action='/do/swap-sim']").getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Unlock and replace the SIM" }).click();
  await expect(page.getByText("The new SIM is there")).toBeVisible({ timeout: 20_000 });
  const after = await truth(sandbox);
  expect(after?.iccid).not.toBe(before?.iccid);
  await expect(page.getByRole("img", { name: /Activation code/ })).toBeVisible();
  expect(await code()).not.toBe(old);
  await expect(page.getByText("Locked", { exact: true })).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
});

test("an address 911 cannot find, then one it can", async ({ own }) => {
  const { page, sandbox } = own;
  await signIn(page, "manager");
  await open(page, LINE);
  await page.getByRole("link", { name: "Change: 911 address" }).click();
  await page.waitForURL("**/care/911");
  await hydrated(page);
  await expect(page.getByLabel("City")).toHaveValue("Lehi");
  await page.getByLabel("Street").fill("12 Nowhere Ln");
  await page.getByLabel("ZIP code").fill("99991");
  await page.getByRole("button", { name: "Store the address" }).click();
  await expect(page.getByText("911 does not know this address")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByLabel("Street")).toHaveValue("12 Nowhere Ln");
  await expect(page.getByLabel("Street")).toHaveAttribute("aria-invalid", "true");
  expect((await truth(sandbox))?.extras.e911).toBeNull();
  await hydrated(page);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByLabel("Street").fill("2701 N Thanksgiving Way");
  await page.getByLabel("ZIP code").fill("84043");
  await page.getByRole("button", { name: "Store the address" }).click();
  await expect(page.getByText("Help is sent to 2701 N Thanksgiving Way, Lehi, UT 84043.")).toBeVisible({ timeout: 20_000 });
  expect((await truth(sandbox))?.extras.e911?.street1).toBe("2701 N THANKSGIVING WAY");
});

test("a member switches the own voicemail on, with a PIN nobody sees again, and off", async ({ own }) => {
  const { page, sandbox } = own;
  await signIn(page, "member");
  await open(page, CHILD);
  await expect(page.getByRole("link", { name: /^Suspend:/ })).toHaveCount(0);
  await page.getByRole("link", { name: /Voicemail$/ }).click();
  await page.waitForURL("**/care/voicemail");
  await hydrated(page);
  await page.getByLabel("Voicemail PIN").fill("530917");
  await page.getByLabel("E-mail for notices").fill("ama@example.com");
  await page.getByRole("button", { name: "Switch voicemail on" }).click();
  await expect(page.getByText("Notices of new messages go to ama@example.com.")).toBeVisible({ timeout: 20_000 });
  expect((await truth(sandbox, "+18015550143"))?.extras.voicemail?.email).toBe("ama@example.com");
  expect(await page.content()).not.toContain("530917");
  await hydrated(page);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Switch voicemail off" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Switch off and delete" }).click();
  await expect(page.getByRole("button", { name: "Switch voicemail on" })).toBeVisible({ timeout: 20_000 });
  expect((await truth(sandbox, "+18015550143"))?.extras.voicemail).toBeNull();
});

test("another number, and where it leads", async ({ own }) => {
  const { page, sandbox } = own;
  const before = await truth(sandbox);
  await signIn(page, "manager");
  await open(page, LINE);
  await page.getByRole("link", { name: /^Change number:/ }).click();
  await page.waitForURL("**/care/number");
  await hydrated(page);
  await expect(page.getByText(/^2 changes left until/)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Area code").fill("385");
  await page.getByLabel("I know that the old number is gone for good").check();
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Get a new number" }).click();
  await expect(page.getByText("The line has its new number")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/^\(385\) 555-\d{4}$/).first()).toBeVisible();
  await expect(page).toHaveURL(/%2B1385555\d{4}\/care\/number$/);
  expect(await truth(sandbox)).toBeUndefined();
  const { lines } = await sandbox.state<{ lines: Line[] }>();
  expect(lines.filter((line) => line.iccid === before?.iccid)).toHaveLength(1);
  await hydrated(page);
  await expectNoSidewaysScroll(page);
  await page.getByLabel("Area code").waitFor();
  await open(page, `${LINE}/care/sim`);
  await expect(page).toHaveURL(/%2B1385555\d{4}\/care\/sim$/);
});
