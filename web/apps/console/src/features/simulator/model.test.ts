import { expect, it } from "vitest";
import type { SimChat, SimMessage } from "../../data/sim.ts";
import { contentOf, deliveriesOf, mergeChat, mergeDeliveries, reactionOf, unreadOf } from "./model.ts";

const message = (more: Partial<SimMessage>): SimMessage => ({
  n: 1,
  id: "w",
  from: "customer",
  at: "",
  type: "text",
  ...more,
});

it("o1_meta's objects become the chat's contents", () => {
  expect(contentOf(message({ text: { body: "hi" } }))).toEqual({ type: "text", text: "hi" });
  expect(contentOf(message({ type: "image", image: { caption: "c" } }))).toMatchObject({
    type: "image",
    caption: "c",
  });
  expect(
    contentOf(message({ type: "location", location: { latitude: 1, longitude: 2, name: "x" } })),
  ).toMatchObject({
    type: "location",
    latitude: 1,
    name: "x",
  });
  const contacts = [{ name: { formatted_name: "Ann" }, phones: [{ phone: "+1" }], org: { company: "Acme" } }];
  expect(contentOf(message({ type: "contacts", contacts }))).toMatchObject({
    contacts: [{ name: "Ann", phones: ["+1"], emails: [], organisation: "Acme" }],
  });
  expect(contentOf(message({ type: "interactive" }))).toMatchObject({
    type: "unsupported",
    kind: "interactive",
  });
  expect(contentOf(message({ type: "image" }))).toMatchObject({ type: "image", caption: null });
  expect(contentOf(message({ type: "document", document: { filename: "a.pdf" } }))).toMatchObject({
    type: "document",
    filename: "a.pdf",
  });
  expect(contentOf(message({ type: "audio", audio: { voice: true } }))).toMatchObject({ is_voice: true });
  expect(contentOf(message({ type: "video" })).type).toBe("video");
  expect(contentOf(message({ type: "sticker" })).type).toBe("sticker");
});

it("o1_counts what the customer has not read, and finds reactions in either form", () => {
  const list = [
    message({ from: "business", status: "delivered" }),
    message({ from: "business", status: "read" }),
    message({ from: "customer", status: "delivered" }),
  ];
  expect(unreadOf(list)).toBe(1);
  expect(reactionOf(message({ reaction: "👍" }))).toBe("👍");
  expect(reactionOf(message({ reaction: { emoji: "👍" } }))).toBe("👍");
  expect(reactionOf(message({ reaction: null }))).toBeNull();
});

it("o1_a chat takes what changed and keeps its order", () => {
  const known: SimChat = {
    typing: false,
    cursor: 2,
    messages: [message({ n: 1, id: "a" }), message({ n: 2, id: "b" })],
  };
  const news: SimChat = {
    typing: true,
    cursor: 4,
    messages: [message({ n: 1, id: "a", status: "read" }), message({ n: 3, id: "c" })],
  };
  const merged = mergeChat(known, news);
  expect(merged.messages.map((m) => [m.id, m.status])).toEqual([
    ["a", "read"],
    ["b", undefined],
    ["c", undefined],
  ]);
  expect(merged.typing).toBe(true);
  const still = { ...news, messages: [], typing: true };
  expect(mergeChat(merged, still)).toBe(merged);
});

it("o1_the log has each delivery once, in its latest state, newest first, and does not grow without end", () => {
  const delivery = (n: number, state: string) => ({
    n,
    state,
    at: "",
    url: "",
    field: "messages",
    bytes: 1,
    attempts: [],
  });
  const merged = mergeDeliveries(
    [delivery(2, "pending"), delivery(1, "delivered")],
    [delivery(2, "delivered"), delivery(3, "pending")],
    2,
  );
  expect(merged.map((d) => [d.n, d.state])).toEqual([
    [3, "pending"],
    [2, "delivered"],
  ]);
  expect(deliveriesOf([delivery(1, "x")]).length).toBe(1);
  expect(deliveriesOf(null)).toEqual([]);
});
