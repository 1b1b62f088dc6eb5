// Every objection of an old carrier, as the sandbox raises it, opens its field and is mended to the end.
import type { Page } from "@playwright/test";
import { expect, open, signIn, test } from "./fixtures.ts";
import { areas, Bringing, orders, pass, sentinel, stands, wantedDay } from "./porting.ts";

/** What a person does about each refusal that the same order survives. */
const repairs: [string, string, (page: Page) => Promise<void>][] = [
  ["01", "the account number didn’t match", (page) => page.locator("[name='old.account_number']").fill("0046512223")],
  ["02", "the transfer PIN didn’t match", (page) => page.locator("[name='old.pin']").fill("271828")],
  ["03", "the ZIP code didn’t match", (page) => page.locator("[name='old.zip']").fill("84044")],
  ["04", ": Verizon asks for a tax ID", (page) => page.getByRole("checkbox").check()],
  ["05", "the billing address didn’t match", (page) => page.locator("[name='old.street1']").fill("2703 N Thanksgiving Way")],
  ["06", "the account holder’s name didn’t match", (page) => page.locator("[name='old.name']").fill("Danielle Mensah")],
  ["07", "something didn’t match", (page) => page.locator("[name='old.account_number']").fill("0046512223")],
  ["08", "the number is locked", (page) => page.getByRole("checkbox").check()],
  ["10", "the number is not on that account", (page) => page.locator("[name='old.carrier']").fill("T-Mobile")],
  ["12", "the number is with another carrier", (page) => page.locator("[name='old.carrier']").fill("T-Mobile")],
  ["13", "prepaid has its own number and PIN", (page) => page.locator("[name='old.account_number']").fill("0046512223")],
  ["15", "an order is open at Verizon", (page) => page.getByRole("checkbox").check()],
  ["17", "other lines are on the same bill", (page) => page.locator("[name='old.account_number']").fill("0046512223")],
  ["18", "a feature holds the number", (page) => page.getByRole("checkbox").check()],
  ["20", "the letter of authorization is missing", (page) => page.getByRole("checkbox").check()],
  ["26", "said something we don’t know yet", (page) => page.getByRole("checkbox").check()],
];

test("each refusal that the same order survives opens its field, and is mended to the end", async ({ own }) => {
  test.setTimeout(600_000);
  const { page, sandbox } = own;
  await signIn(page, "manager");
  // First, while the simulator's day is ours: each round moves it on by a month.
  const all = [["16", "the day doesn’t work", (p: Page) => p.locator("[name='old.date']").fill(wantedDay())] as const, ...repairs];
  for (let from = 0; from < all.length; from += 6) {
    const some = all.slice(from, from + 6);
    const numbers = some.map(([code], i) => sentinel(areas[from + i] ?? 404, code, i % 3));
    await new Bringing(page, { numbers }).all();
    for (const number of numbers) await expect.poll(async () => (await orders(sandbox, number)).length).toBe(1);
    await pass(sandbox, 6);
    for (const [i, [code, title, mend]] of some.entries()) {
      const number = numbers[i] ?? "";
      await open(page, "/transfers");
      await page.getByRole("link", { name: number }).first().click();
      await expect(page.getByRole("heading", { name: new RegExp(title, "i") }), code).toBeVisible({ timeout: 30_000 });
      await mend(page);
      await page.getByRole("button", { name: "Send it again" }).click();
      await stands(page, /^With (Verizon|T-Mobile)/);
    }
    await pass(sandbox, 31 * 24 * 60);
    for (const number of numbers) {
      await open(page, "/transfers");
      await page.getByRole("link", { name: number }).first().click();
      await stands(page, /Does everything work\?/);
      expect(await orders(sandbox, number), number).toHaveLength(1);
    }
  }
});
