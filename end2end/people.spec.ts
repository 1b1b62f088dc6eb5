// People of a family: invited, changed, removed; and leaving an account safely, of which nobody there hears.
import type { Page } from "@playwright/test";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  hydrated,
  open,
  password,
  people,
  signIn,
  test,
} from "./fixtures.ts";
import { link } from "./mail.ts";

const YAW = "yaw.mensah@example.com";

/** Fills in the invitation of somebody and sends it. */
async function invite(page: Page, person: RegExp, role: RegExp, looksAfter?: string): Promise<void> {
  await page.getByText("Choose whom to invite", { exact: true }).click();
  const choice = page.getByRole("option", { name: person });
  await page.getByLabel("Person", { exact: true }).selectOption((await choice.getAttribute("value")) ?? "");
  await page.getByRole("radio", { name: role }).check();
  if (looksAfter) await page.getByRole("checkbox", { name: looksAfter }).check();
  await page.getByRole("button", { name: "Send invitation" }).click();
  await hydrated(page);
}

test("a guardian is invited, comes in by mail, gets another role and is removed", async ({ own, mailbox, browser }) => {
  test.setTimeout(120_000);
  const { page, portal } = own;
  await signIn(page, "manager");
  await page.locator("summary", { hasText: "Dana Mensah, menu" }).click();
  await page.getByRole("link", { name: "People", exact: true }).click();
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
  await hydrated(page);
  await expect(page.getByText("What each role may do").first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  // A guardian of nobody is none.
  await invite(page, /^Yaw Mensah/, /^Guardian/);
  await expect(page.getByText("At least one is needed.").first()).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Guardian/ })).toBeChecked();
  await page.getByRole("checkbox", { name: "Ama Mensah" }).check();
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText("Invited. The mail with the link is on its way.")).toBeVisible();
  await expect(page.getByText("Invited, not in yet")).toBeVisible();

  const invitation = await mailbox.latest(YAW, /your access to/i, portal.url);
  expect(invitation.text).toContain("help look after your family");
  const context = await browser.newContext({ baseURL: portal.url });
  const yaw = await context.newPage();
  await open(yaw, link(invitation));
  await yaw.getByLabel("New password").fill(password);
  await yaw.getByLabel("The same again").fill(password);
  await yaw.getByRole("button", { name: "Save and sign in" }).click();
  await yaw.waitForURL("**/home");
  for (const [path, status] of [["/activity", 200], ["/people", 404], ["/transfers", 404], ["/accounts", 404], ["/separations", 404]] as const) {
    expect((await yaw.goto(path))?.status(), path).toBe(status);
  }

  await open(page, "/people");
  await page.getByRole("link", { name: "Change access of Yaw Mensah" }).click();
  await expect(page.getByRole("checkbox", { name: "Ama Mensah" })).toBeChecked();
  await hydrated(page);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("radio", { name: /^Member/ }).check();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByText("Saved. It holds at once.")).toBeVisible();
  expect((await yaw.goto("/activity"))?.status()).toBe(404);
  expect((await mailbox.latest(YAW, /your role was changed/i, portal.url)).text).toContain("Member");

  await page.getByRole("button", { name: "Remove access" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText(/Yaw Mensah no longer has access/)).toBeVisible();
  await yaw.goto("/home");
  await expect(yaw.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await context.close();

  await open(page, "/activity");
  for (const words of [/no access → Guardian, looks after Ama Mensah/, /Guardian, looks after Ama Mensah → Member/, /Member → no access/]) {
    await expect(page.getByText(words)).toBeVisible();
  }
  await page.getByRole("link", { name: "Change it back: Access removed" }).click();
  await page.waitForURL("**/people");
});

test("a member sees the own line alone, whichever address they try", async ({ page }) => {
  await signIn(page, "member");
  await expect(page.getByText("(801) 555-0143").first()).toBeVisible();
  await expect(page.getByText("(801) 555-0141")).toHaveCount(0);
  for (const path of ["/people", "/activity", "/transfers", "/accounts", "/separations", "/reference/hotlines", "/lines/%2B18015550141", "/lines/%2B18015550142"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "There is nothing here" }), path).toBeVisible();
  }
  await open(page, "/home");
  await page.locator("summary", { hasText: "Ama Mensah, menu" }).click();
  await expect(page.getByRole("link", { name: "A line of your own" })).toBeVisible();
  await expect(page.getByRole("link", { name: "People", exact: true })).toHaveCount(0);
});

