// A made-up family, and the way through the wizard that sets it up.
import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated, open } from "./fixtures.ts";
import type { Sandbox } from "./sandbox.ts";

/** A line to buy: where its number is from, the SIM (eSIM when no card is named), the package by its name. */
export interface LineOrder {
  areaCode?: string;
  zip?: string;
  /** ICCID of a card at hand. */
  card?: string;
  package: string;
  /** Notice, slower, stop. */
  limits?: readonly [string, string, string];
}

export interface Member {
  name: string;
  email: string;
  line?: LineOrder;
}

export interface Family {
  name: string;
  people: Member[];
}

/** Letters that no other run has: names and addresses must not meet those of earlier tests. */
export function unique(): string {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (n) => letters[n % 26]).join("");
}

/** Three people, two lines: one by area code, one by ZIP code, both eSIMs. `word` stands in the family's name. */
export function haddads(word = ""): Family {
  const tag = unique();
  const email = (first: string) => `${first.toLowerCase()}.${tag}@example.com`;
  return {
    name: `Haddad ${tag}${word ? ` ${word}` : ""}`,
    people: [
      {
        name: "Rana Haddad",
        email: email("Rana"),
        line: { areaCode: "385", package: "Family 10 GB", limits: ["8 GB", "9 GB", "10 GB"] },
      },
      { name: "Sami Haddad", email: email("Sami") },
      { name: "Lina Haddad", email: email("Lina"), line: { zip: "84043", package: "Kids 2 GB", limits: ["1 GB", "1500 MB", "2 GB"] } },
    ],
  };
}

/** One person, one line: as little as a family can be. */
export function solo(line: Partial<LineOrder> = { areaCode: "385" }): Family {
  const tag = unique();
  return {
    name: `Okoye ${tag}`,
    people: [{ name: "Ada Okoye", email: `ada.${tag}@example.com`, line: { package: "Family 5 GB", ...line } }],
  };
}

/** The wizard as one person works it; `alive` is false in a browser without script. */
export class Wizard {
  constructor(
    readonly page: Page,
    readonly family: Family,
    private readonly alive = true,
  ) {}

  /** Begins a draft. */
  async start(): Promise<void> {
    await this.goto("/accounts");
    await expect(this.page.getByRole("heading", { name: "Accounts", exact: true })).toBeVisible();
    await this.page.getByRole("button", { name: "New family" }).first().click();
    await this.at("account");
  }

  /** Waits until a step is shown, and alive. */
  async at(step: string): Promise<void> {
    await this.page.waitForURL((url) => url.pathname.endsWith(`/${step}`));
    await this.ready();
  }

  /** Presses the verb of the step and waits for the next one. */
  async next(verb: string, step: string): Promise<void> {
    await this.page.getByRole("button", { name: verb, exact: true }).click();
    await this.at(step);
  }

  async fillAccount(): Promise<void> {
    const field = (label: string) => this.page.getByLabel(label, { exact: true }).first();
    await field("Family name").fill(this.family.name);
    await field("Street").fill("2701 N Thanksgiving Way");
    await field("City").fill("Lehi");
    await field("State").selectOption("UT");
    await field("ZIP code").fill("84043");
  }

  async fillPeople(): Promise<void> {
    for (const [i, person] of this.family.people.entries()) {
      const names = this.page.getByLabel("Name", { exact: true });
      if (i > 0 && (await names.count()) <= i) {
        await this.page.getByRole("button", { name: "Add a person" }).click();
        await expect(names).toHaveCount(i + 1);
        await this.ready();
      }
      await names.nth(i).fill(person.name);
      await this.page.getByLabel("E-mail address", { exact: true }).nth(i).fill(person.email);
    }
  }

  async fillLines(): Promise<void> {
    for (const [i, { name, line }] of this.family.people.entries()) {
      const wants = this.page.getByRole("group", { name: `Line for ${name}` });
      await wants.getByRole("radio", { name: line ? "New number" : "No line" }).check();
      if (!line) continue;
      await this.page.getByLabel("Area code").nth(i).fill(line.areaCode ?? "");
      await this.page.getByLabel("or ZIP code").nth(i).fill(line.zip ?? "");
      if (line.card) {
        await this.page.getByRole("radio", { name: /^SIM card/, includeHidden: true }).nth(i).check();
        await this.page.getByLabel("SIM number (ICCID)").nth(i).fill(line.card);
      }
    }
  }

