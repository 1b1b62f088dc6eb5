// The whole way without a line of script.
import { counts, haddads, Wizard } from "./family.ts";
import { expect, password, people, test } from "./fixtures.ts";

test.use({ javaScriptEnabled: false });

test("without script a family is set up from sign-in to done", async ({ page, sandbox }) => {
  test.setTimeout(120_000);
  const family = haddads();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(people.agent);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/accounts");

  const wizard = new Wizard(page, family, false);
  await wizard.toReceipt();
  await wizard.create();
  // The page looks again by itself.
  await wizard.done();
  await expect(page.getByRole("img", { name: "eSIM of Rana Haddad" })).toBeVisible();
  expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 2, 2]);
});

test("without script a wrong field says what it needs and keeps what was typed", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(people.agent);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  const wizard = new Wizard(page, haddads(), false);
  await wizard.start();
  await wizard.fillAccount();
  const zip = page.getByLabel("ZIP code", { exact: true }).first();
  await zip.fill("123");
  await page.getByRole("button", { name: "Choose people" }).click();
  await expect(zip).toHaveValue("123");
  await expect(zip).toHaveAccessibleDescription(/A ZIP code has five digits/);
  await expect(page.getByLabel("Street", { exact: true }).first()).toHaveValue("2701 N Thanksgiving Way");
  await expect(page.getByRole("link", { name: "ZIP code of the billing address" })).toBeVisible();
});
