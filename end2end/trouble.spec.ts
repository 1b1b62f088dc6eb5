// What goes wrong is said in plain words, loses nothing, and can be mended.
import type { Page } from "@playwright/test";
import { counts, haddads, made, solo, unique, Wizard } from "./family.ts";
import { expect, hydrated, open, signIn, test } from "./fixtures.ts";
import { link, type Mailbox } from "./mail.ts";

/** The wizard at the step where numbers are chosen. */
async function atLines(page: Page, wizard: Wizard): Promise<void> {
  await wizard.start();
  await wizard.fillAccount();
  await wizard.next("Choose people", "people");
  await wizard.fillPeople();
  await wizard.next("Choose lines", "lines");
  await expect(page.getByRole("heading", { name: "Which numbers does the family get?" })).toBeVisible();
}

/** A card number of 19 digits, its last one the right check digit (Luhn) or, with `off`, another. */
function iccid(off = 0): string {
  const body = "89012403" + String(Date.now()).slice(-10);
  const sum = [...body].reverse().reduce((total, digit, i) => {
    const n = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return body + String(((10 - (sum % 10)) % 10 + off) % 10);
}

test.describe("Telegent", () => {
  for (const [mode, words] of [
    ["down", /Telegent (answered that it could not|can’t be asked right now|can’t be reached|could not do it)/],
    ["429", /Telegent asks us to go slower\. It goes on by itself\./],
  ] as const) {
    test(`answers ${mode === "down" ? "503" : mode}: it is said, and goes on when that is over`, async ({ own }) => {
      test.setTimeout(180_000);
      const { page, sandbox } = own;
      const family = haddads();
      await signIn(page, "agent");
      const wizard = new Wizard(page, family);
      await wizard.toReceipt();
      await sandbox.outage(mode);
      await wizard.create();
      await expect(page.getByText(words).first()).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText("0 of 13 done. You can close this page; it goes on by itself.")).toBeVisible();
      expect(await counts(sandbox, family.name)).toEqual([0, 0, 0, 0, 0, 0]);
      await sandbox.outage("ok");
      await wizard.done(120_000);
      expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 2, 2]);
    });
  }

  test("is slow: the page moves on with it", async ({ own }) => {
    test.setTimeout(120_000);
    const { page, sandbox } = own;
    const family = haddads();
    await signIn(page, "agent");
    const wizard = new Wizard(page, family);
    await wizard.toReceipt();
    await sandbox.outage("slow", 1_500);
    await wizard.create();
    await expect(page.getByText(/^[2-9] of 13 done/)).toBeVisible({ timeout: 30_000 });
    await sandbox.outage("ok");
    await wizard.done();
    expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 2, 2]);
  });

  test("forgets its tokens halfway: nobody notices", async ({ own }) => {
    test.setTimeout(120_000);
    const { page, sandbox } = own;
    const family = haddads();
    await signIn(page, "agent");
    const wizard = new Wizard(page, family);
    await wizard.toReceipt();
    const before = await sandbox.writes();
    await sandbox.outage("slow", 150);
    await wizard.create();
    for (const operations of [2, 5, 8]) {
      await expect.poll(async () => (await sandbox.writes()) - before, { intervals: [20], timeout: 30_000 }).toBeGreaterThanOrEqual(operations);
      await sandbox.post("expire-tokens");
    }
    await wizard.done();
    expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 2, 2]);
  });

  test("is silent about stock: the wizard goes on, and keeps what was typed", async ({ own }) => {
    const { page, sandbox } = own;
    await signIn(page, "agent");
    const family = solo({ areaCode: "415" });
    const wizard = new Wizard(page, family);
    await atLines(page, wizard);
    await sandbox.outage("down");
    await wizard.fillLines();
    await expect(page.getByText("Stock can’t be read right now; you can go on")).toBeVisible({ timeout: 20_000 });
    await page.getByRole("button", { name: "Choose plans" }).click();
    await page.waitForURL(/\/plans$/, { timeout: 45_000 });
    await page.getByRole("button", { name: "Back" }).click();
    await page.waitForURL(/\/lines$/);
    await expect(page.getByLabel("Area code")).toHaveValue("415");
  });
});