  async fillPlans(): Promise<void> {
    for (const { name, line } of this.family.people) {
      if (!line) continue;
      const plans = this.page.getByRole("group", { name: `Plan for ${name}` });
      await plans.getByRole("radio", { name: line.package }).check();
    }
  }

  async fillLimits(): Promise<void> {
    const lines = this.family.people.flatMap(({ line }) => (line ? [line] : []));
    for (const [i, { limits }] of lines.entries()) {
      if (!limits) continue;
      await this.page.getByLabel("Notice at").nth(i).fill(limits[0]);
      await this.page.getByLabel("Slower from").nth(i).fill(limits[1]);
      await this.page.getByLabel("Stops at").nth(i).fill(limits[2]);
    }
  }

  /** From the first step to the receipt. */
  async toReceipt(): Promise<void> {
    await this.start();
    await this.fillAccount();
    await this.next("Choose people", "people");
    await this.fillPeople();
    await this.next("Choose lines", "lines");
    await this.fillLines();
    await this.next("Choose plans", "plans");
    await this.fillPlans();
    await this.next("Set limits", "limits");
    await this.fillLimits();
    await this.next("Read the receipt", "receipt");
  }

  /** Presses Create and waits for the page that shows what is being made. */
  async create(): Promise<void> {
    await this.page.getByRole("button", { name: "Create", exact: true }).click();
    await this.page.waitForURL(/\/progress\//);
    await this.ready();
  }

  /** What the wizard has made, on the page of a chain that came to its end. */
  async done(timeout = 45_000): Promise<void> {
    await expect(this.page.getByText("All done. Everything on the receipt was made, once.")).toBeVisible({ timeout });
  }

  /** The row of one operation on the progress page. */
  operation(title: string): Locator {
    return this.page.getByRole("listitem").filter({ hasText: title });
  }

  private async goto(path: string): Promise<void> {
    await (this.alive ? open(this.page, path) : this.page.goto(path));
  }

  private async ready(): Promise<void> {
    if (this.alive) await hydrated(this.page);
  }
}

interface Address {
  street1: string | null;
  street2: string | null;
  city: string | null;
  state: string | null;
  zip: string | null;
}

/** What the simulator holds of one family, under its own field names. */
export interface Made {
  accounts: { account_id: string; account_name: string; account_admin: string | null; billing_address: Address; mailing_address: Address }[];
  subscribers: { subscriber_id: string; account_id: string; name: string; email: string; role: string }[];
  message_routes: { message_route_id: string; account_id: string; enabled: boolean }[];
  voice_routes: { call_route_id: string; account_id: string }[];
  lines: {
    number: string;
    nid: string;
    account_id: string;
    subscriber_id: string | null;
    message_route_id: string;
    voice_route_id: string | null;
    iccid: string;
    zip: string;
    notify_mb: number | null;
    throttle_mb: number | null;
    throttle_speed: string | null;
    limit_mb: number;
  }[];
  subscriptions: { subscriber_id: string; tnid: string | null; iccid: string | null; package_id: string; active: boolean }[];
}

/** Everything of the accounts with this name, however many there are. */
export async function made(sandbox: Sandbox, family: string): Promise<Made> {
  const all = await sandbox.state<Made>();
  const accounts = all.accounts.filter((account) => account.account_name === family);
  const ids = new Set(accounts.map((account) => account.account_id));
  const ours = <T extends { account_id: string }>(list: T[]) => list.filter((thing) => ids.has(thing.account_id));
  const subscribers = ours(all.subscribers);
  const people = new Set(subscribers.map((person) => person.subscriber_id));
  return {
    accounts,
    subscribers,
    message_routes: ours(all.message_routes),
    voice_routes: ours(all.voice_routes),
    lines: ours(all.lines),
    subscriptions: all.subscriptions.filter((subscription) => people.has(subscription.subscriber_id)),
  };
}

/** How many of each thing: accounts, people, routes of texts, routes of calls, numbers, subscriptions. */
export async function counts(sandbox: Sandbox, family: string): Promise<number[]> {
  const { accounts, subscribers, message_routes, voice_routes, lines, subscriptions } = await made(sandbox, family);
  return [accounts, subscribers, message_routes, voice_routes, lines, subscriptions].map((list) => list.length);
}

/** `+13855550142` as people read it. */
export function national(e164: string): string {
  return e164.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3");
}
