/**
 * Messages on their way to the server: each goes in the order of its conversation, is tried again
 * with the same reference until an answer comes, and survives a reload.
 */
import { type Backoff, createBackoff } from "./backoff.ts";
import { ApiError, NetworkError } from "./http.ts";
import type { Timers } from "./timers.ts";
import type { Message, NewContent } from "./types.ts";

export interface OutboxEntry {
  clientRef: string;
  conversationId: string;
  content: NewContent;
  replyTo: string | null;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** Where entries outlive the page. */
export interface OutboxStorage {
  load(): OutboxEntry[];
  save(entry: OutboxEntry): void;
  remove(clientRef: string): void;
}

export interface OutboxOptions {
  timers: Timers;
  storage: OutboxStorage;
  send: (entry: OutboxEntry) => Promise<Message>;
  onWaiting: (entry: OutboxEntry) => void;
  onSending: (entry: OutboxEntry) => void;
  onSent: (entry: OutboxEntry, message: Message) => void;
  /** The server said no. Asking again unchanged is useless. */
  onRefused: (entry: OutboxEntry, error: ApiError) => void;
}

interface Lane {
  entries: OutboxEntry[];
  busy: boolean;
  timer: unknown;
  backoff: Backoff;
}

export class Outbox {
  readonly #options: OutboxOptions;
  #lanes = new Map<string, Lane>();
  #running = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** How many messages the server has not taken yet. */
  get size(): number {
    let size = 0;
    for (const lane of this.#lanes.values()) size += lane.entries.length;
    return size;
  }

  /** Brings back what an earlier page left, and begins to send. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    const left = this.#options.storage.load().sort((a, b) => a.createdAt - b.createdAt);
    for (const entry of left) {
      this.#lane(entry.conversationId).entries.push(entry);
      this.#options.onWaiting(entry);
    }
    this.flush();
  }

  stop(): void {
    this.#running = false;
    for (const lane of this.#lanes.values()) this.#options.timers.clearTimeout(lane.timer);
    this.#lanes.clear();
  }

  add(entry: OutboxEntry): void {
    this.#options.storage.save(entry);
    this.#options.onWaiting(entry);
    const lane = this.#lane(entry.conversationId);
    lane.entries.push(entry);
    if (lane.timer === null) void this.#work(lane);
  }

  /** The server has it, as the feed shows: nothing more to send, even if no answer ever came. */
  settle(clientRef: string): void {
    this.#options.storage.remove(clientRef);
    for (const lane of this.#lanes.values()) {
      const waited = lane.entries[0]?.clientRef === clientRef && !lane.busy;
      lane.entries = lane.entries.filter((entry) => entry.clientRef !== clientRef);
      if (waited) this.#kick(lane);
    }
  }

  /** The server is within reach again: try at once. */
  flush(): void {
    for (const lane of this.#lanes.values()) this.#kick(lane);
  }

  #kick(lane: Lane): void {
    this.#options.timers.clearTimeout(lane.timer);
    lane.timer = null;
    lane.backoff.reset();
    void this.#work(lane);
  }

  async #work(lane: Lane): Promise<void> {
    if (lane.busy || !this.#running) return;
    lane.busy = true;
    try {
      for (;;) {
        const entry = lane.entries[0];
        if (!entry || !this.#running) return;
        if (!(await this.#sendOne(lane, entry))) return;
      }
    } finally {
      lane.busy = false;
    }
  }

  /** True when the next one may go. */
  async #sendOne(lane: Lane, entry: OutboxEntry): Promise<boolean> {
    const { onSending, onSent, onRefused, onWaiting, send, timers } = this.#options;
    onSending(entry);
    try {
      const message = await send(entry);
      lane.backoff.reset();
      this.#finish(lane, entry);
      onSent(entry, message);
      return true;
    } catch (error) {
      // The feed may have shown it while the answer was lost.
      if (!lane.entries.includes(entry)) return true;
      const signedOut = error instanceof ApiError && error.status === 401;
      const later =
        error instanceof NetworkError || signedOut || (error instanceof ApiError && error.transient);
      if (error instanceof ApiError && !later) {
        this.#finish(lane, entry);
        onRefused(entry, error);
        return true;
      }
      onWaiting(entry);
      const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
      const wait = Math.max(asked, lane.backoff.next());
      if (this.#running) lane.timer = timers.setTimeout(() => this.#retry(lane), wait);
      return false;
    }
  }

  #retry(lane: Lane): void {
    lane.timer = null;
    void this.#work(lane);
  }

  #finish(lane: Lane, entry: OutboxEntry): void {
    lane.entries = lane.entries.filter((other) => other !== entry);
    this.#options.storage.remove(entry.clientRef);
  }

  #lane(conversation: string): Lane {
    const known = this.#lanes.get(conversation);
    if (known) return known;
    const { random } = this.#options.timers;
    const lane: Lane = {
      entries: [],
      busy: false,
      timer: null,
      backoff: createBackoff({ firstMs: 1_000, capMs: 30_000, random }),
    };
    this.#lanes.set(conversation, lane);
    return lane;
  }
}
