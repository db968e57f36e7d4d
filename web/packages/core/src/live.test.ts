import { describe, expect, it } from "vitest";
import { ApiError, NetworkError } from "./http.ts";
import { type ConnectionState, LiveClient, type SocketLike } from "./live.ts";
import { at, chance, HandTimers, message } from "./testing/fixtures.ts";
import type { EventPage, FeedEvent, LiveFrame } from "./types.ts";

function event(seq: number): FeedEvent {
  return { type: "message.created", seq, recorded_at: at(seq), message: message(`m${seq}`) };
}

class FakeSocket implements SocketLike {
  onmessage: SocketLike["onmessage"] = null;
  onclose: SocketLike["onclose"] = null;
  onerror: SocketLike["onerror"] = null;
  closed = false;
  close() {
    this.closed = true;
  }
  say(frame: LiveFrame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  drop(code = 1006) {
    this.closed = true;
    this.onclose?.({ code });
  }
}

/** A server that can be cut off, and a client of it. */
class Stage {
  readonly timers: HandTimers;
  readonly sockets: FakeSocket[] = [];
  readonly afters: (number | null)[] = [];
  readonly seen: number[] = [];
  readonly states: ConnectionState[] = [];
  log: FeedEvent[] = [];
  resyncs = 0;
  signedOut = 0;
  socketsWork = true;
  network = true;
  oldest = 0;
  readonly client: LiveClient;

  constructor(seed = 1) {
    this.timers = new HandTimers(chance(seed));
    this.client = new LiveClient({
      timers: this.timers,
      openSocket: (after) => {
        this.afters.push(after);
        const socket = new FakeSocket();
        this.sockets.push(socket);
        if (!this.socketsWork || !this.network) this.timers.setTimeout(() => socket.drop(), 1);
        return socket;
      },
      fetchEvents: (after) => this.answer(after),
      onEvents: (events) => this.seen.push(...events.map((e) => e.seq)),
      onResync: () => {
        this.resyncs += 1;
      },
      onChange: ({ state }) => {
        if (this.states.at(-1) !== state) this.states.push(state);
      },
      onSignedOut: () => {
        this.signedOut += 1;
      },
    });
  }

  get socket(): FakeSocket {
    return this.sockets[this.sockets.length - 1] as FakeSocket;
  }

  async answer(after: number | null): Promise<EventPage> {
    await Promise.resolve();
    if (!this.network) throw new NetworkError("down");
    const cursor = this.log.at(-1)?.seq ?? 0;
    const page = { now: at(0), resync: false };
    if (after === null) return { ...page, events: [], cursor };
    if (after < this.oldest) return { ...page, events: [], cursor, resync: true };
    const events = this.log.filter((e) => e.seq > after).slice(0, 3);
    return { ...page, events, cursor: events.at(-1)?.seq ?? cursor };
  }

  hello(cursor = this.client.diagnostics.cursor ?? 0) {
    this.socket.say({ type: "hello", cursor, heartbeat_seconds: 15, now: at(0) });
  }

  /** Waits for the next socket that stays open, and greets on it. */
  async comeBack() {
    for (let i = 0; i < 200; i += 1) {
      if (!this.socket.closed && this.socket.onmessage) return this.hello();
      await this.timers.advance(200);
    }
    throw new Error("no socket was opened");
  }

  happen(...seqs: number[]) {
    this.log.push(...seqs.map(event));
  }

