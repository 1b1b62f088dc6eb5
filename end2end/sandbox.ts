import { expect, type APIRequestContext } from "@playwright/test";

/** The controls of the simulated Telegent, under `/__sandbox/`. */
export class Sandbox {
  constructor(
    private readonly request: APIRequestContext,
    readonly url = process.env.SANDBOX_URL ?? "http://127.0.0.1:4010",
  ) {}

  /** Everything the simulator holds. */
  async state<T = Record<string, unknown>>(): Promise<T> {
    const answer = await this.request.get(`${this.url}/__sandbox/state`);
    expect(answer.ok()).toBe(true);
    return (await answer.json()) as T;
  }

  /** What every call meets from now on: `slow` answers after `ms`, `cut` cuts the line, `down` is 503. */
  async outage(mode: "ok" | "down" | "cut" | "429" | "slow", ms = 0): Promise<void> {
    await this.post("outage", { mode, ms });
  }

  /** How many calls came that change something; minting tokens and looking for stock do not. */
  async writes(): Promise<number> {
    const { calls } = await this.state<{ calls: Record<string, number> }>();
    const harmless = /^GET |oauth2|availability|device-details|\/info$/;
    return Object.entries(calls).reduce((sum, [operation, n]) => (harmless.test(operation) ? sum : sum + n), 0);
  }

  /** Works a control, such as the clock. */
  async post<T = unknown>(path: string, data: unknown = {}): Promise<T | undefined> {
    const answer = await this.request.post(`${this.url}/__sandbox/${path}`, { data });
    expect(answer.ok(), `POST /__sandbox/${path}: ${answer.status()}`).toBe(true);
    const text = await answer.text();
    return text ? (JSON.parse(text) as T) : undefined;
  }
}
