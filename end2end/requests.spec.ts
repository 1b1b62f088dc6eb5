// A member asks, and whoever looks after them answers: in the portal, from the mail, with the manager's yes, without script.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, hydrated, open, password, people, type Person, signIn, test } from "./fixtures.ts";
import { link } from "./mail.ts";

const AMA = "/guardian/TSUID-ama.mensah";

test.use({ viewport: { width: 390, height: 844 } });
test.setTimeout(120_000);

/** Asks to text somebody, and waits for the page that says so. */
async function askFor(page: Page, name: string): Promise<void> {
  const form = page.getByRole("region", { name: "Somebody to call or text" });
  await form.getByLabel("Who is it?").fill(name);
  await form.getByLabel("Their phone number").fill("(385) 555-0188");
  await form.getByRole("radio", { name: "Texts only" }).check();
  await form.getByLabel("Why? They read this.").fill("for the tournament on Saturday");
  await form.getByRole("button", { name: "Ask for this person" }).click();
  await expect(page.getByText(`${name} (385) 555-0188: texts`).first()).toBeVisible();
}

test("asked on one phone, answered on another", async ({ own, browser }) => {
  const { page, portal } = own;
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "member");
  await open(page, "/home");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Ask" }).first().click();
  await page.waitForURL("**/ask");
  await hydrated(page);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  // 911 needs no asking, and what was typed stays.
  const form = page.getByRole("region", { name: "Somebody to call or text" });
  await form.getByLabel("Who is it?").fill("Police");
  await form.getByLabel("Their phone number").fill("911");
  await form.getByRole("button", { name: "Ask for this person" }).click();
  await expect(page.getByLabel("Their phone number")).toHaveAccessibleDescription(/always gets through/);
  await expect(page.getByLabel("Who is it?")).toHaveValue("Police");
  await hydrated(page);
  await expectAccessible(page);
  await askFor(page, "Coach Lee");
  await expect(page.getByText("Waiting for an answer")).toBeVisible();
  await askFor(page, "Coach Lee");
  await expect(page.getByLabel("Their phone number")).toHaveAccessibleDescription(/asked for this already/);

  const context = await browser.newContext({ baseURL: portal.url, viewport: { width: 390, height: 844 } });
  const theirs = await context.newPage();
  await signIn(theirs, "manager");
  await open(theirs, "/home");
  await expect(theirs.getByRole("heading", { name: "One request is waiting for you" })).toBeVisible();
  await expect(theirs.getByText("for the tournament on Saturday")).toBeVisible();
  await expectAccessible(theirs);
  await expectNoSidewaysScroll(theirs);
  await theirs.getByText("Add a reason, or choose a day").click();
  await theirs.getByLabel("Your reason, which they read").fill("Good luck");
  await theirs.getByRole("button", { name: "Until Sunday" }).click();
  await expect(theirs.getByText("Granted. It is being set up now")).toBeVisible();
  await expect(theirs.getByRole("heading", { name: "One request is waiting for you" })).toHaveCount(0);
  await open(theirs, "/requests");
  await expect(theirs.getByText("Nothing waits for you")).toBeVisible();
  await expect(theirs.getByText("“Good luck”")).toBeVisible();
  await expectAccessible(theirs);
  await expectNoSidewaysScroll(theirs);
  await open(theirs, AMA);
  await expect(theirs.getByRole("link", { name: "Coach Lee" })).toBeVisible();
  await context.close();

  await open(page, "/ask");
  await expect(page.getByText(/^Yes, until /)).toBeVisible();
  await expect(page.getByText("Good luck")).toBeVisible();
});

test("answered from the mail without signing in, once", async ({ own, mailbox, browser }) => {
  const { page, portal } = own;
  await signIn(page, "member");
  await open(page, "/ask");
  await askFor(page, "Nana Esi");
  const address = link(await mailbox.latest(people.manager, /Nana Esi/, portal.url));
  expect(address).toContain("/requests/answer/");
  const context = await browser.newContext({ baseURL: portal.url, viewport: { width: 390, height: 844 } });
  const theirs = await context.newPage();
  await open(theirs, address);
  await expect(theirs.getByText("for the tournament on Saturday")).toBeVisible();
  await expectAccessible(theirs);
  await expectNoSidewaysScroll(theirs);
  await theirs.getByLabel("Your reason, which they read").fill("Not this week");
  await theirs.getByRole("button", { name: "No", exact: true }).click();
  await expect(theirs.getByRole("heading", { name: "This request is answered" })).toBeVisible();
  await hydrated(theirs);
  await expectAccessible(theirs);
  await open(theirs, address);
  await expect(theirs.getByRole("heading", { name: "This request is answered" })).toBeVisible();
  await expect(theirs.getByRole("button", { name: "No", exact: true })).toHaveCount(0);
  await context.close();
  await open(page, "/ask");
  await expect(page.getByText("Not this week")).toBeVisible();
});

test("a guardian’s yes waits for the account manager", async ({ own, browser }) => {
  const { page, portal } = own;
  await signIn(page, "member");
  await open(page, "/ask");
  await askFor(page, "Coach Lee");
  const context = await browser.newContext({ baseURL: portal.url });
  const theirs = await context.newPage();
  await signIn(theirs, "guardian");
  await open(theirs, "/requests");
  await theirs.getByRole("button", { name: "Yes, always" }).click();
  await expect(theirs.getByText(/the account manager has to agree; they were asked/)).toBeVisible();
  await context.close();
  await open(page, "/ask");
  await expect(page.getByText(/said yes; the account manager has to agree/)).toBeVisible();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("more data is asked for, granted for today and told", async ({ own, browser }) => {
    const someone = async (person: Person) => {
      const context = await browser.newContext({ baseURL: own.portal.url, javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto("/sign-in");
      await page.getByLabel("E-mail address").fill(people[person]);
      await page.getByLabel("Password", { exact: true }).fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL("**/home");
      return page;
    };
    const ama = await someone("member");
    await ama.goto("/ask");
    const more = ama.getByLabel("How much more?");
    await more.fill("lots");
    await ama.getByRole("button", { name: "Ask for more data" }).click();
    await expect(more).toHaveAccessibleDescription(/Enter an amount above zero/);
    await expect(more).toHaveValue("lots");
    await more.fill("500 MB");
    await ama.getByRole("button", { name: "Ask for more data" }).click();
    await expect(ama.getByText("500 MB more data")).toBeVisible();
    const dana = await someone("manager");
    await dana.goto("/requests");
    await dana.getByRole("button", { name: "Just today" }).click();
    await expect(dana.getByText("Granted. It is being set up now")).toBeVisible();
    await ama.goto("/ask");
    await expect(ama.getByText("Yes, until the end of today")).toBeVisible();
    for (const page of [ama, dana]) await page.context().close();
  });
});

test("nobody asks for others, and members answer nothing", async ({ page }) => {
  await signIn(page, "member");
  expect((await page.goto("/requests"))?.status()).toBe(404);
  await page.context().clearCookies();
  await signIn(page, "manager");
  expect((await page.goto("/ask"))?.status()).toBe(404);
  expect((await page.goto("/requests/answer/00ff"))?.status()).toBe(410);
});
