// Two agents at two screens see the same, at once.
import { Inbox } from "../src/inbox.ts";
import { Phone } from "../src/phone.ts";
import { expect, test } from "../src/test.ts";

test("e1 two agents in two windows see the same conversation as it happens", async ({ waypost, inbox, browser }) => {
  const phone = await Phone.of(waypost.url, "Sofia Lindqvist");
  const other = new Inbox(await (await browser.newContext()).newPage());
  await other.open(waypost.url, waypost.signIn);

  await phone.type("who answers first?");
  for (const screen of [inbox, other]) await screen.choose("Sofia Lindqvist");
  await inbox.send("I do");
  await expect(other.bubble("I do")).toHaveCount(1);
  await other.send("and I am second");
  await expect(inbox.bubble("and I am second")).toHaveCount(1);

  await phone.waitFor("and I am second");
  await phone.read();
  for (const screen of [inbox, other]) {
    await screen.expectStatus("I do", "read");
    await screen.expectStatus("and I am second", "read");
    await expect(screen.messages).toHaveCount(3);
  }
  expect((await phone.received()).toSorted()).toEqual(["I do", "and I am second"]);
  await other.page.context().close();
});
