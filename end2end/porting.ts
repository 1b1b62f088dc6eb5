// Bringing numbers over: the wizard as a person works it, and what they meet on a transfer's page.
import { expect, type Page } from "@playwright/test";
import { hydrated } from "./fixtures.ts";
import type { Sandbox } from "./sandbox.ts";

/** Area codes whose numbers are Verizon's in the sandbox. */
export const areas = [404, 408, 410, 414, 418, 424, 428, 430, 434, 438, 440, 448, 450, 454, 458, 460, 464, 468];

/** A number of the sandbox: what its old carrier objects to (two digits), and how the order is read (one). */
export function sentinel(area: number, refusal = "00", form = 0): string {
  return `(${area}) 555-8${form}${refusal}`;
}

/** `+14155558001` of `(415) 555-8001`. */
export function e164(number: string): string {
  return `+1${number.replace(/\D/g, "")}`;
}

export const old = {
  carrier: "Verizon",
  accountNumber: "0046512222",
  pin: "314159",
  holder: "Dana Mensah",
  street: "2701 N Thanksgiving Way",
  city: "Lehi",
  state: "UT",
  zip: "84043",
};

interface Asked {
  numbers: string[];
  holder?: string;
  /** Of a landline: `yyyy-mm-dd`. */
  date?: string;
}

/** The wizard of a family's manager. `alive` is false in a browser without script. */
export class Bringing {
  constructor(
    readonly page: Page,
    readonly asked: Asked,
    private readonly alive = true,
  ) {}

  async ready(): Promise<void> {
    if (this.alive) await hydrated(this.page);
  }

  async at(step: string): Promise<void> {
    await this.page.waitForURL((url) => url.pathname.endsWith(`/${step}`), { timeout: 15_000 });
    await this.ready();
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  async start(): Promise<void> {
    await this.page.goto("/home");
    await this.ready();
    await this.press("Bring your number");
    await this.at("numbers");
  }

  async fillNumbers(): Promise<void> {
    const { numbers } = this.asked;
    for (const [i, number] of numbers.entries()) {
      if (i > 0) {
        await this.press("Add a number of the same account");
        await expect(this.page.getByLabel(`Phone number ${i + 1}`, { exact: true })).toBeVisible({ timeout: 15_000 });
        await this.ready();
      }
      const label = numbers.length > 1 && i > 0 ? `Phone number ${i + 1}` : /^Phone number( 1)?$/;
      await this.page.getByLabel(label).first().fill(number);
    }
  }

  async fillOldAccount(): Promise<void> {
    const field = (label: string | RegExp) => this.page.getByLabel(label, { exact: true });
    await field("Who sends the bill?").fill(old.carrier);
    if (this.asked.date) {
      await this.page.getByRole("radio", { name: /^Landline/ }).check();
      await field("Day of the move").fill(this.asked.date);
    }
    await this.page.locator("[name='old.account_number']").fill(old.accountNumber);
    await this.page.locator("[name='old.pin']").fill(old.pin);
    await field("Name on the bill").fill(this.asked.holder ?? old.holder);
    await field("Street").fill(old.street);
    await field("City").fill(old.city);
    await field("State").selectOption(old.state);
    await field("ZIP code").fill(old.zip);
  }

  async fillLines(): Promise<void> {
    for (const [i] of this.asked.numbers.entries()) {
      const group = (name: string) => this.page.getByRole("group", { name }).nth(i);
      await group("Who gets it?").getByRole("radio", { name: /^Yaw Mensah/ }).check();
      await group("Which plan?").getByRole("radio", { name: /^Family 5 GB/ }).check();
    }
    if (this.asked.numbers.length > 1) {
      await this.page.getByRole("group", { name: "Main line" }).getByRole("radio").first().check();
    }
  }

  async sign(): Promise<void> {
    await this.page.getByLabel("Full name of who signs").fill(this.asked.holder ?? old.holder);
    await this.page.getByLabel("I agree and sign").check();
  }

  async toLines(): Promise<void> {
    await this.start();
    await this.fillNumbers();
    await this.press("Check it");
    await this.at("old-account");
    await this.fillOldAccount();
    await this.press("Choose lines");
    await this.at("lines-in");
  }

  async toReceipt(): Promise<void> {
    await this.toLines();
    await this.fillLines();
    await this.press("Read the letter");
    await this.at("authorise");
    await this.sign();
    await this.press("Read the receipt");
    await this.at("receipt");
  }

  /** Brings the numbers over, as far as the page that follows them. */
  async all(): Promise<void> {
    await this.toReceipt();
    await this.press("Bring it over");
    await this.page.waitForURL((url) => url.pathname.startsWith("/transfers"), { timeout: 15_000 });
    await this.ready();
  }
}

/** Lets so many minutes pass at the simulated Telegent. */
export async function pass(sandbox: Sandbox, minutes: number): Promise<void> {
  await sandbox.post("clock", { seconds: minutes * 60 });
}

export interface PortOrder {
  order_id: string;
  number: string;
  account_number: string;
  stage: string;
}

/** The sandbox's orders of a number. */
export async function orders(sandbox: Sandbox, number: string): Promise<PortOrder[]> {
  const { ports } = await sandbox.state<{ ports: PortOrder[] }>();
  return ports.filter((order) => order.number === e164(number));
}

/** Waits until a transfer's page says this of where it stands. */
export async function stands(page: Page, words: string | RegExp): Promise<void> {
  await expect(page.getByText(words, { exact: typeof words === "string" }).first()).toBeVisible({ timeout: 30_000 });
  // Nothing is being sent: the page does not load itself again just now.
  await expect(page.getByText(/^(Being (sent|cancelled|switched on here)|Enviándose|Cancelándose|Activándose aquí)$/)).toHaveCount(0, { timeout: 30_000 });
}

/** A business day between five business days and thirty days from now. */
export function wantedDay(): string {
  const day = new Date(Date.now() + 14 * 86_400_000);
  while ([0, 6].includes(day.getUTCDay()) || ["12-25", "01-01", "11-26"].includes(day.toISOString().slice(5, 10))) {
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return day.toISOString().slice(0, 10);
}
