// WhatsApp's 24 hours: open while they last, closed when they are over, open again with the next message.
import { Inbox } from "../src/inbox.ts";
import { moveClock, Phone } from "../src/phone.ts";
import { expect, test } from "../src/test.ts";

test("c8 the window closes when a day has passed, and a new message opens it", async ({ page, ownDemo }) => {
  const phone = await Phone.of(ownDemo.url, "Lucía Fernández");
  const inbox = new Inbox(page);
  await inbox.open(ownDemo.url, ownDemo.signIn);
  await phone.type("see you tomorrow");
  await inbox.choose("Lucía Fernández");
  const pill = page.getByTestId("window-pill");
  await expect(pill).toHaveAttribute("data-state", "open");

  await moveClock(ownDemo.url, 24 * 3600 + 60);
  await expect(pill).toHaveAttribute("data-state", "closed");
  await expect(page.getByTestId("window-closed")).toBeVisible();
  await expect(page.getByTestId("composer-input")).toHaveCount(0);

  await phone.type("good morning");
  await expect(pill).toHaveAttribute("data-state", "open");
  await inbox.send("and to you");
  await phone.waitFor("and to you");
});
