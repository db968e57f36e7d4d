// The server is killed without a warning, in the middle of a conversation.
import { Inbox } from "../src/inbox.ts";
import { fault, Phone } from "../src/phone.ts";
import { expect, test } from "../src/test.ts";

test("c9 e1 a server killed with a reply in flight loses nothing and sends nothing twice", async ({ page, ownWaypost }) => {
  const phone = await Phone.of(ownWaypost.url, "Marek Zielinski");
  const inbox = new Inbox(page);
  await inbox.open(ownWaypost.url, ownWaypost.signIn);
  await phone.type("first question");
  await inbox.choose("Marek Zielinski");
  await expect(inbox.bubble("first question")).toHaveCount(1);

  // The answer of the API takes its time, so that the reply is stored and on its way when the power goes.
  await fault(ownWaypost.url, { kind: "delay", ms: 3000, endpoint: "messages", mode: "next", n: 1 });
  await inbox.send("answer in flight");
  await inbox.expectStatus("answer in flight", /queued|sending/);
  await ownWaypost.kill();
  await expect(inbox.state).not.toHaveAttribute("data-state", "live");
  await inbox.send("written while it was down");

  await ownWaypost.startAgain();
  await expect(inbox.state).toHaveAttribute("data-state", "live", { timeout: 45_000 });
  await expect(inbox.bubble("first question")).toHaveCount(1);
  await expect(inbox.bubble("answer in flight")).toHaveCount(1);
  await expect(inbox.bubble("written while it was down")).toHaveCount(1);
  await inbox.expectStatus("written while it was down", /delivered|read/);
  await page.reload();
  await expect(inbox.messages).toHaveCount(3);
});
