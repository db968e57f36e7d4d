/**
 * The live feed as a client sees it: a WebSocket that resumes from a cursor, polling while the socket
 * is down, and an honest account of which of the two is at work.
 */
import { createBackoff } from "./backoff.ts";
import { ApiError } from "./http.ts";
import type { Timers } from "./timers.ts";
import type { EventPage, FeedEvent, LiveFrame } from "./types.ts";

export type ConnectionState = "connecting" | "live" | "polling" | "offline";

export interface Diagnostics {
  state: ConnectionState;
  /** When this state began (milliseconds since 1970). */
  since: number;
  lastError: string | null;
  /** When the socket is tried next; null while it is up or being tried. */
  nextAttemptAt: number | null;
  /** Failed tries since the socket was last up. */
  failures: number;
  /** When anything was last heard, by socket or by polling. */
  lastHeardAt: number | null;
  cursor: number | null;
}

/** As much of a WebSocket as is needed. */
export interface SocketLike {
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason?: string }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  close(code?: number): void;
}

export interface LiveOptions {
  timers: Timers;
  openSocket: (after: number | null) => SocketLike;
  fetchEvents: (after: number | null) => Promise<EventPage>;
  /** In order, each once. */
  onEvents: (events: FeedEvent[]) => void;
  /** What is on screen may be stale: fetch it again. */
  onResync: () => void;
  onChange?: (diagnostics: Diagnostics) => void;
  onSignedOut?: () => void;
  /** The server told its time. */
  onTime?: (now: string) => void;
  pollEveryMs?: number;
}

export const POLL_EVERY_MS = 5_000;
export const HELLO_WITHIN_MS = 10_000;
const DEFAULT_HEARTBEAT_SECONDS = 15;
/** A socket that has been silent for this many heartbeats is dead, whatever the network says. */
const MISSED_HEARTBEATS = 3;
/** However often the server says it beats: a busy machine may be late. */
const SHORTEST_SILENCE_MS = 10_000;
const SIGNED_OUT = 4401;
const TOO_SLOW = 1013;

