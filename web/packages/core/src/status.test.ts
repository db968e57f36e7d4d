import { describe, expect, it } from "vitest";
import { mergeMessage, statusRank, supersedes } from "./status.ts";
import { at, chance, outbound, shuffled } from "./testing/fixtures.ts";
import type { MessageStatus } from "./types.ts";

const ORDER: MessageStatus[] = [
  "queued",
  "sending",
  "unknown",
  "accepted",
  "sent",
  "failed",
  "delivered",
  "read",
  "played",
];

describe("status", () => {
  it("b5_ranks as the server does", () => {
    expect([...ORDER].sort((a, b) => statusRank(a) - statusRank(b))).toEqual(ORDER);
    expect(new Set(ORDER.map(statusRank)).size).toBe(ORDER.length);
  });

  it("b5_never goes back within an attempt, and starts over with the next", () => {
    for (const [i, now] of ORDER.entries()) {
      for (const [j, news] of ORDER.entries()) {
        expect(supersedes({ status: now, attempt: 1 }, { status: news, attempt: 1 })).toBe(j > i);
        expect(supersedes({ status: now, attempt: 1 }, { status: news, attempt: 2 })).toBe(true);
        expect(supersedes({ status: now, attempt: 2 }, { status: news, attempt: 1 })).toBe(false);
      }
    }
  });

  it("b5_ends the same whatever the order of the copies", () => {
    const copies = ORDER.slice(0, 5).map((status) =>
      outbound("m", { status, attempt: 1, status_times: status === "sent" ? { sent_at: at(5) } : {} }),
    );
    for (let seed = 0; seed < 200; seed += 1) {
      const order = shuffled(copies, chance(seed));
      const end = order.reduce((known, copy) => mergeMessage(known, copy));
      expect(end.status).toBe("sent");
      expect(end.status_times.sent_at).toBe(at(5));
    }
  });

  it("keeps the wamid and the reason of the state that counts", () => {
    const failed = outbound("m", {
      status: "failed",
      attempt: 1,
      error: { title: "No", remedy: "Do" },
      wamid: "w1",
    });
    const late = outbound("m", { status: "accepted", attempt: 1, wamid: null });
    expect(mergeMessage(failed, late)).toMatchObject({
      status: "failed",
      wamid: "w1",
      error: { title: "No" },
    });
    const again = outbound("m", { status: "sending", attempt: 2 });
    expect(mergeMessage(failed, again)).toMatchObject({ status: "sending", error: null, attempt: 2 });
  });
});
