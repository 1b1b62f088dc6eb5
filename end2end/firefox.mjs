// @ts-check
// Each island once in Firefox: that it wakes up, and that it does what it is for. Playwright cannot drive the Firefox of a
// Linux distribution; Puppeteer can, over WebDriver BiDi.
import puppeteer from "puppeteer-core";

const portal = process.env.BASE_URL ?? "http://127.0.0.1:3000";
const letters = Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join("");
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.env.FIREFOX_PATH ?? "/usr/bin/firefox-esr",
  headless: true,
  defaultViewport: { width: 1280, height: 900 },
});
const page = await browser.newPage();
page.setDefaultTimeout(30_000);
/** @type {string[]} */
const trouble = [];
page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
page.on("pageerror", (error) => trouble.push(String(error)));

/**
 * The field with this label, the first of them. Not by accessible name: the label itself has the same one here.
 * @param {string} label
 */
const field = (label) => page.locator(`::-p-xpath(//input[@id=//label[starts-with(normalize-space(.), "${label}")]/@for])`);
/** @param {string} name */
const button = (name) => page.locator(`::-p-aria([name="${name}"][role="button"])`);
const hydrated = () => page.waitForSelector("html[data-hydrated]");
/** @param {string} text */
const shows = (text) => page.waitForSelector(`::-p-text(${text})`, { visible: true });

/** Presses a button and waits for the page it leads to. @param {string} name @param {string} path */
async function press(name, path) {
  await button(name).click();
  await page.waitForFunction((end) => location.pathname.includes(end), {}, path);
  await hydrated();
}

/** @param {string} what @param {() => Promise<unknown>} steps */
async function check(what, steps) {
  try {
    await steps();
  } catch (error) {
    throw new Error(`${what}, at ${page.url()}: ${error}`, { cause: error });
  }
  console.log(`ok ${what}`);
}

try {
  await check("Root: the sign-in page wakes up, and signs in", async () => {
    await page.goto(`${portal}/sign-in`);
    await hydrated();
    await field("E-mail address").fill("kim.park@example.com");
    await field("Password").fill("homeline-demo-1");
    await press("Sign in", "/accounts");
  });
  await check("LiveFields: a wrong ZIP code is noticed as it is left, and taken back", async () => {
    await press("New family", "/account");
    await field("Family name").fill(`Okoye ${letters}`);
    await field("Street").fill("2701 N Thanksgiving Way");
    await field("ZIP code").fill("840");
    await field("City").fill("Lehi");
    await shows("A ZIP code has five digits");
    await field("ZIP code").fill("84043");
    await page.select('select[name="billing.state"]', "UT");
    await press("Choose people", "/people");
  });
  await check("StockHint: an area code tells its stock", async () => {
    await field("Name").fill("Ada Okoye");
    await field("E-mail address").fill(`ada.${letters}@example.com`);
    await press("Choose lines", "/lines");
    await page.locator('input[name="line.0.area_code"]').fill("385");
    await shows("in stock");
    await press("Choose plans", "/plans");
  });
  await check("LiveProgress: the family is made while one looks", async () => {
    await page.locator('input[name="plan.0.package"]').click();
    await press("Set limits", "/limits");
    await press("Read the receipt", "/receipt");
    await press("Create", "/progress/");
    await shows("All done.");
  });
  await check("nothing was complained about", async () => {
    if (trouble.length > 0) throw new Error(trouble.join("\n"));
  });
} finally {
  await browser.close();
}