export class LiveClient {
  readonly #options: LiveOptions;
  readonly #backoff;
  #running = false;
  #socket: SocketLike | null = null;
  #greeted = false;
  #silenceMs = DEFAULT_HEARTBEAT_SECONDS * 1_000 * MISSED_HEARTBEATS;
  #watchdog: unknown = null;
  #reconnect: unknown = null;
  #poll: unknown = null;
  #catchingUp = false;
  #onceMore = false;
  /** Grows with every start and stop, so that late answers of an earlier life are dropped. */
  #life = 0;
  #diagnostics: Diagnostics;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#backoff = createBackoff({ firstMs: 1_000, capMs: 30_000, random: options.timers.random });
    this.#diagnostics = {
      state: "connecting",
      since: options.timers.now(),
      lastError: null,
      nextAttemptAt: null,
      failures: 0,
      lastHeardAt: null,
      cursor: null,
    };
  }

  get diagnostics(): Diagnostics {
    return this.#diagnostics;
  }

  /** Begins after `cursor`: everything later is delivered. */
  start(cursor: number | null): void {
    if (this.#running) return;
    this.#running = true;
    this.#life += 1;
    this.#note({ cursor, state: "connecting" });
    this.#connect();
  }

  stop(): void {
    this.#running = false;
    this.#life += 1;
    this.#dropSocket();
    this.#clear();
  }

  /** The network may be back, or somebody is looking again: try now. */
  wake(): void {
    if (!this.#running || this.#greeted) return;
    this.#backoff.reset();
    this.#cancel("reconnect");
    if (!this.#socket) this.#connect();
    this.#pollNow();
  }

  /** The device says that it has no network. */
  networkLost(): void {
    if (!this.#running) return;
    this.#lost("This device has no network.");
    this.#note({ state: "offline" });
  }

  #connect(): void {
    const { timers, openSocket } = this.#options;
    this.#cancel("reconnect");
    this.#note({ nextAttemptAt: null });
    let socket: SocketLike;
    try {
      socket = openSocket(this.#diagnostics.cursor);
    } catch (error) {
      this.#lost(String(error));
      return;
    }
    this.#socket = socket;
    this.#greeted = false;
    socket.onmessage = (event) => {
      if (this.#socket === socket) this.#onFrame(event.data);
    };
    socket.onclose = (event) => {
      if (this.#socket === socket) this.#onClose(event.code, event.reason);
    };
    socket.onerror = () => {
      // `close` follows and carries what there is to know.
    };
    this.#watchdog = timers.setTimeout(
      () => this.#lost("The live connection did not answer."),
      HELLO_WITHIN_MS,
    );
  }

  #onFrame(data: unknown): void {
    const frame = parseFrame(data);
    this.#feedWatchdog();
    if (!frame) return;
    this.#note({ lastHeardAt: this.#options.timers.now() });
    switch (frame.type) {
      case "hello":
        this.#options.onTime?.(frame.now);
        this.#onHello(frame.cursor, frame.heartbeat_seconds);
        break;
      case "events":
        this.#take(frame.events, frame.cursor);
        break;
      case "heartbeat":
        this.#options.onTime?.(frame.now);
        this.#checkCursor(frame.cursor);
        break;
      case "resync":
        this.#resync(frame.cursor);
        break;
    }
  }

  #onHello(cursor: number, heartbeatSeconds: number): void {
    this.#greeted = true;
    this.#backoff.reset();
    const beatMs = (heartbeatSeconds || DEFAULT_HEARTBEAT_SECONDS) * 1_000;
    this.#silenceMs = Math.max(SHORTEST_SILENCE_MS, beatMs * MISSED_HEARTBEATS);
    this.#feedWatchdog();
    this.#cancel("poll");
    const known = this.#diagnostics.cursor;
    this.#note({ state: "live", failures: 0, nextAttemptAt: null, lastError: null });
    if (known === null) this.#note({ cursor });
    // A feed that is behind us is another feed: the server started over.
    else if (cursor < known) this.#resync(cursor);
  }

  #onClose(code: number, reason?: string): void {
    if (code === SIGNED_OUT) {
      this.stop();
      this.#options.onSignedOut?.();
      return;
    }
    const why =
      code === TOO_SLOW
        ? "This browser could not keep up."
        : reason || `The live connection closed (${code}).`;
    this.#lost(why);
  }

  /** The socket is gone: plan the next try, and poll meanwhile. */
  #lost(why: string): void {
    const wasLive = this.#greeted;
    this.#dropSocket();
    if (!this.#running) return;
    const { timers } = this.#options;
    const wait = this.#backoff.next();
    this.#cancel("reconnect");
    this.#reconnect = timers.setTimeout(() => this.#connect(), wait);
    this.#note({
      lastError: why,
      nextAttemptAt: timers.now() + wait,
      failures: this.#backoff.failures,
      ...(wasLive ? { state: "connecting" as const } : {}),
    });
    if (this.#poll === null) this.#pollNow();
  }

  #pollNow(): void {
    this.#cancel("poll");
    if (!this.#running || this.#greeted) return;
    const life = this.#life;
    this.#poll = this.#options.timers.setTimeout(() => {
      void this.#pollOnce(life);
    }, 0);
  }

  async #pollOnce(life: number): Promise<void> {
    const reached = await this.#catchUp(life);
    if (life !== this.#life || this.#greeted) return;
    this.#note({ state: reached ? "polling" : "offline" });
    this.#cancel("poll");
    this.#poll = this.#options.timers.setTimeout(
      () => void this.#pollOnce(life),
      this.#options.pollEveryMs ?? POLL_EVERY_MS,
    );
  }

  /** Fetches everything after the cursor. False if the server was not reached. */
  async #catchUp(life: number): Promise<boolean> {
    if (this.#catchingUp) return this.#diagnostics.state !== "offline";
    this.#catchingUp = true;
    try {
      for (;;) {
        const before = this.#diagnostics.cursor;
        const page = await this.#options.fetchEvents(before);
        if (life !== this.#life) return true;
        this.#options.onTime?.(page.now);
        this.#note({ lastHeardAt: this.#options.timers.now() });
        // Behind what was asked from, not behind what the socket may have brought meanwhile.
        if (page.resync || (before !== null && page.cursor < before)) {
          this.#resync(page.cursor);
          return true;
        }
        this.#deliver(page.events);
        this.#note({ cursor: Math.max(this.#diagnostics.cursor ?? page.cursor, page.cursor) });
        if (page.events.length === 0 && !this.#onceMore) return true;
        this.#onceMore = false;
      }
    } catch (error) {
      if (life !== this.#life) return true;
      if (error instanceof ApiError && error.status === 401) {
        this.stop();
        this.#options.onSignedOut?.();
        return true;
      }
      this.#note({ lastError: error instanceof Error ? error.message : String(error) });
      return error instanceof ApiError && error.status < 500;
    } finally {
      this.#catchingUp = false;
      this.#onceMore = false;
    }
  }

  /** Events that came by socket: apply what follows, fetch what is missing. */
  #take(events: FeedEvent[], cursor: number): void {
    const known = this.#diagnostics.cursor;
    const next = events.find((event) => known === null || event.seq > known);
    if (known !== null && next && next.seq > known + 1) {
      void this.#fill();
      return;
    }
    this.#deliver(events);
    this.#checkCursor(cursor);
  }

  #checkCursor(cursor: number): void {
    const known = this.#diagnostics.cursor;
    if (known === null) this.#note({ cursor });
    else if (cursor > known) void this.#fill();
  }

  async #fill(): Promise<void> {
    if (this.#catchingUp) {
      // The answer under way may be older than what was just heard of.
      this.#onceMore = true;
      return;
    }
    await this.#catchUp(this.#life);
  }

  #deliver(events: FeedEvent[]): void {
    let last = this.#diagnostics.cursor ?? 0;
    const fresh: FeedEvent[] = [];
    for (const event of events) {
      if (event.seq <= last) continue;
      last = event.seq;
      fresh.push(event);
    }
    if (fresh.length === 0) return;
    this.#note({ cursor: last });
    this.#options.onEvents(fresh);
  }

  #resync(cursor: number): void {
    this.#note({ cursor });
    this.#options.onResync();
  }

  #feedWatchdog(): void {
    const { timers } = this.#options;
    timers.clearTimeout(this.#watchdog);
    const within = this.#greeted ? this.#silenceMs : HELLO_WITHIN_MS;
    this.#watchdog = timers.setTimeout(() => this.#lost("The live connection went silent."), within);
  }

  #dropSocket(): void {
    this.#options.timers.clearTimeout(this.#watchdog);
    const socket = this.#socket;
    this.#socket = null;
    this.#greeted = false;
    if (!socket) return;
    socket.onmessage = null;
    socket.onclose = null;
    try {
      socket.close();
    } catch {
      // It was closed already.
    }
  }

  #cancel(which: "reconnect" | "poll"): void {
    if (which === "reconnect") {
      this.#options.timers.clearTimeout(this.#reconnect);
      this.#reconnect = null;
    } else {
      this.#options.timers.clearTimeout(this.#poll);
      this.#poll = null;
    }
  }

  #clear(): void {
    this.#cancel("reconnect");
    this.#cancel("poll");
    this.#options.timers.clearTimeout(this.#watchdog);
  }

  #note(change: Partial<Diagnostics>): void {
    const before = this.#diagnostics;
    const since = change.state && change.state !== before.state ? this.#options.timers.now() : before.since;
    this.#diagnostics = { ...before, ...change, since };
    this.#options.onChange?.(this.#diagnostics);
  }
}

function parseFrame(data: unknown): LiveFrame | null {
  if (typeof data !== "string") return null;
  try {
    const frame: unknown = JSON.parse(data);
    return frame && typeof frame === "object" && "type" in frame ? (frame as LiveFrame) : null;
  } catch {
    return null;
  }
}
