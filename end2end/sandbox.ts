import { expect, type APIRequestContext } from "@playwright/test";

/** The controls of the simulated Telegent, under `/__sandbox/`. */
export class Sandbox {
  readonly url = process.env.SANDBOX_URL ?? "http://127.0.0.1:4010";

  constructor(private readonly request: APIRequestContext) {}

  /** Everything the simulator holds. */
  async state<T = Record<string, unknown>>(): Promise<T> {
    const answer = await this.request.get(`${this.url}/__sandbox/state`);
    expect(answer.ok()).toBe(true);
    return (await answer.json()) as T;
  }

  /** Works a control, such as the clock. */
  async post<T = unknown>(path: string, data: unknown = {}): Promise<T | undefined> {
    const answer = await this.request.post(`${this.url}/__sandbox/${path}`, { data });
    expect(answer.ok(), `POST /__sandbox/${path}: ${answer.status()}`).toBe(true);
    const text = await answer.text();
    return text ? (JSON.parse(text) as T) : undefined;
  }
}
