import { describe, expect, it } from "vitest";
import type { BubbleMessage } from "./Bubble.tsx";
import { en } from "./labels.ts";
import { threadRows } from "./rows.ts";
import { dayName } from "./time.ts";

/** Local noon of a day, and some minutes. */
const at = (day: number, minutes = 0) => new Date(2026, 10, day, 12, minutes).toISOString();

function message(key: string, time: string, more: Partial<BubbleMessage> = {}): BubbleMessage {
  return {
    key,
    id: key,
    conversation_id: "c",
    direction: "inbound",
    content: { type: "text", text: key },
    at: time,
    status_times: {},
    attempt: 0,
    reactions: [],
    ...more,
  };
}
const none = { atStart: false, unreadFrom: null, unreadCount: 0 };

describe("the rows of a thread", () => {
  it("e2_each day has one separator, and every row a key of its own", () => {
    const messages = [
      message("a", at(18)),
      message("b", at(18, 5)),
      message("c", at(19)),
      message("d", at(20)),
    ];
    const rows = threadRows(messages, { ...none, atStart: true });
    expect(rows.map((row) => row.kind)).toEqual([
      "start",
      "day",
      "message",
      "message",
      "day",
      "message",
      "day",
      "message",
    ]);
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });

  it("e2_a group ends with the person, with a pause, with the day and at the divider", () => {
    const ann = { user_id: "1", name: "Ann" };
    const bob = { user_id: "2", name: "Bob" };
    const messages = [
      message("a", at(20, 0)),
      message("b", at(20, 1)),
      message("c", at(20, 2), { direction: "outbound", author: ann }),
      message("d", at(20, 3), { direction: "outbound", author: ann }),
      message("e", at(20, 4), { direction: "outbound", author: bob }),
      message("f", at(20, 30), { direction: "outbound", author: bob }),
      message("g", at(20, 31)),
      message("h", at(20, 32)),
    ];
    const rows = threadRows(messages, { ...none, unreadFrom: "h", unreadCount: 1 });
    const firsts = rows.flatMap((row) => (row.kind === "message" && row.first ? [row.key] : []));
    expect(firsts).toEqual(["a", "c", "e", "f", "g", "h"]);
    const divider = rows.findIndex((row) => row.kind === "unread");
    expect(rows[divider + 1]?.key).toBe("h");
  });

  it("e2_days are named as people name them", () => {
    const now = new Date(2026, 10, 20, 0, 5).getTime();
    expect(dayName(new Date(2026, 10, 20, 0, 1).toISOString(), en, now)).toBe("Today");
    expect(dayName(new Date(2026, 10, 19, 23, 59).toISOString(), en, now)).toBe("Yesterday");
    expect(dayName(at(17), en, now)).toBe("Tuesday");
    expect(dayName(at(2), en, now)).toBe("2 November");
    expect(dayName(new Date(2025, 1, 3).toISOString(), en, now)).toBe("3 February 2025");
  });
});
