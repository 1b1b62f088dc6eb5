import { defineConfig } from "@playwright/test";

// ./dev test e2e starts the portal and sets these; for a portal that runs already: BASE_URL=http://127.0.0.1:3000.
const baseURL = process.env.BASE_URL ?? "http://127.0.0.1:3000";
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    baseURL,
    browserName: "chromium",
    locale: "en-US",
    timezoneId: "America/Los_Angeles",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        ...(asRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    {
      name: "chromium-desktop",
      // What a family does on its phone alone.
      testIgnore: ["evening.spec.ts", "line-care.spec.ts", "requests.spec.ts"],
      use: { viewport: { width: 1280, height: 800 } },
    },
    {
      name: "chromium-phone",
      // Bytes, deaths, rights and (both widths at once) accessibility are the same on every screen.
      testIgnore: ["a11y.spec.ts", "access.spec.ts", "budget.spec.ts", "crash.spec.ts", "refusals.spec.ts"],
      use: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
    },
  ],
});
