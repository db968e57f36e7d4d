// The live connection cut and mended: polling takes over, nothing is lost and nothing comes twice.
import { Inbox } from "../src/inbox.ts";
import { Phone } from "../src/phone.ts";
import { expect, test } from "../src/test.ts";

test("e1 e2 e3 a cut WebSocket is replaced by polling and comes back", async ({ page, waypost, wire }) => {
  const phone = await Phone.of(waypost.url, "Mirela Popescu");
  const inbox = new Inbox(page);
  await inbox.open(wire.url, waypost.signIn);
  await phone.type("before the cut");
  await inbox.choose("Mirela Popescu");
  await expect(inbox.bubble("before the cut")).toHaveCount(1);

  wire.cutLive();
  await expect(inbox.state).toHaveAttribute("data-state", "polling");
  await phone.type("during the cut");
  await expect(inbox.bubble("during the cut")).toHaveCount(1);
  await inbox.send("answered by polling");
  await phone.waitFor("answered by polling");
  await inbox.expectStatus("answered by polling", /delivered|read/);

  const before = wire.liveOpened;
  wire.mendLive();
  await expect(inbox.state).toHaveAttribute("data-state", "live", { timeout: 45_000 });
  expect(wire.liveOpened).toBe(before + 1);
  await phone.type("after the cut");
  await expect(inbox.bubble("after the cut")).toHaveCount(1);
  await expect(inbox.messages).toHaveCount(4);
  expect(await phone.received()).toEqual(["answered by polling"]);
});

test("e3 with the cable pulled the inbox says offline, keeps what is written, and sends it once afterwards", async ({
  page,
  waypost,
  wire,
}) => {
  const phone = await Phone.of(waypost.url, "Tariq Aziz Khan");
  const inbox = new Inbox(page);
  await inbox.open(wire.url, waypost.signIn);
  await phone.type("are you there");
  await inbox.choose("Tariq Aziz Khan");

  wire.cutAll();
  await expect(inbox.state).toHaveAttribute("data-state", "offline", { timeout: 45_000 });
  await inbox.send("written in the dark");
  await expect(inbox.bubble("written in the dark")).toHaveCount(1);
  await phone.type("said meanwhile");

  wire.mendAll();
  await expect(inbox.state).toHaveAttribute("data-state", "live", { timeout: 45_000 });
  await expect(inbox.bubble("said meanwhile")).toHaveCount(1);
  await phone.waitFor("written in the dark");
  await inbox.expectStatus("written in the dark", /delivered|read/);
  await expect(inbox.messages).toHaveCount(3);
  expect(await phone.received()).toEqual(["written in the dark"]);
});
