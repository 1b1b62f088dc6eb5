// A family from nothing to live lines: what the receipt said is what Telegent holds, and the manager sees it.
import { counts, haddads, made, national, Wizard } from "./family.ts";
import { expect, hydrated, signIn, test } from "./fixtures.ts";
import { link } from "./mail.ts";

test("a family of three with two new lines is made as its receipt says, and its manager gets in", async ({
  page,
  browser,
  sandbox,
  mailbox,
}) => {
  test.setTimeout(120_000);
  const family = haddads();
  const [manager, , child] = family.people;
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.toReceipt();

  const item = (title: string) => page.getByRole("listitem").filter({ hasText: title });
  await expect(item(`Account “${family.name}”`)).toContainText("2701 N Thanksgiving Way, Lehi, UT 84043");
  await expect(item("Message route")).toBeVisible();
  await expect(item("Voice route")).toBeVisible();
  for (const [i, person] of family.people.entries()) {
    await expect(item(person.email)).toContainText(person.name);
    await expect(item(person.email)).toContainText(i === 0 ? "Account manager, gets an invitation" : "Member");
  }
  await expect(item("New number for Rana Haddad")).toContainText("From area code 385, eSIM");
  await expect(item("New number for Lina Haddad")).toContainText("From ZIP 84043, eSIM");
  await expect(item("New number for Sami Haddad")).toHaveCount(0);
  await expect(item("Family 10 GB for Rana Haddad")).toContainText("Notice at 8 GB, from 9 GB slowed to 1 Mbps, stops at 10 GB");
  await expect(item("Family 10 GB for Rana Haddad")).toContainText("$39.99 a month");
  await expect(item("Kids 2 GB for Lina Haddad")).toContainText("Notice at 1 GB, from 1.5 GB slowed to 1 Mbps, stops at 2 GB");
  await expect(item("Kids 2 GB for Lina Haddad")).toContainText("$15.00 a month");
  await expect(page.getByRole("paragraph").filter({ hasText: "Each month" })).toHaveText(/\$54\.99$/);
  expect(await counts(sandbox, family.name)).toEqual([0, 0, 0, 0, 0, 0]);

  await wizard.create();
  await wizard.done();
  await expect(page.getByText("All 13 done.")).toBeVisible();
  for (const name of ["Rana Haddad", "Lina Haddad"]) {
    await expect(page.getByRole("img", { name: `eSIM of ${name}` })).toBeVisible();
  }
  await expect(page.getByRole("img", { name: "eSIM of Sami Haddad" })).toHaveCount(0);

  const now = await made(sandbox, family.name);
  const address = { street1: "2701 N Thanksgiving Way", city: "Lehi", state: "UT", zip: "84043" };
  expect(now.accounts).toHaveLength(1);
  expect(now.accounts[0]).toMatchObject({ account_admin: manager?.email, billing_address: address, mailing_address: address });
  expect(now.subscribers.map(({ name, email, role }) => ({ name, email, role }))).toEqual(
    family.people.map(({ name, email }, i) => ({ name, email, role: i === 0 ? "Manager" : "Subscriber" })),
  );
  expect(now.message_routes).toHaveLength(1);
  expect(now.voice_routes).toHaveLength(1);
  const id = (email?: string) => now.subscribers.find((person) => person.email === email)?.subscriber_id;
  const [first, second] = [manager, child].map((person) => now.lines.find((line) => line.subscriber_id === id(person?.email)));
  expect(now.lines).toHaveLength(2);
  const routes = { message_route_id: now.message_routes[0]?.message_route_id, voice_route_id: now.voice_routes[0]?.call_route_id };
  expect(first).toMatchObject({ ...routes, notify_mb: 8_000, throttle_mb: 9_000, limit_mb: 10_000, throttle_speed: "1-mbps" });
  expect(second).toMatchObject({ ...routes, zip: "84043", notify_mb: 1_000, throttle_mb: 1_500, limit_mb: 2_000, throttle_speed: "1-mbps" });
  expect(first?.number).toMatch(/^\+1385555\d{4}$/);
  const plan = (line?: { nid: string }) => now.subscriptions.find(({ tnid }) => line && tnid?.endsWith(line.nid));
  expect(now.subscriptions).toHaveLength(2);
  expect(plan(first)).toMatchObject({ subscriber_id: id(manager?.email), package_id: "PID-family-10", iccid: first?.iccid, active: true });
  expect(plan(second)).toMatchObject({ subscriber_id: id(child?.email), package_id: "PID-kids-2", iccid: second?.iccid, active: true });
  for (const line of now.lines) await expect(page.getByRole("paragraph").filter({ hasText: national(line.number) })).toBeVisible();

  const mail = await mailbox.latest(manager?.email ?? "", /your access to/i);
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await theirs.goto(link(mail));
  await hydrated(theirs);
  await expect(theirs.getByRole("heading", { name: "Welcome, Rana Haddad" })).toBeVisible();
  await theirs.getByLabel("New password").fill("seven wide rivers");
  await theirs.getByLabel("The same again").fill("seven wide rivers");
  await theirs.getByRole("button", { name: "Save and sign in" }).click();
  await theirs.waitForURL("**/home");
  for (const [name, line] of [["Rana", first], ["Lina", second]] as const) {
    const card = theirs.getByRole("listitem").filter({ has: theirs.getByRole("link", { name, exact: true }) });
    await expect(card).toContainText(national(line?.number ?? ""));
    await expect(card).toContainText("Active");
  }
  await expect(theirs.getByRole("link", { name: "Sami", exact: true })).toHaveCount(0);
  await context.close();
});

test("a mailing address of its own goes where it belongs", async ({ page, sandbox }) => {
  const family = haddads();
  family.people = family.people.slice(1, 2);
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.start();
  await wizard.fillAccount();
  await page.getByLabel("The same as the billing address").uncheck();
  const mailing = (label: string) => page.getByLabel(label, { exact: true }).nth(1);
  await mailing("Street").fill("350 Fifth Avenue");
  await page.getByLabel("Apartment or suite").nth(1).fill("Suite 7");
  await mailing("City").fill("New York");
  await mailing("State").selectOption("NY");
  await mailing("ZIP code").fill("10118");
  await wizard.next("Choose people", "people");
  await wizard.fillPeople();
  await wizard.next("Choose lines", "lines");
  await wizard.fillLines();
  await wizard.next("Choose plans", "plans");
  await wizard.next("Set limits", "limits");
  await wizard.next("Read the receipt", "receipt");
  await expect(page.getByRole("listitem").filter({ hasText: `Account “${family.name}”` })).toContainText(
    "Bills to 2701 N Thanksgiving Way, Lehi, UT 84043 · parcels to 350 Fifth Avenue, Suite 7, New York, NY 10118",
  );
  await wizard.create();
  await wizard.done();
  const now = await made(sandbox, family.name);
  expect(now.accounts[0]).toMatchObject({
    billing_address: { street1: "2701 N Thanksgiving Way", zip: "84043" },
    mailing_address: { street1: "350 Fifth Avenue", street2: "Suite 7", city: "New York", state: "NY", zip: "10118" },
  });
  expect(await counts(sandbox, family.name)).toEqual([1, 1, 0, 0, 0, 0]);
});
