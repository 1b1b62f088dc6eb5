import { expect, signIn, test } from "./fixtures.ts";

test("signing out ends the session, whoever kept its cookie", async ({ page, context }) => {
  await signIn(page, "manager");
  // Beside the session there is the reader's time zone, which is no secret.
  const before = (await context.cookies()).filter(({ name }) => name !== "tz");
  expect(before).toHaveLength(1);
  expect(before[0]).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/" });
  expect(before[0]?.name).toMatch(/^__Host-/);
  await page.locator("summary", { hasText: "Dana Mensah, menu" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await context.clearCookies();
  await context.addCookies(before);
  await page.goto("/home");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});
