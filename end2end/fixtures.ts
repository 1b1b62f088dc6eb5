// What every browser test stands on: a page that is alive, a signed-in person, the sandbox, the mail.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { Mailbox } from "./mail.ts";
import { Portal, Simulator } from "./portal.ts";
import { Sandbox } from "./sandbox.ts";

export { expect };
export { Portal } from "./portal.ts";

/** The demo's people, by what they are. */
export const people = {
  owner: "robin.ortega@example.com",
  agent: "kim.park@example.com",
  manager: "dana.mensah@example.com",
  guardian: "kofi.mensah@example.com",
  member: "ama.mensah@example.com",
} as const;

export type Person = keyof typeof people;

/** The password of all of them. */
export const password = "homeline-demo-1";

interface Fixtures {
  /** The simulator's own state and controls. */
  sandbox: Sandbox;
  /** What the portal has mailed. */
  mailbox: Mailbox;
  /** A portal, a simulator and a browser of the test's own, for trouble that others must not have. */
  own: Own;
}

interface Own {
  portal: Portal;
  sandbox: Sandbox;
  page: Page;
}

export const test = base.extend<Fixtures>({
  sandbox: async ({ request }, use) => use(new Sandbox(request)),
  mailbox: async ({}, use) => use(new Mailbox()),
  own: async ({ browser, request }, use) => {
    const simulator = await Simulator.start();
    try {
      const portal = await Portal.start({
        TELEGENT_BASE_URL: simulator.url,
        HOMELINE_TELEGENT__SETTLE_SECONDS: "5",
        // Orders are read every two seconds; the simulator's clock brings their days.
        HOMELINE_PORTING__HURRY: "60",
      });
      try {
        const context = await browser.newContext({ baseURL: portal.url });
        await use({ portal, sandbox: new Sandbox(request, simulator.url), page: await context.newPage() });
        await context.close();
      } finally {
        await portal.stop();
      }
    } finally {
      await simulator.stop();
    }
  },
});

/** Waits until the islands answer: a click before that is lost. */
export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
}

/** Opens a page and waits until it is alive. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** Signs in through the form, as a person would. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await open(page, "/sign-in");
  await page.getByLabel(/e-?mail/i).fill(people[person]);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await hydrated(page);
}

/** Holds the page against WCAG 2.2 AA and good practice, as far as a machine can judge it. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const told = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(" ")) }));
  expect(told).toEqual([]);
}

/** Nothing may stick out at the side: that is what makes phones scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth] as const);
  expect(content).toBeLessThanOrEqual(window);
}
