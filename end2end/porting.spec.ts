// Numbers come over: the whole way, and every way it can go wrong.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, open, people, signIn, test } from "./fixtures.ts";
import { link } from "./mail.ts";
import { Bringing, e164, old, orders, pass, sentinel, stands, wantedDay } from "./porting.ts";

async function testLine(page: Page): Promise<void> {
  await page.getByRole("button", { name: "All of it works" }).click();
  await stands(page, /You may now cancel your old plan/);
}

test("a mobile number comes over, from the first page to the last test call", async ({ own }) => {
  test.setTimeout(180_000);
  const { page, sandbox } = own;
  const number = sentinel(414);
  await signIn(page, "manager");
  const bringing = new Bringing(page, { numbers: [number] });
  await bringing.toReceipt();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await bringing.press("Bring it over");
  await page.waitForURL("**/transfers/*");
  await stands(page, /^With Verizon/);
  await expect(page.getByText(/Don’t cancel your plan at Verizon yet/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await pass(sandbox, 2);
  await stands(page, /Verizon is working on it/);
  await pass(sandbox, 20);
  await stands(page, /Does everything work\?/);
  await testLine(page);
  expect(await orders(sandbox, number)).toHaveLength(1);
  await open(page, "/home");
  await expect(page.getByText(number).first()).toBeVisible();
});

test("a temporary number bridges the wait and ends by itself", async ({ own, mailbox }) => {
  test.setTimeout(180_000);
  const { page, portal, sandbox } = own;
  const number = sentinel(410);
  await signIn(page, "manager");
  await new Bringing(page, { numbers: [number] }).all();
  await stands(page, /^With Verizon/);
  const card = page.getByRole("region", { name: "A number until then" });
  // Twice in one breath, as on a slow phone.
  await card.getByRole("button", { name: "Get a temporary number" }).dblclick();
  const lent = card.getByRole("link", { name: /^\(\d{3}\) / });
  await expect(lent).toBeVisible({ timeout: 30_000 });
  const temporary = (await lent.textContent())?.trim() ?? "";
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const bought = async () => (await sandbox.state<{ calls: Record<string, number> }>()).calls["POST /v1.0/numbers/provision"];
  expect(await bought()).toBe(1);
  expect((await mailbox.latest(people.manager, /until/, portal.url)).subject).toContain(temporary);
  const transfer = page.url();
  await lent.click();
  await expect(page.getByText(`Until ${number} works here; then this one ends.`)).toBeVisible();
  await expectAccessible(page);
  await open(page, transfer);
  await pass(sandbox, 2);
  await stands(page, /Verizon is working on it/);
  await pass(sandbox, 20);
  await stands(page, /Does everything work\?/);
  await testLine(page);
  await expect(card.getByText(/stood in for this one and has ended/)).toBeVisible({ timeout: 60_000 });
  await open(page, "/activity");
  await expect(page.getByText("Temporary number ended")).toBeVisible();
});

test("pressed twice, sent twenty times at once, gone back to: one order", async ({ own }) => {
  const { page, portal, sandbox } = own;
  const number = sentinel(418);
  await signIn(page, "manager");
  const bringing = new Bringing(page, { numbers: [number] });
  await bringing.toReceipt();
  const receipt = page.url();
  await page.route("**/do/submit-draft", (route) => route.abort());
  const request = page.waitForRequest("**/do/submit-draft");
  await bringing.press("Bring it over");
  const sent = await request;
  await page.unroute("**/do/submit-draft");
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    accept: "text/html",
    origin: portal.url,
    "sec-fetch-site": "same-origin",
  };
  const post = () => page.request.post(sent.url(), { data: sent.postData() ?? "", headers, maxRedirects: 0 });
  const answers = await Promise.all(Array.from({ length: 20 }, post));
  expect(answers.map((answer) => answer.status())).toEqual(Array.from({ length: 20 }, () => 303));
  expect(new Set(answers.map((answer) => answer.headers().location)).size).toBe(1);
  await page.goto(answers[0]?.headers().location ?? "");
  await stands(page, /^With Verizon/);
  // The page may be loading itself anew at this moment.
  await expect(() => page.goto(receipt)).toPass();
  await page.waitForURL("**/transfers/*");
  expect(await orders(sandbox, number)).toHaveLength(1);

  // A second one of the same number leads to the first.
  const again = new Bringing(page, { numbers: [number] });
  await again.start();
  await again.fillNumbers();
  await again.press("Check it");
  await page.getByRole("link", { name: "Open that transfer" }).click();
  await page.waitForURL("**/transfers/*");
  expect(await orders(sandbox, number)).toHaveLength(1);
});

test("what was refused cannot be sent as it was, and a second tab does not send it twice", async ({ own }) => {
  const { page, sandbox } = own;
  const number = sentinel(414, "01");
  await signIn(page, "manager");
  await new Bringing(page, { numbers: [number] }).all();
  await stands(page, /^With Verizon/);
  await pass(sandbox, 6);
  await stands(page, /^One thing to fix/);
  const field = page.locator("[name='old.account_number']");
  await field.fill(old.accountNumber);
  await page.getByRole("button", { name: "Send it again" }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  const second = await page.context().newPage();
  await open(second, page.url());
  await second.locator("[name='old.account_number']").fill("0046512223");
  await second.getByRole("button", { name: "Send it again" }).click();
  await stands(second, /^With Verizon/);
  const { calls } = await sandbox.state<{ calls: Record<string, number> }>();
  expect(calls["POST /v1.0/numbers/portin/update"]).toBe(1);
});

test("a hard refusal is cancelled for good and begun anew with what was typed", async ({ own }) => {
  test.setTimeout(180_000);
  const { page, sandbox } = own;
  const number = sentinel(414, "23");
  await signIn(page, "manager");
  await new Bringing(page, { numbers: [number] }).all();
  await stands(page, /^With Verizon/);
  await pass(sandbox, 6);
  await stands(page, /^Stopped by/);
  await page.getByRole("button", { name: "Cancel and start again with what you typed" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel and start again" }).click();
  await page.waitForURL("**/numbers");
  await expect(page.getByLabel(/^Phone number/)).toHaveValue(/414.*555.*8023/);
  // The old order is over once it reads so; then the number may come.
  await expect(async () => {
    await page.getByRole("button", { name: "Check it", exact: true }).click();
    await page.waitForURL("**/old-account", { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByLabel("Name on the bill")).toHaveValue(old.holder);
  expect((await orders(sandbox, number)).map((order) => order.stage)).toEqual(["Cancelled"]);
});

test("a temporary number goes along when its order is begun anew", async ({ own }) => {
  test.setTimeout(180_000);
  const { page, sandbox } = own;
  const number = sentinel(414, "23");
  await signIn(page, "manager");
  const bringing = new Bringing(page, { numbers: [number] });
  await bringing.all();
  await stands(page, /^With Verizon/);
  await pass(sandbox, 6);
  await stands(page, /^Stopped by/);
  const first = page.url();
  const card = page.getByRole("region", { name: "A number until then" });
  const lent = card.getByRole("link", { name: /^\(\d{3}\) / });
  await card.getByRole("button", { name: "Get a temporary number" }).click();
  await expect(lent).toBeVisible({ timeout: 30_000 });
  const temporary = (await lent.textContent())?.trim() ?? "";
  await page.getByRole("button", { name: "Cancel and start again with what you typed" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel and start again" }).click();
  await page.waitForURL("**/numbers");
  await expect(async () => {
    await bringing.press("Check it");
    await page.waitForURL("**/old-account", { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await bringing.ready();
  await bringing.fillOldAccount();
  await bringing.press("Choose lines");
  await bringing.at("lines-in");
  await bringing.fillLines();
  await bringing.press("Read the letter");
  await bringing.at("authorise");
  await bringing.sign();
  await bringing.press("Read the receipt");
  await bringing.at("receipt");
  await bringing.press("Bring it over");
  await page.waitForURL("**/transfers/*");
  await stands(page, /^With Verizon/);
  await expect(lent).toHaveText(temporary);
  // It is the new order's now.
  await open(page, first);
  await expect(card).toHaveCount(0);
  const { calls } = await sandbox.state<{ calls: Record<string, number> }>();
  expect(calls["POST /v1.0/numbers/provision"]).toBe(1);
});

test("an order nobody finds is the provider's, with all that support asks for", async ({ own }) => {
  test.setTimeout(120_000);
  const { page, sandbox } = own;
  const number = sentinel(414, "90");
  await signIn(page, "manager");
  await new Bringing(page, { numbers: [number] }).all();
  await stands(page, /^With Verizon/);
  await pass(sandbox, 6);
  await stands(page, /Verizon is working on it/);
  const address = page.url();
  const cancel = async () => {
    await page.getByRole("button", { name: /^Cancel/ }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: /^Cancel/ }).click();
  };
  await cancel();
  await expect(page.getByText(/GENS-0041/).first()).toBeAttached({ timeout: 30_000 });
  expect(address).toBe(page.url());
});

test("a landline comes on the day that was asked for", async ({ own }) => {
  test.setTimeout(180_000);
  const { page, sandbox } = own;
  const number = sentinel(414, "00", 5);
  await signIn(page, "manager");
  const date = wantedDay();
  await new Bringing(page, { numbers: [number], date }).all();
  await stands(page, /^With Verizon/);
  await pass(sandbox, 7 * 24 * 60);
  await stands(page, /Verizon is working on it/);
  await pass(sandbox, 31 * 24 * 60);
  await stands(page, /Does everything work\?/);
});

test("an answer that was lost is found out by reading, and makes one order", async ({ own }) => {
  test.setTimeout(180_000);
  const { page, sandbox } = own;
  const number = sentinel(414);
  await signIn(page, "manager");
  await new Bringing(page, { numbers: [number], holder: "Dana Portlostreply" }).all();
  await stands(page, /^With Verizon/);
  await pass(sandbox, 20);
  await stands(page, /Does everything work\?/);
  expect(await orders(sandbox, number)).toHaveLength(1);
});

test("a portal that dies while it sends makes one order", async ({ own }) => {
  test.setTimeout(180_000);
  const { page, portal, sandbox } = own;
  const number = sentinel(414);
  await signIn(page, "manager");
  const bringing = new Bringing(page, { numbers: [number] });
  await bringing.toReceipt();
  await sandbox.outage("slow", 1500);
  await bringing.press("Bring it over");
  await page.waitForURL("**/transfers/*");
  const transfer = page.url();
  await expect.poll(async () => (await orders(sandbox, number)).length, { intervals: [30], timeout: 30_000 }).toBe(1);
  await portal.kill("SIGKILL");
  await sandbox.outage("ok");
  await portal.resume();
  // The page may be loading itself again just now.
  await expect(async () => void (await page.goto(transfer))).toPass();
  await stands(page, /^With Verizon/);
  expect(await orders(sandbox, number)).toHaveLength(1);
});

test("the holder signs through a link, which works once", async ({ own, mailbox, browser }) => {
  test.setTimeout(120_000);
  const { page, portal } = own;
  await signIn(page, "manager");
  const bringing = new Bringing(page, { numbers: [sentinel(414)] });
  await bringing.toLines();
  await bringing.fillLines();
  await bringing.press("Read the letter");
  await bringing.at("authorise");
  await page.getByRole("radio", { name: /^Somebody else signs/ }).check();
  await page.getByLabel("Full name of who signs").fill("Kofi Mensah");
  const email = `kofi.${Date.now()}@example.com`;
  await page.getByLabel("Their e-mail address").fill(email);
  await page.getByRole("button", { name: "Mail the link" }).click();
  const address = link(await mailbox.latest(email, /sign/i));
  const context = await browser.newContext({ baseURL: portal.url });
  const theirs = await context.newPage();
  await open(theirs, address);
  await expectAccessible(theirs);
  await theirs.getByLabel("Full name").fill("Kofi Mensah");
  await theirs.getByLabel("I agree and sign").check();
  await theirs.getByRole("button", { name: /^Sign/ }).click();
  await expect(theirs.getByText(/Thank you|signed/i).first()).toBeVisible();
  const used = await theirs.goto(address);
  expect(used?.status()).toBe(410);
  await context.close();
  await page.reload();
  await bringing.press("Read the receipt");
  await bringing.at("receipt");
  await bringing.press("Bring it over");
  await page.waitForURL("**/transfers/*");
  await stands(page, /^With Verizon/);
});

test("numbers that cannot come say why, at the field", async ({ own }) => {
  const { page } = own;
  await signIn(page, "manager");
  const bringing = new Bringing(page, { numbers: [""] });
  await bringing.start();
  const field = page.getByLabel(/^Phone number/);
  for (const [typed, why] of [
    ["+44 20 7946 0958", /Only US numbers/],
    ["12345", /ten digits/],
    ["(415) 555-8011", /./],
    ["(800) 555-0199", /./],
  ] as const) {
    await field.fill(typed);
    await bringing.press("Check it");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(why);
    await expect(field).toHaveValue(typed);
  }
});

test("staff see every transfer, what is stuck first, and take it as a file", async ({ own, browser }) => {
  const { page, portal, sandbox } = own;
  const number = sentinel(414, "01");
  await signIn(page, "manager");
  await new Bringing(page, { numbers: [number] }).all();
  await stands(page, /^With Verizon/);
  await pass(sandbox, 6);
  await stands(page, /^One thing to fix/);
  const context = await browser.newContext({ baseURL: portal.url });
  const staff = await context.newPage();
  await signIn(staff, "agent");
  await open(staff, "/transfers");
  await expectAccessible(staff);
  await expect(staff.getByRole("link", { name: number }).first()).toBeVisible();
  const file = await staff.request.get("/transfers.csv");
  expect(await file.text()).toContain(e164(number));
  await staff.getByRole("link", { name: number }).first().click();
  await stands(staff, /^One thing to fix/);
  await expectAccessible(staff);
  await context.close();
});
