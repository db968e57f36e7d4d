// The server is killed without a warning, in the middle of a conversation, while WhatsApp goes on.
import { Inbox } from "../src/inbox.ts";
import { Phone, trouble } from "../src/phone.ts";
import { expect, test } from "../src/test.ts";

test("c9 e1 a server killed with a reply in flight loses nothing and sends nothing twice", async ({ page, served }) => {
  test.setTimeout(150_000);
  const { waypost, simulator } = served;
  await waypost.call("POST", "/v1/phone-numbers", simulator.access);
  const phone = await Phone.of(simulator.url, "Marek Zielinski");
  const inbox = new Inbox(page);
  await inbox.open(waypost.url, waypost.signIn);
  await phone.type("first question");
  await inbox.choose("Marek Zielinski");
  await expect(inbox.bubble("first question")).toHaveCount(1);

  // WhatsApp takes the reply, but its answer takes so long that the server is gone when it comes.
  const end = await trouble(simulator.url, { kind: "delay", ms: 5000, endpoint: "messages" });
  await inbox.send("answer in flight");
  await phone.waitFor("answer in flight");
  await waypost.kill();
  await end();
  await expect(inbox.state).not.toHaveAttribute("data-state", "live");
  await phone.type("said while it was down");
  await inbox.send("written while it was down");

  await waypost.startAgain();
  await expect(inbox.state).toHaveAttribute("data-state", "live", { timeout: 45_000 });
  await expect(inbox.bubble("said while it was down")).toHaveCount(1, { timeout: 45_000 });
  await phone.waitFor("written while it was down");
  await inbox.expectStatus("written while it was down", /delivered|read/);
  // Nobody saw the answer; the status that WhatsApp repeats until somebody listens says what became of the reply.
  await expect(inbox.bubble("answer in flight")).toHaveAttribute("data-status", /delivered|read/, { timeout: 45_000 });
  await expect(inbox.messages).toHaveCount(4);

  await page.reload();
  await inbox.choose("Marek Zielinski");
  await expect(inbox.messages).toHaveCount(4);
  expect(await phone.received()).toEqual(["answer in flight", "written while it was down"]);
});
