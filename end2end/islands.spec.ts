// Each interactive part does what it is there for.
import { haddads, Wizard } from "./family.ts";
import { expect, hydrated, people, signIn, test } from "./fixtures.ts";

test("a field says what is wrong as it is left, and takes it back once mended", async ({ page }) => {
  await signIn(page, "agent");
  const wizard = new Wizard(page, haddads());
  await wizard.start();
  const zip = page.getByLabel("ZIP code", { exact: true }).first();
  await zip.fill("123");
  await zip.blur();
  await expect(zip).toHaveAttribute("aria-invalid", "true");
  await expect(zip).toHaveAccessibleDescription(/A ZIP code has five digits/);
  await zip.fill("84043");
  await zip.blur();
  await expect(zip).not.toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("A ZIP code has five digits")).toHaveCount(0);
});

test("checks go by whose field it is, leave choices alone, and keep what only the server knows", async ({ page }) => {
  await signIn(page, "agent");
  const family = haddads();
  const wizard = new Wizard(page, family);
  await wizard.start();
  await wizard.fillAccount();
  await wizard.next("Choose people", "people");
  await wizard.fillPeople();
  const address = page.getByLabel("E-mail address", { exact: true }).nth(2);
  await address.fill(people.manager);
  await page.getByRole("button", { name: "Choose lines" }).click();
  await expect(address).toHaveAccessibleDescription(/already in use/);
  await hydrated(page);
  await address.focus();
  await address.blur();
  await expect(address).toHaveAccessibleDescription(/already in use/);
  await address.fill(family.people[2]?.email ?? "");
  await address.blur();
  await expect(address).not.toHaveAttribute("aria-invalid", "true");
  await wizard.next("Choose lines", "lines");

  const last = page.getByLabel("Area code").nth(2);
  await last.fill("38");
  await last.blur();
  await expect(last).toHaveAccessibleDescription(/An area code has three digits/);
  await last.fill("385");
  await page.getByLabel("or ZIP code").nth(2).fill("84043");
  await page.getByLabel("or ZIP code").nth(2).blur();
  await expect(page.getByLabel("or ZIP code").nth(2)).toHaveAccessibleDescription(/Fill in one of the two/);
  await last.fill("");
  await last.blur();
  await expect(page.getByLabel("or ZIP code").nth(2)).not.toHaveAttribute("aria-invalid", "true");
  await wizard.fillLines();
  await wizard.next("Choose plans", "plans");
  await page.getByRole("radio", { name: "Family 5 GB" }).first().check();
  await page.keyboard.press("Tab");
  await expect(page.getByText("Choose one of these.")).toHaveCount(0);
});

test("what is typed is kept without pressing anything", async ({ page }) => {
  await signIn(page, "agent");
  const wizard = new Wizard(page, haddads());
  await wizard.start();
  await page.getByLabel("Family name").fill(wizard.family.name);
  const kept = page.waitForResponse((answer) => answer.url().includes("/do/keep-step") && answer.ok());
  await page.getByLabel("City", { exact: true }).first().fill("Lehi");
  await kept;
  await page.reload();
  await expect(page.getByLabel("Family name")).toHaveValue(wizard.family.name);
  await expect(page.getByLabel("City", { exact: true }).first()).toHaveValue("Lehi");
});

test("saving by itself does not make the page's own form stale", async ({ page }) => {
  await signIn(page, "agent");
  const wizard = new Wizard(page, haddads());
  await wizard.start();
  await wizard.fillAccount();
  const kept = page.waitForResponse((answer) => answer.url().includes("/do/keep-step") && answer.ok());
  await page.getByLabel("Apartment or suite").first().fill("Suite 7");
  await kept;
  await wizard.next("Choose people", "people");
  await expect(page.getByRole("heading", { name: "Who belongs to it?" })).toBeVisible();
});

test("an area code tells its stock while it is typed", async ({ page }) => {
  await signIn(page, "agent");
  const family = haddads();
  const wizard = new Wizard(page, family);
  await wizard.start();
  await wizard.fillAccount();
  await wizard.next("Choose people", "people");
  await wizard.fillPeople();
  await wizard.next("Choose lines", "lines");
  const code = page.getByLabel("Area code").first();
  await code.fill("385");
  await expect(page.getByText(/^[\d,]+ numbers? in stock$/)).toBeVisible();
  await code.fill("907");
  await expect(page.getByText("No numbers in area code 907 right now")).toBeVisible();
});

test("progress moves while one looks, without loading the page", async ({ own }) => {
  const { page, sandbox } = own;
  await signIn(page, "agent");
  const wizard = new Wizard(page, haddads());
  await wizard.toReceipt();
  await sandbox.outage("slow", 500);
  await wizard.create();
  const loads: string[] = [];
  page.on("framenavigated", (frame) => loads.push(frame.url()));
  const words = page.getByText(/^\d+ of 13 done\./);
  const first = await words.textContent();
  await expect(words).not.toHaveText(first ?? "");
  const second = await words.textContent();
  await expect(words).not.toHaveText(second ?? "");
  expect(loads).toEqual([]);
  await sandbox.outage("ok");
  await wizard.done();
});

test("what saves by itself holds still once the form is sent", async ({ page }) => {
  const family = haddads();
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.start();
  await wizard.fillAccount();
  // The next page takes long to come: the pause after which typing is saved ends before it is there.
  let sent = false;
  const kept: string[] = [];
  page.on("request", (request) => {
    if (sent && request.url().includes("/do/keep-step")) kept.push(request.url());
  });
  await page.route("**/do/save-step", async (route) => {
    sent = true;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await route.continue();
  });
  await wizard.next("Choose people", "people");
  expect(kept).toEqual([]);
  await page.unroute("**/do/save-step");
  await wizard.fillPeople();
  await wizard.next("Choose lines", "lines");
});
