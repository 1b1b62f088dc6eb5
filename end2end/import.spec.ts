// A table of numbers: read, judged row by row, the good ones brought over, the bad ones to take along.
import { readFile } from "node:fs/promises";
import { expect, expectAccessible, expectNoSidewaysScroll, open, signIn, test } from "./fixtures.ts";
import { orders, sentinel, stands } from "./porting.ts";

const columns = "Telephone,account,carrier,account_number,pin,holder,street1,city,state,zip,email,plan";

function row(number: string, plan: string): string {
  const home = "Dana Mensah,2701 N Thanksgiving Way,Lehi,UT,84043,dana.mensah@example.com";
  return `${number},AID-mensah,Verizon,004651222-00001,012345,${home},${plan}`;
}

test("good rows of a table come over, bad ones are named and downloaded", async ({ own }) => {
  test.setTimeout(120_000);
  const { page, sandbox } = own;
  const [good, bad] = [sentinel(414), sentinel(418)];
  await signIn(page, "agent");
  await open(page, "/transfers/import");

  await page.getByRole("button", { name: "Read the table" }).click();
  await expect(page.getByText("There is nothing in it.").first()).toBeVisible();

  const table = [columns, row(good, "Family 10 GB"), row(bad, "No such plan")].join("\r\n");
  await page.getByLabel("CSV file").setInputFiles({ name: "numbers.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await page.getByRole("button", { name: "Read the table" }).click();
  await expect(page.getByRole("heading", { name: "Which column is which" })).toBeVisible();
  // A name nobody would guess is given by hand.
  await page.getByLabel("Number", { exact: true }).selectOption({ label: "Telephone" });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Check every row" }).click();

  await expect(page.getByRole("heading", { name: "1 number can come over" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: bad })).toContainText("No plan on sale has this id or name.");
  await expect(page.locator("main")).not.toContainText("012345");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download them" }).click()]);
  const refused = await readFile(await download.path(), "utf8");
  expect(refused).toContain("No such plan");
  expect(refused).not.toContain("012345");

  await page.getByRole("button", { name: "Bring 1 number over" }).click();
  await expect(page.getByText(/Tick this box/).first()).toBeVisible();
  await page.getByRole("checkbox", { name: /^Signed letters of authorization/ }).check();
  await page.getByRole("button", { name: "Bring 1 number over" }).click();
  await stands(page, "1 number is on its way");
  await page.getByRole("link", { name: "See them on the board" }).click();
  await expect(page.getByText(good).first()).toBeVisible();
  await expect.poll(() => orders(sandbox, good)).toHaveLength(1);
  expect(await orders(sandbox, bad)).toHaveLength(0);
});
