// The same way in other shoes: without script, by keyboard alone, in Spanish.
import { expect, expectAccessible, open, password, people, signIn, test } from "./fixtures.ts";
import { Bringing, old, orders, pass, sentinel, stands } from "./porting.ts";

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("a number is brought from sign-in to the order, signature and all", async ({ own }) => {
    const { page, sandbox } = own;
    const number = sentinel(414, "01");
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill(people.manager);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/home");
    const bringing = new Bringing(page, { numbers: [number] }, false);
    await bringing.all();
    await expect.poll(async () => (await orders(sandbox, number)).length).toBe(1);
    await pass(sandbox, 6);
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(/^One thing to fix/).first()).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await page.locator("[name='old.account_number']").fill("0046512223");
    await page.getByRole("button", { name: "Send it again" }).click();
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(/^With Verizon/).first()).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
  });
});

test("by keyboard alone", async ({ own }, { project }) => {
  test.skip(project.name.includes("phone"), "phones have no keyboard");
  const { page, sandbox } = own;
  const number = sentinel(414);
  await signIn(page, "manager");
  const bringing = new Bringing(page, { numbers: [number] });
  await bringing.start();
  // The first field has the focus; Enter does what the main button does.
  await page.keyboard.type(number);
  await page.keyboard.press("Enter");
  await bringing.at("old-account");
  await bringing.fillOldAccount();
  await page.keyboard.press("Enter");
  await bringing.at("lines-in");
  const choose = async (group: string, name: RegExp) => {
    const radio = page.getByRole("group", { name: group }).getByRole("radio", { name });
    await radio.focus();
    await page.keyboard.press("Space");
    await expect(radio).toBeChecked();
  };
  await choose("Who gets it?", /^Yaw Mensah/);
  await choose("Which plan?", /^Family 5 GB/);
  await page.keyboard.press("Enter");
  await bringing.at("authorise");
  await page.getByLabel("Full name of who signs").focus();
  await page.keyboard.type(old.holder);
  await page.getByLabel("I agree and sign").focus();
  await page.keyboard.press("Space");
  await page.getByLabel("Full name of who signs").focus();
  await page.keyboard.press("Enter");
  await bringing.at("receipt");
  await page.getByRole("button", { name: "Bring it over", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/transfers/*");
  await stands(page, /^With Verizon/);
  expect(await orders(sandbox, number)).toHaveLength(1);
});

test("in Spanish", async ({ own }, { project }) => {
  const { page, sandbox } = own;
  await signIn(page, "manager");
  await open(page, "/home");
  // Phones have it in the menu.
  if (project.name.includes("phone")) await page.locator("summary").filter({ hasText: "Dana Mensah, menu" }).click();
  await page.getByRole("button", { name: "Español" }).filter({ visible: true }).first().click();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await page.getByRole("button", { name: "Trae tu número" }).click();
  await page.waitForURL("**/numbers");
  await page.getByLabel("Número de teléfono").fill("12");
  await page.getByRole("button", { name: "Comprobarlo" }).click();
  await expect(page.getByLabel("Número de teléfono")).toHaveAccessibleDescription(/diez dígitos/);
  await page.getByLabel("Número de teléfono").fill(sentinel(414, "02"));
  await page.getByRole("button", { name: "Comprobarlo" }).click();
  await page.waitForURL("**/old-account");
  await page.locator("[name='old.carrier']").fill("Verizon");
  await page.locator("[name='old.account_number']").fill(old.accountNumber);
  await page.locator("[name='old.pin']").fill(old.pin);
  await page.getByLabel("Nombre en la factura").fill(old.holder);
  await page.locator("[name='old.street1']").fill(old.street);
  await page.locator("[name='old.city']").fill(old.city);
  await page.locator("[name='old.state']").selectOption(old.state);
  await page.locator("[name='old.zip']").fill(old.zip);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Elegir líneas" }).click();
  await page.waitForURL("**/lines-in");
  await page.getByRole("radio", { name: /^Yaw Mensah/ }).check();
  await page.getByRole("radio", { name: /^Family 5 GB/ }).check();
  await page.getByRole("button", { name: "Leer la carta" }).click();
  await page.waitForURL("**/authorise");
  await page.getByLabel("Nombre completo de quien firma").fill(old.holder);
  await page.getByLabel("Acepto y firmo").check();
  await page.getByRole("button", { name: "Leer el resumen" }).click();
  await page.waitForURL("**/receipt");
  await page.getByRole("button", { name: "Traerlo" }).click();
  await page.waitForURL("**/transfers/*");
  await stands(page, /^En Verizon/);
  await pass(sandbox, 6);
  await stands(page, /^Una cosa por corregir/);
  await page.locator("[name='old.pin']").fill("271828");
  await page.getByRole("button", { name: "Enviar de nuevo" }).click();
  await stands(page, /^En Verizon/);
  // It is remembered.
  await open(page, "/home");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
});
