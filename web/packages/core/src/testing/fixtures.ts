/**
 * Things to test with: entities, time that is moved by hand, chance that repeats.
 */
import type { Timers } from "../timers.ts";
import type { Conversation, FeedEvent, Message } from "../types.ts";

export const T0 = Date.parse("2026-11-20T09:00:00Z");

export function at(seconds: number): string {
  return new Date(T0 + seconds * 1_000).toISOString().replace("Z", "000Z");
}

export function message(id: string, more: Partial<Message> = {}): Message {
  return {
    id,
    conversation_id: "c1",
    direction: "inbound",
    content: { type: "text", text: `text of ${id}` },
    at: at(0),
    status: null,
    status_times: {},
    error: null,
    attempt: 0,
    author: null,
    reply_to: null,
    reactions: [],
    wamid: `wamid.${id}`,
    client_ref: null,
    ...more,
  };
}

export function outbound(id: string, more: Partial<Message> = {}): Message {
  return message(id, { direction: "outbound", status: "queued", wamid: null, ...more });
}

export function conversation(id: string, more: Partial<Conversation> = {}): Conversation {
  return {
    id,
    contact: { id: `contact-${id}`, name: `Name ${id}`, phone: "+4915112345678", username: null },
    phone_number_id: "n1",
    state: "open",
    unread_count: 0,
    last_message: null,
    window_expires_at: null,
    last_activity_at: at(0),
    created_at: at(0),
    ...more,
  };
}

type StatusEvent = Extract<FeedEvent, { type: "message.status" }>;

export function status(id: string, to: StatusEvent["status"], more: Partial<StatusEvent> = {}): StatusEvent {
  return {
    type: "message.status",
    seq: 1,
    recorded_at: at(0),
    conversation_id: "c1",
    message_id: id,
    status: to,
    status_times: {},
    at: at(1),
    attempt: 1,
    error: null,
    wamid: null,
    ...more,
  };
}

/** The same numbers for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

declare function setImmediate(run: () => void): void;

/** Lets everything that is ready run. */
export async function settle(): Promise<void> {
  // A macro task runs after every micro task, however many follow from each other.
  for (let i = 0; i < 2; i += 1) await new Promise<void>((done) => setImmediate(done));
}

/** Time that stands still until it is moved. */
export class HandTimers implements Timers {
  #now = T0;
  #waiting = new Map<number, { due: number; run: () => void }>();
  #count = 0;
  constructor(readonly random: () => number = () => 0.5) {}

  now = (): number => this.#now;

  setTimeout = (run: () => void, ms: number): number => {
    this.#count += 1;
    this.#waiting.set(this.#count, { due: this.#now + ms, run });
    return this.#count;
  };

  clearTimeout = (handle: unknown): void => {
    this.#waiting.delete(handle as number);
  };

  /** Runs what falls due, in order, and what follows from it. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const next = [...this.#waiting]
        .filter(([, timer]) => timer.due <= end)
        .sort((a, b) => a[1].due - b[1].due)[0];
      if (!next) break;
      this.#waiting.delete(next[0]);
      this.#now = next[1].due;
      next[1].run();
      await settle();
    }
    this.#now = end;
  }
}
