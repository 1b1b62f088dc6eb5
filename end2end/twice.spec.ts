// Nothing is made twice, however often it is asked for and whatever is lost on the way.
import type { Page, Request } from "@playwright/test";
import { counts, haddads, made, Wizard } from "./family.ts";
import { expect, signIn, test } from "./fixtures.ts";

/** Presses Create, but keeps the post: what the browser would have sent. */
async function held(page: Page): Promise<Request> {
  await page.route("**/do/submit-draft", (route) => route.abort());
  const request = page.waitForRequest("**/do/submit-draft");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  const sent = await request;
  await page.unroute("**/do/submit-draft");
  return sent;
}

test("Create pressed twice makes one family", async ({ page, sandbox }) => {
  const family = haddads();
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.toReceipt();
  await page.getByRole("button", { name: "Create", exact: true }).dblclick();
  await page.waitForURL(/\/progress\//);
  await wizard.done();
  expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 2, 2]);
});

test("twenty posts at once make one family, and each is led to it", async ({ page, sandbox, baseURL }) => {
  const family = haddads();
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.toReceipt();
  const sent = await held(page);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      page.request.post(sent.url(), {
        data: sent.postData() ?? "",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          accept: "text/html",
          origin: baseURL ?? "",
          "sec-fetch-site": "same-origin",
          "sec-fetch-mode": "navigate",
          "sec-fetch-dest": "document",
        },
        maxRedirects: 0,
      }),
    ),
  );
  expect(answers.map((answer) => answer.status())).toEqual(Array.from({ length: 20 }, () => 303));
  const places = new Set(answers.map((answer) => answer.headers().location));
  expect(places.size).toBe(1);
  const [place] = places;
  expect(place).toMatch(/^\/progress\//);
  await page.goto(place ?? "");
  await wizard.done();
  expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 2, 2]);
});

test("a number whose answer was lost is found, not bought again", async ({ own }) => {
  const { page, sandbox } = own;
  const family = haddads();
  const child = family.people[2];
  if (child?.line) child.line.zip = "99986";
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.toReceipt();
  // Slowly enough for it to be seen.
  await sandbox.outage("slow", 300);
  await wizard.create();
  await expect(page.getByText("Number for Lina Haddad: finding out")).toBeVisible({ timeout: 20_000 });
  await sandbox.outage("ok");
  await wizard.done();
  expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 2, 2]);
  const { lines, subscribers } = await made(sandbox, family.name);
  const lina = subscribers.find(({ email }) => email === child?.email)?.subscriber_id;
  expect(lines.filter((line) => line.subscriber_id === lina)).toHaveLength(1);
  const { sentinels } = await sandbox.state<{ sentinels: Record<string, number> }>();
  expect(Object.keys(sentinels).filter((key) => key.includes("LostReply") && key.includes(lina ?? "?"))).toHaveLength(1);
});

test("a chain that is done stays done when its receipt is posted again", async ({ page, sandbox }) => {
  const family = haddads();
  await signIn(page, "agent");
  const wizard = new Wizard(page, family);
  await wizard.toReceipt();
  const receipt = page.url();
  await wizard.create();
  await wizard.done();
  // The way back leads to what was made, not to a form that could be sent once more.
  await page.goto(receipt);
  await page.waitForURL(/\/progress\//);
  await wizard.done();
  expect(await counts(sandbox, family.name)).toEqual([1, 3, 1, 1, 2, 2]);
});
