// A send that Meta refuses says why, and Retry sends it again.
import { Phone, trouble } from "../src/phone.ts";
import { expect, test } from "../src/test.ts";

test("c11 a failed message shows the reason, and Retry really sends it again", async ({ waypost, inbox }) => {
  const phone = await Phone.of(waypost.url, "Aroha Ngata");
  await phone.type("can you hear me?");
  await inbox.choose("Aroha Ngata");

  const end = await trouble(waypost.url, { kind: "error", code: 131026, endpoint: "messages" });
  await inbox.send("loud and clear");
  await inbox.expectStatus("loud and clear", "failed");
  const reason = inbox.page.getByTestId("thread").locator("[data-kind=failed]");
  await expect(reason).toBeVisible();
  await expect(reason).toContainText("131026");
  await expect(reason).toContainText(/WhatsApp/);
  expect(await phone.received()).toEqual([]);

  await end();
  await inbox.page.getByTestId("message-retry").click();
  await phone.waitFor("loud and clear");
  await inbox.expectStatus("loud and clear", /delivered|read/);
  await expect(inbox.bubble("loud and clear")).toHaveCount(1);
  expect(await phone.received()).toEqual(["loud and clear"]);
});