  push(...seqs: number[]) {
    this.socket.say({ type: "events", events: seqs.map(event), cursor: seqs.at(-1) ?? 0 });
  }
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("the live feed", () => {
  it("d7_is live from the greeting on, and delivers in order", () => {
    const stage = new Stage();
    stage.client.start(4);
    expect(stage.afters).toEqual([4]);
    expect(stage.client.diagnostics.state).toBe("connecting");
    stage.hello();
    stage.push(5, 6);
    stage.push(7);
    expect(stage.client.diagnostics).toMatchObject({ state: "live", cursor: 7, failures: 0 });
    expect(stage.seen).toEqual([5, 6, 7]);
  });

  it("d7_drops what it has seen", () => {
    const stage = new Stage();
    stage.client.start(0);
    stage.hello();
    stage.push(1, 2);
    stage.push(1, 2, 3);
    stage.push(2);
    expect(stage.seen).toEqual([1, 2, 3]);
  });

  it("d7_fetches what a gap hides, page by page", async () => {
    const stage = new Stage();
    stage.happen(...range(1, 10));
    stage.client.start(0);
    stage.hello();
    stage.push(1);
    stage.push(9, 10);
    await stage.timers.advance(10);
    expect(stage.seen).toEqual(range(1, 10));
  });

  it("d7_a heartbeat that is ahead uncovers a lost frame", async () => {
    const stage = new Stage();
    stage.happen(1, 2);
    stage.client.start(0);
    stage.hello();
    stage.socket.say({ type: "heartbeat", cursor: 2, now: at(0) });
    await stage.timers.advance(10);
    expect(stage.seen).toEqual([1, 2]);
  });

  it("d7_a cut socket is polled for until it is live again, and nothing is lost or doubled", async () => {
    const stage = new Stage();
    stage.client.start(0);
    stage.hello();
    stage.happen(1);
    stage.push(1);
    stage.socketsWork = false;
    stage.socket.drop();
    await stage.timers.advance(10);
    expect(stage.client.diagnostics.state).toBe("polling");
    expect(stage.client.diagnostics.nextAttemptAt).not.toBeNull();
    expect(stage.client.diagnostics.lastError).toContain("1006");
    stage.happen(2, 3);
    await stage.timers.advance(5_000);
    expect(stage.seen).toEqual([1, 2, 3]);
    stage.socketsWork = true;
    stage.happen(4);
    await stage.comeBack();
    await stage.timers.advance(10);
    stage.socket.say({ type: "heartbeat", cursor: 4, now: at(0) });
    await stage.timers.advance(10);
    expect(stage.seen).toEqual([1, 2, 3, 4]);
    expect(stage.afters.at(-1)).toBeGreaterThanOrEqual(3);
    expect(stage.client.diagnostics.state).toBe("live");
    stage.happen(5);
    stage.push(5);
    await stage.timers.advance(10_000);
    expect(stage.seen).toEqual([1, 2, 3, 4, 5]);
    expect(stage.states).toEqual(["connecting", "live", "connecting", "polling", "live"]);
  });

  it("d7_without a network it is offline, says why, and comes back by itself", async () => {
    const stage = new Stage();
    stage.client.start(0);
    stage.hello();
    stage.network = false;
    stage.socket.drop();
    await stage.timers.advance(30_000);
    expect(stage.client.diagnostics).toMatchObject({ state: "offline", lastError: "down" });
    expect(stage.client.diagnostics.failures).toBeGreaterThan(2);
    stage.happen(1, 2, 3, 4);
    stage.network = true;
    await stage.timers.advance(5_000);
    expect(stage.client.diagnostics.state).toBe("polling");
    expect(stage.seen).toEqual([1, 2, 3, 4]);
    await stage.comeBack();
    expect(stage.client.diagnostics.state).toBe("live");
  });

  it("d7_a silent socket is closed after three heartbeats", async () => {
    const stage = new Stage();
    stage.client.start(0);
    stage.hello();
    await stage.timers.advance(44_000);
    expect(stage.client.diagnostics.state).toBe("live");
    stage.socket.say({ type: "heartbeat", cursor: 0, now: at(0) });
    const first = stage.socket;
    await stage.timers.advance(44_000);
    expect(first.closed).toBe(false);
    await stage.timers.advance(2_000);
    expect(first.closed).toBe(true);
    expect(stage.client.diagnostics.state).not.toBe("live");
  });

  it("d7_a socket that never greets is given up", async () => {
    const stage = new Stage();
    stage.client.start(0);
    await stage.timers.advance(10_001);
    expect(stage.sockets[0]?.closed).toBe(true);
    await stage.timers.advance(1_500);
    expect(stage.sockets.length).toBeGreaterThan(1);
  });

  it("d7_resync is passed on and the cursor moves", () => {
    const stage = new Stage();
    stage.client.start(3);
    stage.hello();
    stage.socket.say({ type: "resync", cursor: 90 });
    stage.push(91);
    expect(stage.resyncs).toBe(1);
    expect(stage.seen).toEqual([91]);
  });

  it("d7_a feed that starts over is noticed on the socket and by polling", async () => {
    const stage = new Stage();
    stage.client.start(50);
    stage.hello(2);
    expect(stage.resyncs).toBe(1);
    expect(stage.client.diagnostics.cursor).toBe(2);

    const polled = new Stage();
    polled.socketsWork = false;
    polled.oldest = 60;
    polled.happen(60, 61);
    polled.client.start(50);
    await polled.timers.advance(20);
    expect(polled.resyncs).toBe(1);
    expect(polled.client.diagnostics.cursor).toBe(61);
  });

  it("d7_a session that ended stops the feed, on the socket and by polling", async () => {
    const stage = new Stage();
    stage.client.start(0);
    stage.hello();
    stage.socket.drop(4401);
    await stage.timers.advance(60_000);
    expect(stage.signedOut).toBe(1);
    expect(stage.sockets.length).toBe(1);

    const polled = new Stage();
    polled.socketsWork = false;
    polled.answer = async () => {
      throw new ApiError({ type: "", title: "", detail: "", status: 401, code: "not_signed_in" });
    };
    polled.client.start(0);
    await polled.timers.advance(60_000);
    expect(polled.signedOut).toBe(1);
  });

  it("d7_stop is final: nothing opens, polls or delivers afterwards", async () => {
    const stage = new Stage();
    stage.client.start(0);
    stage.hello();
    const { socket } = stage;
    stage.client.stop();
    socket.say({ type: "events", events: [event(1)], cursor: 1 });
    await stage.timers.advance(120_000);
    expect(stage.seen).toEqual([]);
    expect(stage.sockets.length).toBe(1);
    expect(socket.closed).toBe(true);
  });

  it("d7_whatever is cut, doubled or lost, each event is delivered once and in order", async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const stage = new Stage(seed);
      const random = chance(seed * 31);
      stage.client.start(0);
      stage.hello(0);
      let last = 0;
      for (let step = 0; step < 60; step += 1) {
        const dice = random();
        if (dice < 0.5) {
          last += 1;
          stage.happen(last);
          const reachable = stage.network && stage.socketsWork && !stage.socket.closed;
          if (reachable && random() < 0.7) {
            // Sometimes with a repeat of what came before.
            const from = Math.max(1, last - Math.floor(random() * 3));
            stage.push(...range(from, last));
          }
        } else if (dice < 0.6) stage.socket.drop();
        else if (dice < 0.7) stage.socketsWork = !stage.socketsWork;
        else if (dice < 0.78) stage.network = !stage.network;
        else await stage.timers.advance(Math.floor(random() * 8_000));
        if (!stage.socket.closed && stage.network && stage.socketsWork && random() < 0.5) stage.hello();
      }
      stage.network = true;
      stage.socketsWork = true;
      await stage.comeBack();
      stage.socket.say({ type: "heartbeat", cursor: last, now: at(0) });
      await stage.timers.advance(10_000);
      expect(stage.seen, `seed ${seed}`).toEqual(range(1, last));
    }
  });
});