test("an account that Telegent refuses is mended where it stands", async ({ page, sandbox }) => {
  const family = haddads("refusal");
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.toReceipt();
  await wizard.create();
  await expect(page.getByRole("heading", { name: "Account needs you" })).toBeVisible({ timeout: 30_000 });
  const name = page.getByLabel("Family name");
  await expect(name).toHaveValue(family.name);
  const mended = family.name.replace(" refusal", "");
  await name.fill(mended);
  await page.getByRole("button", { name: "Save and try again" }).click();
  await wizard.done();
  await expect(page.getByRole("heading", { name: `Done: the ${mended} family` })).toBeVisible();
  expect(await counts(sandbox, mended)).toEqual([1, 3, 1, 1, 2, 2]);
});

test.describe("a purchase", () => {
  test("that Telegent refuses waits for a person and is mended with another area", async ({ page, sandbox }) => {
    test.setTimeout(120_000);
    const family = haddads();
    const line = family.people[2]?.line;
    if (line) Object.assign(line, { areaCode: "291", zip: undefined });
    await signIn(page, "agent");
    const wizard = new Wizard(page, family);
    await wizard.toReceipt();
    await wizard.create();
    await expect(page.getByRole("heading", { name: "Number for Lina Haddad needs you" })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText("It waits for you; what is made stays made.")).toBeVisible();
    expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 1, 0]);

    const code = page.getByLabel("Area code");
    await expect(code).toHaveValue("291");
    await code.fill("80");
    await page.getByRole("button", { name: "Save and try again" }).click();
    await expect(code).toHaveAccessibleDescription(/An area code has three digits/);
    await expect(code).toHaveValue("80");
    await code.fill("801");
    await page.getByRole("button", { name: "Save and try again" }).click();
    await wizard.done();
    expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 2, 2]);
    const { lines } = await made(sandbox, family.name);
    expect(lines.map(({ number }) => number.slice(0, 5)).sort()).toEqual(["+1385", "+1801"]);
  });

  test("that finds nothing in stock says so and waits", async ({ page, sandbox }) => {
    const family = solo({ areaCode: undefined, zip: "99990" });
    await signIn(page, "agent");
    const wizard = new Wizard(page, family);
    await wizard.toReceipt();
    await wizard.create();
    await expect(page.getByRole("heading", { name: "Number for Ada Okoye needs you" })).toBeVisible({ timeout: 30_000 });
    await page.getByLabel("ZIP code").fill("84043");
    await page.getByRole("button", { name: "Save and try again" }).click();
    await wizard.done();
    expect(await counts(sandbox, family.name)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test("is not even tried where there is no stock: the field says so", async ({ page }) => {
    const family = solo({ areaCode: undefined, zip: "59901" });
    await signIn(page, "agent");
    const wizard = new Wizard(page, family);
    await atLines(page, wizard);
    await wizard.fillLines();
    await page.getByRole("button", { name: "Choose plans" }).click();
    const zip = page.getByLabel("or ZIP code");
    await expect(zip).toHaveAccessibleDescription(/No numbers are available there right now/);
    await expect(zip).toHaveValue("59901");
    await expect(zip).toBeFocused();
  });
});

test("an e-mail address that somebody has is refused at its field", async ({ page }) => {
  const family = haddads();
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.start();
  await wizard.fillAccount();
  await wizard.next("Choose people", "people");
  await wizard.fillPeople();
  const address = page.getByLabel("E-mail address", { exact: true }).nth(1);
  await address.fill("Dana.Mensah@example.com");
  await page.getByRole("button", { name: "Choose lines" }).click();
  await expect(address).toHaveAccessibleDescription(/already in use/);
  await expect(address).toHaveValue("Dana.Mensah@example.com");
  await expect(page.getByLabel("Name", { exact: true }).nth(2)).toHaveValue("Lina Haddad");
  await address.fill(family.people[0]?.email ?? "");
  await page.getByRole("button", { name: "Choose lines" }).click();
  await expect(page.getByText("Two people have this e-mail address").first()).toBeVisible();
});

test("a SIM number with a wrong check digit is noticed, the right one is bought with", async ({ page, sandbox }) => {
  const card = iccid();
  const family = solo({ areaCode: "385", card });
  await signIn(page, "agent");
  const wizard = new Wizard(page, { ...family, people: family.people.map((p) => ({ ...p, line: { package: "Family 5 GB", areaCode: "385", card: iccid(3) } })) });
  await atLines(page, wizard);
  await wizard.fillLines();
  await page.getByRole("button", { name: "Choose plans" }).click();
  const field = page.getByLabel("SIM number (ICCID)");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(/digit/);
  await field.fill(card.replace(/(\d{4})/g, "$1 "));
  await wizard.next("Choose plans", "plans");
  await wizard.fillPlans();
  await wizard.next("Set limits", "limits");
  await wizard.next("Read the receipt", "receipt");
  await wizard.create();
  await wizard.done();
  expect((await made(sandbox, family.name)).lines.map((line) => line.iccid)).toEqual([card]);
  await expect(page.getByRole("img", { name: /^eSIM/ })).toHaveCount(0);
});

test("what is typed in any script comes back as it was, and is never markup", async ({ page }) => {
  const family = solo();
  await signIn(page, "agent");
  const wizard = new Wizard(page, { ...family, name: `Zoë Ñandú 李 & "Co" ${unique()}` });
  await wizard.start();
  await wizard.fillAccount();
  await wizard.next("Choose people", "people");
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("<img src=x onerror=alert(1)>");
  await page.getByLabel("E-mail address", { exact: true }).fill("not an address");
  await page.getByRole("button", { name: "Choose lines" }).click();
  await expect(name).toHaveValue("<img src=x onerror=alert(1)>");
  await expect(name).toHaveAccessibleDescription(/characters that can’t be used here/);
  await expect(page.getByLabel("E-mail address", { exact: true })).toHaveAccessibleDescription(/doesn’t look like an e-mail address/);
  await expect(name).toBeFocused();
  await page.getByRole("button", { name: "Back" }).click();
  await wizard.at("account");
  await expect(page.getByLabel("Family name")).toHaveValue(wizard.family.name);
});

test("ten megabytes are refused with a page that says so", async ({ page, baseURL }) => {
  await signIn(page, "agent");
  const answer = await page.request.post("/do/save-step", {
    headers: { accept: "text/html", origin: baseURL ?? "", "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
    data: `draft=x&account.name=${"a".repeat(10_000_000)}`,
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(413);
  expect(await answer.text()).toContain("That was too much at once");
});

test("a foreign number is not searched in vain", async ({ page }) => {
  await signIn(page, "agent");
  await page.getByRole("searchbox").first().fill("+44 20 7946 0018");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Only US numbers (+1) can be used here.")).toBeVisible();
});

test("what does not exist is answered 404, in the portal's own frame", async ({ page }) => {
  await signIn(page, "agent");
  const nobody = "00000000-0000-4000-8000-000000000000";
  for (const path of [
    "/nowhere",
    "/accounts/AID-nothing",
    "/accounts/AID-foreign",
    `/drafts/${nobody}/account`,
    "/drafts/nonsense/account",
    `/progress/${nobody}`,
    "/progress/%27%3B--",
    "/invitation",
  ]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "There is nothing here" }), path).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" }).first(), path).toBeVisible();
  }
});

test("a draft saved elsewhere is not overwritten, and what was typed is not lost", async ({ page, context }) => {
  const [first, second] = [haddads(), haddads()];
  await signIn(page, "agent");
  const wizard = new Wizard(page, first);
  await wizard.start();
  const address = page.url();
  const other = await context.newPage();
  await open(other, address);
  const late = new Wizard(other, second);

  await wizard.fillAccount();
  await wizard.next("Choose people", "people");

  await late.fillAccount();
  await other.getByRole("button", { name: "Choose people" }).click();
  await expect(other.getByText(/Nothing was overwritten: below is what you typed/)).toBeVisible();
  await expect(other.getByLabel("Family name")).toHaveValue(second.name);
  const third = await context.newPage();
  await open(third, address);
  await expect(third.getByLabel("Family name")).toHaveValue(first.name);
  // Nor does the page save by itself what was refused.
  const saved = other.waitForRequest("**/do/keep-step", { timeout: 2_500 });
  await hydrated(other);
  await other.getByLabel("Apartment or suite").first().fill("Suite 7");
  await expect(saved).rejects.toThrow();
  // Having seen that, saving again is meant.
  await hydrated(other);
  await late.next("Choose people", "people");
  await third.reload();
  await expect(third.getByLabel("Family name")).toHaveValue(second.name);
});

/** Sets a family up, as far as the mail to its manager, and answers the link in it. */
async function invitationOf(page: Page, mailbox: Mailbox): Promise<{ email: string; invitation: string }> {
  const family = solo();
  const email = family.people[0]?.email ?? "";
  if (family.people[0]) delete family.people[0].line;
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.toReceipt();
  await wizard.create();
  await wizard.done();
  return { email, invitation: link(await mailbox.latest(email, /your access to/i)) };
}

test("a link that is too old is renewed by mail, and the new one works", async ({ own, mailbox, browser }) => {
  const { page, portal } = own;
  const { email, invitation } = await invitationOf(page, mailbox);
  await portal.sql("update invitations set created_at = now() - interval '8 days', expires_at = now() - interval '1 day'");
  const context = await browser.newContext();
  const theirs = await context.newPage();
  const answer = await theirs.goto(invitation);
  expect(answer?.status()).toBe(410);
  await expect(theirs.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await theirs.getByLabel("E-mail address").fill(email);
  await theirs.getByRole("button", { name: "Mail me a new link" }).click();
  await expect(theirs.getByText("If this address was invited, a new link is on its way to it.")).toBeVisible();
  await expect.poll(async () => (await mailbox.to(email)).length).toBe(2);
  const renewed = link(await mailbox.latest(email, /your access to/i));
  expect(renewed).not.toBe(invitation);
  await open(theirs, renewed);
  await expect(theirs.getByRole("heading", { name: "Welcome, Ada Okoye" })).toBeVisible();
  await context.close();
});

test("a link that was used, or never was one, says so and offers a new one", async ({ page, browser, mailbox }) => {
  const { invitation } = await invitationOf(page, mailbox);
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await open(theirs, invitation);
  await theirs.getByLabel("New password").fill("short");
  await theirs.getByLabel("The same again").fill("shorter");
  await theirs.getByRole("button", { name: "Save and sign in" }).click();
  await expect(theirs.getByLabel("New password")).toHaveAccessibleDescription(/Use at least 12 characters/);
  await theirs.getByLabel("New password").fill("seven wide rivers");
  await theirs.getByLabel("The same again").fill("seven wide rivers");
  await theirs.getByRole("button", { name: "Save and sign in" }).click();
  await theirs.waitForURL("**/home");
  for (const old of [invitation, "/invitation/never-was-one"]) {
    const answer = await theirs.goto(old);
    expect(answer?.status()).toBe(410);
    await expect(theirs.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  }
  await theirs.getByLabel("E-mail address").fill(`nobody.${unique()}@example.com`);
  await theirs.getByRole("button", { name: "Mail me a new link" }).click();
  await expect(theirs.getByText("If this address was invited, a new link is on its way to it.")).toBeVisible();
  await context.close();
});
