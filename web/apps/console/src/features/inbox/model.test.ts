import type { ThreadMessage } from "@waypost/core";
import { expect, it } from "vitest";
import { firstUnread, neighbour } from "./model.ts";

const thread = (directions: string) =>
  [...directions].map(
    (d, i) => ({ key: `m${i}`, direction: d === "i" ? "inbound" : "outbound" }) as ThreadMessage,
  );

it("e2_the divider stands before the oldest of the unread inbound messages", () => {
  expect(firstUnread(thread("iioii"), 2)).toBe("m3");
  expect(firstUnread(thread("iioii"), 3)).toBe("m1");
  expect(firstUnread(thread("io"), 0)).toBeNull();
  expect(firstUnread(thread("oo"), 2)).toBeNull();
  expect(firstUnread(thread("i"), 9)).toBe("m0");
});

it("e5_walking stops at the ends and starts at the first", () => {
  const ids = ["a", "b", "c"];
  expect(neighbour(ids, null, 1)).toBe("a");
  expect(neighbour(ids, "a", 1)).toBe("b");
  expect(neighbour(ids, "c", 1)).toBeNull();
  expect(neighbour(ids, "a", -1)).toBeNull();
  expect(neighbour(ids, "gone", -1)).toBe("a");
  expect(neighbour([], "a", 1)).toBeNull();
});
