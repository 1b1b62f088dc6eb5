// Every page against WCAG 2.2 AA as far as a machine can judge, light and dark, phone and desktop; and the wizard by
// keyboard alone.
import type { Locator, Page } from "@playwright/test";
import { haddads, solo, Wizard } from "./family.ts";
import { expect, expectAccessible, expectNoSidewaysScroll, hydrated, open, type Person, signIn, test } from "./fixtures.ts";
import { link } from "./mail.ts";
import { Bringing, pass, sentinel, stands } from "./porting.ts";

test.use({ reducedMotion: "reduce" } as object);
test.setTimeout(240_000);

/** The page as it stands, in both themes and at both widths; and nothing sticks out on the narrowest phones. */
async function inspect(page: Page): Promise<void> {
  const size = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [390, 1280]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 844 });
      await test.step(`${new URL(page.url()).pathname}, ${colorScheme}, ${width} px`, async () => {
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    }
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
  if (size) await page.setViewportSize(size);
}

test("pages before signing in", async ({ page }) => {
  for (const path of ["/sign-in", "/demo/mail", "/invitation/new", "/invitation/never-was-one", "/leave-safely", "/leave-safely/0000-0000-0000", "/nowhere"]) {
    await open(page, path);
    await inspect(page);
  }
  await open(page, "/sign-in");
  await page.getByLabel("E-mail address").fill("nobody.at.all@example.com");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await inspect(page);
});

/** Pages that need nothing but somebody who may see them. */
const pages: Record<string, { as: Person; paths: string[] }> = {
  "staff pages": {
    as: "agent",
    paths: [
      "/accounts",
      "/accounts?q=mensah",
      "/accounts?q=nobody-has-this",
      "/accounts/AID-mensah",
      "/accounts/AID-mensah/people",
      "/accounts/AID-mensah/activity",
      "/separations",
      "/separations?show=closed",
      "/nowhere",
    ],
  },
  "staff pages of transfers and reference data": {
    as: "agent",
    paths: [
      "/transfers",
      "/transfers?show=all",
      "/transfers/import",
      "/reference/refusals",
      "/reference/carriers",
      "/reference/hotlines",
      "/reference/levels",
    ],
  },
  "a line as staff see it": {
    as: "agent",
    paths: ["", "/limits", "/leaving", "/care/state"].map((part) => `/lines/%2B18015550143${part}`).concat("/guardian/TSUID-ama.mensah"),
  },
  "a family's pages": { as: "manager", paths: ["/home", "/lines/%2B18015550143", "/lines/%2B18015550143/limits", "/people", "/activity", "/requests", "/nowhere"] },
  "what a line needs": {
    as: "manager",
    paths: ["", "/care/sim", "/care/911", "/care/voicemail", "/care/number", "/care/state", "/care/phone"].map(
      (part) => `/lines/%2B18015550141${part}`,
    ),
  },
  "Guardian's pages": {
    as: "manager",
    paths: ["", "/TSUID-ama.mensah", ...["contacts/new", "paste", "tester?try.number=911", "tester?try.number=grandma"].map((part) => `/TSUID-ama.mensah/${part}`)].map(
      (part) => `/guardian${part}`,
    ),
  },
  "a member's pages": { as: "member", paths: ["/home", "/ask", "/lines/%2B18015550143"] },
};

for (const [name, { as, paths }] of Object.entries(pages)) {
  test(name, async ({ page }) => {
    await signIn(page, as);
    for (const path of paths) {
      await open(page, path);
      // Some are there for phones alone.
      for (const summary of await page.locator("main summary").all()) if (await summary.isVisible()) await summary.click();
      await inspect(page);
    }
  });
}

