import { defineConfig } from "@playwright/test";

// ./dev test e2e starts the portal and sets these; for a portal that runs already: BASE_URL=http://127.0.0.1:3000.
const baseURL = process.env.BASE_URL ?? "http://127.0.0.1:3000";
const asRoot = process.getuid?.() === 0;

// Seen green on the release build. E2E_ALL=1 runs every file, on the phone's width too.
const proven = ["access.spec.ts", "budget.spec.ts", "family.spec.ts", "islands.spec.ts", "no-script.spec.ts"];
const all = !!process.env.E2E_ALL;

export default defineConfig({
  testDir: ".",
  testMatch: all ? "*.spec.ts" : proven,
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
    timezoneId: "America/New_York",
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
    { name: "chromium-desktop", use: { viewport: { width: 1280, height: 800 } } },
    ...(all
      ? [
          {
            name: "chromium-phone",
            testIgnore: "budget.spec.ts", // the bytes are the same on every screen
            use: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
          },
        ]
      : []),
  ],
});
