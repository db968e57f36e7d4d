// The main job: a customer writes, an agent answers, the ticks turn blue.
import { Phone } from "../src/phone.ts";
import { expect, test } from "../src/test.ts";

test("b3 c1 d7 a message reaches the inbox without a reload, and the reply turns blue", async ({ waypost, inbox }) => {
  const phone = await Phone.of(waypost.url, "Ines Duarte");
  await phone.type("Is the blue one still there?");
  await expect(inbox.row("Ines Duarte")).toContainText("Is the blue one still there?");

  await inbox.choose("Ines Duarte");
  await expect(inbox.bubble("Is the blue one still there?")).toHaveCount(1);
  await phone.set({ read_receipts: true });
  await inbox.send("Yes, three of them.");
  await phone.waitFor("Yes, three of them.");
  await inbox.expectStatus("Yes, three of them.", "delivered");
  await phone.read();
  await inbox.expectStatus("Yes, three of them.", "read");
  await expect(inbox.bubble("Yes, three of them.")).toHaveCount(1);
  expect(await phone.received()).toEqual(["Yes, three of them."]);
});

test("d7 a message typed on the simulator's page reaches an inbox in another window", async ({ waypost, inbox, context }) => {
  const phone = await Phone.of(waypost.url, "Bola Adeyemi");
  await phone.type("Hello");
  const page = await context.newPage();
  await page.goto(`${waypost.url}/simulator`);
  await page.getByTestId("phone-toggle").filter({ hasText: "Bola Adeyemi" }).click();
  const shown = page.locator(`[data-testid=phone][data-phone="+${phone.number}"]`);
  await shown.getByTestId("phone-input").fill("Typed with my thumbs");
  await shown.getByTestId("phone-send").click();

  await inbox.page.bringToFront();
  await expect(inbox.row("Bola Adeyemi")).toContainText("Typed with my thumbs");
  await inbox.choose("Bola Adeyemi");
  await inbox.send("Well typed");
  await page.bringToFront();
  const arrived = shown.getByTestId("phone-message").filter({ hasText: "Well typed" });
  await expect(arrived).toHaveAttribute("data-from", "business");
});

test("c1 what is typed into the composer arrives as it was typed", async ({ waypost, inbox }) => {
  const phone = await Phone.of(waypost.url, "Zoë O’Hara");
  await phone.type("¿Qué tal? 👋");
  await inbox.choose("Zoë O’Hara");
  const text = "Línea uno <b>not bold</b>\nłine two 🚀 \"quoted\" & more";
  await inbox.page.getByTestId("composer-input").fill(text);
  await inbox.page.getByTestId("composer-send").click();
  await phone.waitFor(text);
  await expect(inbox.bubble("<b>not bold</b>")).toHaveCount(1);
});
