// A wizard that is left in the middle, by whatever way, keeps what was typed.
import { haddads, Wizard } from "./family.ts";
import { expect, hydrated, open, password, people, signIn, test } from "./fixtures.ts";

test("by the stepper, to a step done before", async ({ page, isMobile }) => {
  test.skip(isMobile, "phones go back step by step");
  await signIn(page, "agent");
  const wizard = new Wizard(page, haddads());
  await wizard.start();
  await wizard.fillAccount();
  await wizard.next("Choose people", "people");
  await page.getByLabel("Name", { exact: true }).fill("Rana Haddad");
  await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "Account" }).click();
  await wizard.at("account");
  await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "People" }).click();
  await wizard.at("people");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Rana Haddad");
});

test("by a link elsewhere, before it was saved by itself", async ({ page }) => {
  await signIn(page, "agent");
  const wizard = new Wizard(page, haddads());
  await wizard.start();
  const step = page.url();
  await page.getByLabel("Family name").fill(wizard.family.name);
  await page.goto("/accounts");
  await expect(async () => {
    await page.goto(step);
    await expect(page.getByLabel("Family name")).toHaveValue(wizard.family.name, { timeout: 500 });
  }).toPass();
});

test("by signing out; it goes on after signing in, and on another device", async ({ page, browser }) => {
  await signIn(page, "agent");
  const wizard = new Wizard(page, haddads());
  await wizard.start();
  await wizard.fillAccount();
  await wizard.next("Choose people", "people");
  await wizard.fillPeople();
  await wizard.next("Choose lines", "lines");
  const draft = page.url();
  await page.context().clearCookies();

  const device = await browser.newContext();
  const other = await device.newPage();
  await signIn(other, "owner");
  await open(other, "/drafts");
  await other.getByRole("link", { name: `Go on with ${wizard.family.name}` }).click();
  await other.waitForURL(draft);
  await expect(other.getByRole("group", { name: "Line for Lina Haddad" })).toBeVisible();
  await device.close();

  await page.goto(draft);
  await page.getByLabel("E-mail address").fill(people.agent);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(draft);
  await expect(page.getByRole("group", { name: "Line for Sami Haddad" })).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("a form sent after the session was over comes back as it was typed", async ({ page }) => {
      const ready = async () => {
        if (javaScriptEnabled) await hydrated(page);
      };
      const signInHere = async () => {
        await page.getByLabel("E-mail address").fill(people.agent);
        await page.getByLabel("Password", { exact: true }).fill(password);
        await page.getByRole("button", { name: "Sign in" }).click();
      };
      await page.goto("/sign-in");
      await signInHere();
      await page.waitForURL("**/accounts");
      await ready();
      const wizard = new Wizard(page, haddads(), javaScriptEnabled);
      await wizard.start();
      const step = page.url();
      await page.context().clearCookies();
      await wizard.fillAccount();
      await page.getByRole("button", { name: "Choose people" }).click();
      await page.waitForURL("**/sign-in?next=*");
      await signInHere();
      await page.waitForURL(step);
      await ready();
      await expect(page.getByText("You were signed out before this was saved.")).toBeVisible();
      await expect(page.getByLabel("Family name")).toHaveValue(wizard.family.name);
      await expect(page.getByLabel("City", { exact: true }).first()).toHaveValue("Lehi");
      await wizard.next("Choose people", "people");
    });
  });
}

test("a draft is thrown away only after a question", async ({ page }) => {
  await signIn(page, "agent");
  const wizard = new Wizard(page, haddads());
  await wizard.start();
  await wizard.fillAccount();
  await wizard.next("Choose people", "people");
  const draft = page.url();
  await open(page, "/drafts");
  const opener = page.getByRole("button", { name: `Throw away: ${wizard.family.name}` });
  await opener.click();
  const question = page.getByRole("dialog", { name: `Throw “${wizard.family.name}” away?` });
  await question.getByRole("button", { name: "Keep it" }).click();
  await expect(question).toBeHidden();
  await opener.click();
  await question.getByRole("button", { name: "Throw away" }).click();
  await expect(page.getByText("Thrown away.")).toBeVisible();
  expect((await page.goto(draft))?.status()).toBe(404);
});

test("a person is removed only after a question, and the others keep theirs", async ({ page }) => {
  await signIn(page, "agent");
  const wizard = new Wizard(page, haddads());
  await wizard.start();
  await wizard.fillAccount();
  await wizard.next("Choose people", "people");
  await wizard.fillPeople();
  await page.getByRole("button", { name: "Remove person 2" }).click();
  const question = page.getByRole("dialog");
  await expect(question).toContainText("The line, plan and limits chosen for them are removed, too.");
  await question.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveCount(2);
  await hydrated(page);
  await expect(page.getByLabel("Name", { exact: true }).nth(1)).toHaveValue("Lina Haddad");
  await page.getByRole("button", { name: "Add a person" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveCount(3);
  await expect(page.getByLabel("Name", { exact: true }).nth(2)).toBeFocused();
});