test("drafts of staff", async ({ page }) => {
  await signIn(page, "agent");
  const wizard = new Wizard(page, haddads());
  await wizard.start();
  await open(page, "/drafts");
  await inspect(page);
  await page.getByRole("button", { name: /^Throw away:/ }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await inspect(page);
});

test("the steps of another plan and of one more line", async ({ page }) => {
  await signIn(page, "agent");
  await open(page, "/accounts/AID-mensah");
  await page.getByRole("button", { name: /^Change plan of/ }).first().click();
  await page.waitForURL(/\/plans$/);
  await hydrated(page);
  await inspect(page);
  await open(page, "/accounts/AID-mensah");
  await page.getByRole("button", { name: "Add a line" }).click();
  await page.waitForURL(/\/people$/);
  await hydrated(page);
  await page.getByRole("radio", { name: /^Somebody new/ }).check();
  await inspect(page);
  await page.getByRole("radio", { name: /^Yaw Mensah/ }).check();
  await page.getByRole("button", { name: "Choose a number" }).click();
  await page.waitForURL(/\/lines$/);
  await hydrated(page);
  await page.getByRole("radio", { name: /^SIM card/ }).check();
  await page.getByText("Routes", { exact: true }).click();
  await expect(page.getByLabel("Route of texts")).toBeVisible();
  await inspect(page);
});

test("every step of the wizard, empty, wrong and right", async ({ page }) => {
  const family = haddads();
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.start();
  const wrong = async (verb: string) => {
    await page.getByRole("button", { name: verb, exact: true }).click();
    await expect(page.getByText(/needs? fixing$/)).toBeVisible();
    await hydrated(page);
    await inspect(page);
  };
  await inspect(page);
  await wrong("Choose people");
  await wizard.fillAccount();
  await wizard.next("Choose people", "people");
  await wrong("Choose lines");
  await wizard.fillPeople();
  await wizard.next("Choose lines", "lines");
  await wrong("Choose plans");
  await wizard.fillLines();
  await wizard.next("Choose plans", "plans");
  await wrong("Set limits");
  await wizard.fillPlans();
  await wizard.next("Set limits", "limits");
  await page.getByLabel("Stops at").first().fill("nothing");
  await wrong("Read the receipt");
  await wizard.fillLimits();
  await wizard.next("Read the receipt", "receipt");
  await inspect(page);
});

test("every step that brings a number, empty, wrong and right, and what follows", async ({ own }) => {
  const { page, sandbox } = own;
  await signIn(page, "manager");
  for (const path of ["/transfers", "/lines/%2B18015550141/leaving"]) {
    await open(page, path);
    await inspect(page);
  }
  const bringing = new Bringing(page, { numbers: [sentinel(414, "07")] });
  const wrong = async (verb: string) => {
    await bringing.press(verb);
    await expect(page.getByText(/needs? fixing$/)).toBeVisible();
    await hydrated(page);
    await inspect(page);
  };
  await bringing.start();
  await inspect(page);
  await wrong("Check it");
  await bringing.fillNumbers();
  await bringing.press("Check it");
  await bringing.at("old-account");
  await wrong("Choose lines");
  await bringing.fillOldAccount();
  await bringing.press("Choose lines");
  await bringing.at("lines-in");
  await wrong("Read the letter");
  await bringing.fillLines();
  await bringing.press("Read the letter");
  await bringing.at("authorise");
  await wrong("Read the receipt");
  await bringing.sign();
  await bringing.press("Read the receipt");
  await bringing.at("receipt");
  await inspect(page);
  await bringing.press("Bring it over");
  await page.waitForURL("**/transfers/*");
  await stands(page, /^With Verizon/);
  await inspect(page);
  await pass(sandbox, 6);
  await stands(page, /^One thing to fix/);
  await inspect(page);
  await page.locator("[name='old.pin']").fill("271828");
  await page.getByRole("button", { name: "Send it again" }).click();
  await stands(page, /^With Verizon/);
  await pass(sandbox, 20);
  await stands(page, /Does everything work\?/);
  await inspect(page);
});

test("a chain at work, stuck and done", async ({ own }) => {
  const { page, sandbox } = own;
  const family = solo({ areaCode: "291" });
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.toReceipt();
  await sandbox.outage("down");
  await wizard.create();
  await inspect(page);
  await sandbox.outage("ok");
  await expect(page.getByRole("heading", { name: "Number for Ada Okoye needs you" })).toBeVisible({ timeout: 60_000 });
  await inspect(page);
  await page.getByLabel("Area code").fill("801");
  await page.getByRole("button", { name: "Save and try again" }).click();
  await wizard.done();
  await inspect(page);
});

test("a family's menu and its invitation", async ({ page, browser, mailbox }) => {
  await signIn(page, "manager");
  await open(page, "/home");
  await page.locator("summary", { hasText: "Dana Mensah, menu" }).click();
  await inspect(page);
  const family = solo();
  const [manager] = family.people;
  if (manager) delete manager.line;
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const staff = await context.newPage();
  await signIn(staff, "agent");
  const wizard = new Wizard(staff, family);
  await wizard.toReceipt();
  await wizard.create();
  await wizard.done();
  await context.clearCookies();
  await open(staff, link(await mailbox.latest(manager?.email ?? "", /your access to/i)));
  await inspect(staff);
  await context.close();
});

/** Tab, until the focus is where it is wanted. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const focused = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 120 && !(await focused()); presses++) await page.keyboard.press("Tab");
  await expect(target).toBeFocused();
}

test("the wizard by keyboard alone", async ({ page }) => {
  const family = solo();
  const [person] = family.people;
  const wizard = new Wizard(page, family);
  await signIn(page, "agent");
  await open(page, "/accounts");
  const press = async (name: string) => {
    await tabTo(page, page.getByRole("button", { name, exact: true }));
    await page.keyboard.press("Enter");
  };
  const type = async (label: string, text: string) => {
    await tabTo(page, page.getByLabel(label, { exact: true }).first());
    await page.keyboard.type(text);
  };
  await press("New family");
  await wizard.at("account");
  await expect(page.getByLabel("Family name")).toBeFocused();
  await page.keyboard.type(family.name);
  await type("Street", "2701 N Thanksgiving Way");
  await type("City", "Lehi");
  await type("State", "Utah");
  await type("ZIP code", "84043");
  // Enter in a field does what the main button does.
  await page.keyboard.press("Enter");
  await wizard.at("people");
  await type("Name", person?.name ?? "");
  await type("E-mail address", person?.email ?? "");
  await press("Choose lines");
  await wizard.at("lines");
  await tabTo(page, page.getByLabel("Area code"));
  await page.keyboard.type("385");
  await press("Choose plans");
  await wizard.at("plans");
  await tabTo(page, page.getByRole("group", { name: `Plan for ${person?.name}` }).getByRole("radio").first());
  await page.keyboard.press("Space");
  await press("Set limits");
  await wizard.at("limits");
  await press("Read the receipt");
  await wizard.at("receipt");
  await press("Create");
  await page.waitForURL(/\/progress\//);
  await wizard.done();
});