test("somebody asks to leave safely, the manager sees nothing of it and staff see the clock", async ({ own, browser }) => {
  test.setTimeout(120_000);
  const { page, portal } = own;
  await open(page, "/sign-in");
  await page.getByRole("link", { name: "A line of your own" }).click();
  await expect(page.getByRole("heading", { name: "Leave an account safely" })).toBeVisible();
  expect(await page.title()).toMatch(/^Help/);
  await hydrated(page);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByLabel("Your name", { exact: true }).fill("Quiet Survivor");
  await page.getByRole("radio", { name: /^By e-mail/ }).check();
  await page.getByLabel("Numbers to take out").fill("801 555 0143");
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByLabel("Safe e-mail address")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Your name", { exact: true })).toHaveValue("Quiet Survivor");
  await page.getByLabel("Safe e-mail address").fill("safe.place@example.com");
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
  const receipt = new URL(page.url()).pathname;

  await signIn(page, "manager");
  for (const path of ["/home", "/activity", "/people", "/lines/%2B18015550143"]) {
    await open(page, path);
    expect(await page.content(), path).not.toContain("Survivor");
  }
  expect((await page.goto("/separations"))?.status()).toBe(404);

  const context = await browser.newContext({ baseURL: portal.url });
  const staff = await context.newPage();
  await signIn(staff, "agent");
  await open(staff, "/separations");
  await expect(staff.getByText(/^Due /)).toBeVisible();
  await staff.getByRole("link", { name: "Quiet Survivor" }).click();
  await expect(staff.getByText("safe.place@example.com")).toBeVisible();
  await hydrated(staff);
  await expectAccessible(staff);
  await expectNoSidewaysScroll(staff);
  await staff.getByLabel("State").selectOption("waiting");
  await staff.getByLabel("What the receipt says").fill("A paper from the shelter");
  await staff.getByRole("button", { name: "Save", exact: true }).click();
  await expect(staff.getByText("Saved. The receipt says so from now on.")).toBeVisible();
  await context.close();
  await page.goto(receipt);
  await expect(page.getByText("A paper from the shelter")).toBeVisible();
});

test("the way out leads away at once and not back", async ({ page, context }) => {
  await context.route("https://www.weather.gov/**", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Sunny</h1>" }));
  await open(page, "/sign-in");
  await open(page, "/leave-safely");
  const asked = page.waitForRequest("https://www.weather.gov/");
  await page.getByRole("link", { name: "Leave this page now" }).click();
  expect((await asked).headers().referer).toBeUndefined();
  await expect(page.getByRole("heading", { name: "Sunny" })).toBeVisible();
  await page.goBack();
  expect(new URL(page.url()).pathname).toBe("/sign-in");
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("leaving safely and inviting work all the same", async ({ page, context }) => {
    await context.route("https://www.weather.gov/**", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Sunny</h1>" }));
    await page.goto("/leave-safely");
    await page.getByLabel("Your name", { exact: true }).fill("Quiet Reader");
    await page.getByRole("radio", { name: /^Don’t contact me/ }).check();
    await page.getByLabel("Numbers to take out").fill("801 555 0143");
    await page.getByRole("button", { name: "Send request" }).click();
    await expect(page.getByRole("heading", { name: "We have your request" })).toBeVisible();
    const code = (await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()) ?? "";
    await page.goto("/leave-safely");
    await page.getByLabel("Your code").fill(code.toLowerCase());
    await page.getByRole("button", { name: "See how far it is" }).click();
    await expect(page.getByText(code, { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "Leave this page now" }).click();
    await expect(page.getByRole("heading", { name: "Sunny" })).toBeVisible();

    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill(people.manager);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/home");
    await page.goto("/people");
    await page.getByText("Choose whom to invite", { exact: true }).click();
    await page.getByRole("button", { name: "Send invitation" }).click();
    await expect(page.getByLabel("Person", { exact: true })).toHaveAttribute("aria-invalid", "true");
  });
});
