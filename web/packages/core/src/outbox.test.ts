import { describe, expect, it } from "vitest";
import { ApiError, NetworkError } from "./http.ts";
import { Outbox, type OutboxEntry } from "./outbox.ts";
import { chance, HandTimers, outbound, settle } from "./testing/fixtures.ts";
import type { Message } from "./types.ts";

function entry(clientRef: string, conversationId = "c1", createdAt = 0): OutboxEntry {
  return { clientRef, conversationId, content: { type: "text", text: clientRef }, replyTo: null, createdAt };
}

const problem = (status: number, code: string) =>
  new ApiError({ type: "", title: code, detail: code, status, code });

class Stage {
  readonly timers = new HandTimers(chance(3));
  readonly kept = new Map<string, OutboxEntry>();
  readonly asked: string[] = [];
  readonly sent: string[] = [];
  readonly refused: string[] = [];
  readonly taken = new Set<string>();
  answer: (entry: OutboxEntry) => Promise<Message> = async (e) =>
    outbound(`m-${e.clientRef}`, { client_ref: e.clientRef });
  readonly outbox = new Outbox({
    timers: this.timers,
    storage: {
      load: () => [...this.kept.values()],
      save: (e) => this.kept.set(e.clientRef, e),
      remove: (ref) => this.kept.delete(ref),
    },
    send: async (e) => {
      this.asked.push(e.clientRef);
      const message = await this.answer(e);
      this.taken.add(e.clientRef);
      return message;
    },
    onWaiting: () => {},
    onSending: () => {},
    onSent: (e) => this.sent.push(e.clientRef),
    onRefused: (e) => this.refused.push(e.clientRef),
  });
}

describe("the outbox", () => {
  it("e3_sends in the order of the conversation, one at a time", async () => {
    const stage = new Stage();
    stage.outbox.start();
    let open = 0;
    stage.answer = async (e) => {
      open += 1;
      expect(open).toBe(1);
      await settle();
      open -= 1;
      return outbound(e.clientRef);
    };
    for (const ref of ["a", "b", "c"]) stage.outbox.add(entry(ref));
    for (let i = 0; i < 10; i += 1) await settle();
    expect(stage.sent).toEqual(["a", "b", "c"]);
    expect(stage.kept.size).toBe(0);
  });

  it("e3_repeats with the same reference until the server answers, and lets nothing overtake", async () => {
    const stage = new Stage();
    stage.outbox.start();
    let down = true;
    stage.answer = async (e) => {
      if (down) throw new NetworkError("down");
      return outbound(e.clientRef);
    };
    stage.outbox.add(entry("a"));
    stage.outbox.add(entry("b"));
    await stage.timers.advance(60_000);
    expect(new Set(stage.asked)).toEqual(new Set(["a"]));
    expect(stage.asked.length).toBeGreaterThan(3);
    expect(stage.outbox.size).toBe(2);
    down = false;
    stage.outbox.flush();
    await stage.timers.advance(0);
    await stage.timers.advance(0);
    expect(stage.sent).toEqual(["a", "b"]);
  });

  it("e3_one conversation's trouble does not hold up another", async () => {
    const stage = new Stage();
    stage.outbox.start();
    stage.answer = async (e) => {
      if (e.conversationId === "c1") throw new NetworkError("down");
      return outbound(e.clientRef);
    };
    stage.outbox.add(entry("a", "c1"));
    stage.outbox.add(entry("b", "c2"));
    await stage.timers.advance(0);
    expect(stage.sent).toEqual(["b"]);
  });

  it("e3_a refusal is final and lets the next one go; a busy server is asked again", async () => {
    const stage = new Stage();
    stage.outbox.start();
    let busy = 2;
    stage.answer = async (e) => {
      if (e.clientRef === "a") throw problem(409, "window_closed");
      busy -= 1;
      if (busy >= 0) throw problem(503, "unavailable");
      return outbound(e.clientRef);
    };
    stage.outbox.add(entry("a"));
    stage.outbox.add(entry("b"));
    await stage.timers.advance(20_000);
    expect(stage.refused).toEqual(["a"]);
    expect(stage.sent).toEqual(["b"]);
    expect(stage.asked.filter((ref) => ref === "a").length).toBe(1);
  });

  it("e3_waits as long as the server asks", async () => {
    const stage = new Stage();
    stage.outbox.start();
    let first = true;
    stage.answer = async (e) => {
      if (!first) return outbound(e.clientRef);
      first = false;
      throw new ApiError({ type: "", title: "", detail: "", status: 429, code: "slow_down" }, 30);
    };
    stage.outbox.add(entry("a"));
    await stage.timers.advance(29_000);
    expect(stage.asked.length).toBe(1);
    await stage.timers.advance(2_000);
    expect(stage.sent).toEqual(["a"]);
  });

  it("e3_what the feed shows is not sent again, though its answer was lost", async () => {
    const stage = new Stage();
    stage.outbox.start();
    stage.answer = async (e) => {
      if (e.clientRef === "a") throw new NetworkError("cut after the server took it");
      return outbound(e.clientRef);
    };
    stage.outbox.add(entry("a"));
    stage.outbox.add(entry("b"));
    await stage.timers.advance(0);
    stage.outbox.settle("a");
    await stage.timers.advance(60_000);
    expect(stage.asked).toEqual(["a", "b"]);
    expect(stage.sent).toEqual(["b"]);
    expect(stage.kept.size).toBe(0);
  });

  it("e3_outlives the page, in order", async () => {
    const stage = new Stage();
    stage.kept.set("late", entry("late", "c1", 20));
    stage.kept.set("early", entry("early", "c1", 10));
    stage.outbox.start();
    await stage.timers.advance(0);
    await stage.timers.advance(0);
    expect(stage.sent).toEqual(["early", "late"]);
  });

  it("e3_whatever fails and how often, each message is taken once by its reference and in order", async () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const random = chance(seed);
      const stage = new Stage();
      const order: string[] = [];
      stage.answer = async (e) => {
        const dice = random();
        if (dice < 0.3) throw new NetworkError("down");
        // Taken, and the answer lost: the server knows the reference the next time.
        if (!order.includes(e.clientRef)) order.push(e.clientRef);
        if (dice < 0.5) throw new NetworkError("cut");
        if (dice < 0.6) throw problem(503, "busy");
        return outbound(e.clientRef);
      };
      stage.outbox.start();
      const refs = Array.from({ length: 8 }, (_, i) => `r${i}`);
      for (const ref of refs) stage.outbox.add(entry(ref));
      await stage.timers.advance(3_600_000);
      expect(order, `seed ${seed}`).toEqual(refs);
      expect(stage.sent).toEqual(refs);
    }
  });
});
