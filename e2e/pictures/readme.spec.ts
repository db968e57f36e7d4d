// The inbox as the README shows it.
import { Inbox } from "../src/inbox.ts";
import { test } from "../src/test.ts";

test("docs/images/inbox.png", async ({ page, ownDemo }) => {
  const inbox = new Inbox(page);
  await inbox.open(ownDemo.url, ownDemo.signIn);
  await inbox.choose("Nora Whitfield");
  await inbox.send("Of course, it is waiting for you at the counter. We are here until *18:00*. 🌿");
  await inbox.expectStatus("waiting for you", "delivered");
  await page.getByTestId("composer-input").blur();
  await page.screenshot({ path: "../docs/images/inbox.png", animations: "disabled" });
});
