// What the operator and the reader bring along: colour, name, time zone.
import { expect, hydrated, open, Portal, signIn, test } from "./fixtures.ts";

test("the operator's name and hue are everywhere, and break no rule of the page", async ({ browser }) => {
  const portal = await Portal.start({ HOMELINE_BRAND__HUE: "300", HOMELINE_BRAND__NAME: "Violet Lines" });
  try {
    const context = await browser.newContext({ baseURL: portal.url });
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
    await open(page, "/sign-in");
    await expect(page.getByText("Violet Lines", { exact: true })).toBeVisible();
    const button = page.getByRole("button", { name: "Sign in" });
    await expect(button).toHaveCSS("background-color", "oklch(0.44 0.094 300)");
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(button).toHaveCSS("background-color", "oklch(0.76 0.105 300)");
    expect(trouble).toEqual([]);
    await context.close();
  } finally {
    await portal.stop();
  }
});

test("times are the reader's", async ({ page }) => {
  await signIn(page, "agent");
  await open(page, "/accounts/AID-mensah");
  await hydrated(page);
  const time = page.locator("time").first();
  const at = await time.getAttribute("datetime");
  const here = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", timeZone: "America/Los_Angeles" });
  const clock = here.format(new Date(at ?? "")).replaceAll("\u202f", " ");
  expect(await time.textContent()).toContain(clock);
});
