// A number is connected by a person, from an empty Waypost to the first message.
import { Inbox } from "../src/inbox.ts";
import { Phone } from "../src/phone.ts";
import { expect, test } from "../src/test.ts";

test("a1 a number is tested, connected by the form, and brings its first message", async ({ page, served }) => {
  const { waypost, simulator } = served;
  const inbox = new Inbox(page);
  await inbox.open(waypost.url, waypost.signIn);
  await page.goto(`${waypost.url}/settings/numbers`);
  await page.getByTestId("connect-number").click();
  await page.locator("summary").click();
  for (const [name, value] of Object.entries(simulator.access)) await page.getByTestId(`number-${name}`).fill(value);

  await page.getByTestId("number-access_token").fill("EAAnotTheTokenOfAnybody");
  await page.getByTestId("number-test").click();
  await expect(page.getByTestId("number-test-result")).toHaveAttribute("data-ok", "false");
  await page.getByTestId("number-access_token").fill(simulator.access.access_token);
  await page.getByTestId("number-test").click();
  await expect(page.getByTestId("number-test-result")).toHaveAttribute("data-ok", "true");
  await expect(page.getByTestId("number-test-result")).toContainText("Harbour Books");
  await page.getByTestId("number-save").click();
  await expect(page.getByTestId("phone-number")).toHaveAttribute("data-state", "connected");
  await page.reload();
  await expect(page.getByTestId("phone-number")).toContainText("Harbour Books");
  for (const secret of [simulator.access.access_token, simulator.access.app_secret]) {
    expect(await page.content()).not.toContain(secret);
  }

  const phone = await Phone.of(simulator.url, "Hana Novak");
  await phone.type("is this the bookshop?");
  await page.goto(waypost.url);
  await inbox.choose("Hana Novak");
  await expect(inbox.bubble("is this the bookshop?")).toHaveCount(1);
});

test("a1 what is missing or wrong in the form is said at its field", async ({ page, inbox, waypost }) => {
  await page.goto(`${waypost.url}/settings/numbers`);
  await page.getByTestId("connect-number").click();
  await page.getByTestId("number-waba_id").fill("not digits");
  await page.getByTestId("number-save").click();
  for (const name of ["meta_phone_number_id", "waba_id", "access_token"]) {
    await expect(page.getByTestId(`number-${name}`)).toHaveAttribute("aria-describedby", /-error/);
  }
  await expect(inbox.page.getByTestId("phone-number")).toHaveCount(1);
});
