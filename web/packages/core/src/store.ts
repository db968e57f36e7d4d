/**
 * Conversations and messages, each once, whatever way and however often the news of them came.
 */
import { compareText, Lists } from "./lists.ts";
import { mergeMessage, noteTime, statusRank, supersedes } from "./status.ts";
import type { Conversation, FeedEvent, Media, Message, MessageError, MessageStatus } from "./types.ts";
import type { ListView, ViewFilter } from "./views.ts";

/** How a message of ours stands that the server has not taken yet. */
export interface LocalState {
  /** `refused`: the server said no; sending it again unchanged is useless. */
  state: "waiting" | "sending" | "refused";
  /** `window_closed` and so on, when refused. */
  code?: string;
}

export interface ThreadMessage extends Message {
  /** Stays the same from the optimistic bubble to the server's message. */
  key: string;
  /** Present until the server's copy arrives. */
  local?: LocalState;
}

export interface Thread {
  messages: readonly ThreadMessage[];
  /** False until the first page is in. */
  loaded: boolean;
  olderCursor: string | null;
  newerCursor: string | null;
}

const NO_THREAD: Thread = { messages: [], loaded: false, olderCursor: null, newerCursor: null };

/** Status news for a message that is not here yet waits, up to this many. */
const EARLY_LIMIT = 500;

type StatusEvent = Extract<FeedEvent, { type: "message.status" }>;
type StatusNews = Omit<StatusEvent, "type" | "seq" | "recorded_at">;

interface ThreadState {
  /** Keys in order; those the server has not taken come last. */
  keys: string[];
  loaded: boolean;
  olderCursor: string | null;
  newerCursor: string | null;
  snapshot: Thread | null;
}

export class EntityStore {
  #conversations = new Map<string, Conversation>();
  #messages = new Map<string, ThreadMessage>();
  #keyById = new Map<string, string>();
  /** By the reference of those that the server has. */
  #keyByRef = new Map<string, string>();
  #threads = new Map<string, ThreadState>();
  #media = new Map<string, Media>();
  #lists = new Lists({
    conversation: (id) => this.#conversations.get(id),
    changed: (view) => this.#mark(`view:${view.key}`),
  });
  #early = new Map<string, StatusNews>();
  #listeners = new Map<string, Set<() => void>>();
  #dirty = new Set<string>();
  #depth = 0;

  /** Calls `listener` whenever what `topic` names has changed: `conversation:<id>`, `thread:<id>`, `view:<key>`, `media:<id>`. */
  subscribe(topic: string, listener: () => void): () => void {
    const set = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, set);
    set.add(listener);
    return () => {
      set.delete(listener);
      if (set.size === 0) this.#listeners.delete(topic);
    };
  }

  /** Runs many changes and tells the listeners once. */
  batch<T>(run: () => T): T {
    this.#depth += 1;
    try {
      return run();
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) this.#flush();
    }
  }

  conversation(id: string): Conversation | undefined {
    return this.#conversations.get(id);
  }

  message(idOrKey: string): ThreadMessage | undefined {
    return this.#messages.get(this.#keyById.get(idOrKey) ?? idOrKey);
  }

  thread(conversation: string): Thread {
    const thread = this.#threads.get(conversation);
    if (!thread) return NO_THREAD;
    thread.snapshot ??= {
      messages: thread.keys.map((key) => this.#messages.get(key)).filter((m) => m !== undefined),
      loaded: thread.loaded,
      olderCursor: thread.olderCursor,
      newerCursor: thread.newerCursor,
    };
    return thread.snapshot;
  }

  /** Takes a page of a thread. `start` replaces what was known of it, but for what is not sent yet. */
  putPage(
    conversation: string,
    page: { items: Message[]; older_cursor?: string | null; newer_cursor?: string | null },
    place: "start" | "older" | "newer",
  ): void {
    this.batch(() => {
      const thread = this.#threadState(conversation);
      if (place === "start") {
        const first = page.items[0];
        const kept = thread.keys.filter((key) => {
          const message = this.#messages.get(key);
          if (!message) return false;
          // What is newer than the page came by the feed while the page was on its way.
          const newest = page.items[page.items.length - 1];
          return (
            message.local !== undefined ||
            (!page.newer_cursor && (!newest || !first || after(message, newest)))
          );
        });
        thread.keys = kept;
        thread.loaded = true;
      }
      const newerCursor = place === "older" ? thread.newerCursor : (page.newer_cursor ?? null);
      if (place !== "newer") thread.olderCursor = page.older_cursor ?? null;
      // A page has no hole in it: while it is put in, nothing is missing after what is there.
      thread.newerCursor = null;
      for (const message of page.items) this.putMessage(message);
      thread.newerCursor = newerCursor;
      this.#touchThread(conversation);
    });
  }

  /** Takes the server's copy of a message: new, newer, or one we wrote ourselves. */
  putMessage(incoming: Message): void {
    this.batch(() => {
      const key = this.#keyFor(incoming);
      const known = this.#messages.get(key);
      let next: ThreadMessage =
        known && !known.local ? { ...mergeMessage(known, incoming), key } : { ...incoming, key };
      const early = this.#early.get(incoming.id);
      if (early) {
        this.#early.delete(incoming.id);
        next = applyStatus(next, early);
      }
      this.#messages.set(key, next);
      this.#keyById.set(incoming.id, key);
      if (incoming.client_ref) {
        this.#keyByRef.set(incoming.client_ref, key);
        if (incoming.client_ref !== key) this.dropLocal(incoming.client_ref);
      }
      const thread = this.#threadState(incoming.conversation_id);
      const stays = known && !known.local && known.at === next.at && thread.keys.includes(key);
      if (!stays) {
        thread.keys = thread.keys.filter((other) => other !== key);
        this.#insert(thread, next);
      }
      this.#touchThread(incoming.conversation_id);
    });
  }

  /** Shows a message of ours before the server has it. */
  putLocal(message: Message & { client_ref: string }, local: LocalState): void {
    this.batch(() => {
      const key = message.client_ref;
      if (this.#keyByRef.has(key)) return;
      this.#messages.set(key, { ...message, key, local });
      const thread = this.#threadState(message.conversation_id);
      if (!thread.keys.includes(key)) thread.keys = [...thread.keys, key];
      this.#touchThread(message.conversation_id);
    });
  }

  setLocal(clientRef: string, local: LocalState, error: MessageError | null = null): void {
    const known = this.#messages.get(clientRef);
    if (!known?.local) return;
    const status: MessageStatus =
      local.state === "refused" ? "failed" : local.state === "sending" ? "sending" : "queued";
    this.batch(() => {
      this.#messages.set(clientRef, { ...known, local, status, error });
      this.#touchThread(known.conversation_id);
    });
  }

  /** Forgets a message of ours that the server never took. */
  dropLocal(clientRef: string): void {
    const known = this.#messages.get(clientRef);
    if (!known?.local) return;
    this.batch(() => {
      this.#messages.delete(clientRef);
      const thread = this.#threadState(known.conversation_id);
      thread.keys = thread.keys.filter((key) => key !== clientRef);
      this.#touchThread(known.conversation_id);
    });
  }

  /** A person asked for another attempt: the message is on its way again, whatever it was before. */
  restart(id: string): () => void {
    const known = this.message(id);
    if (!known) return () => {};
    const put = (message: ThreadMessage) =>
      this.batch(() => {
        this.#messages.set(known.key, message);
        this.#touchThread(known.conversation_id);
      });
    const restarted: ThreadMessage = { ...known, status: "queued", error: null };
    put(restarted);
    return () => {
      if (this.message(id) === restarted) put(known);
    };
  }

  /** Shows our reaction before the server has it. Undone by what this gives back. */
  putReaction(id: string, emoji: string, at: string): () => void {
    const known = this.message(id);
    if (!known) return () => {};
    const put = (reactions: Message["reactions"]) => {
      const current = this.message(id) ?? known;
      this.batch(() => {
        this.#messages.set(known.key, { ...current, reactions });
        this.#touchThread(known.conversation_id);
      });
    };
    const before = known.reactions;
    const theirs = before.filter((reaction) => reaction.direction !== "outbound");
    const after = emoji === "" ? theirs : [...theirs, { emoji, direction: "outbound" as const, at }];
    put(after);
    return () => {
      if (this.message(id)?.reactions === after) put(before);
    };
  }

  putConversation(incoming: Conversation): void {
    this.batch(() => {
      const known = this.#conversations.get(incoming.id);
      const next = known ? mergeConversation(known, incoming) : incoming;
      this.#conversations.set(incoming.id, next);
      this.#mark(`conversation:${incoming.id}`);
      this.#lists.place(next);
    });
  }

  media(id: string): Media | undefined {
    return this.#media.get(id);
  }

  /** Takes what is known of a file; an answer that was overtaken by news is let go. */
  putMedia(incoming: Media): void {
    const known = this.#media.get(incoming.id);
    if (known && compareText(incoming.updated_at, known.updated_at) < 0) return;
    this.#media.set(incoming.id, incoming);
    this.#mark(`media:${incoming.id}`);
  }

  /** News may have been missed: what was not here yet is asked for anew. */
  forgetUnsettledMedia(): void {
    this.batch(() => {
      for (const [id, media] of this.#media) {
        if (media.state === "stored") continue;
        this.#media.delete(id);
        this.#mark(`media:${id}`);
      }
    });
  }

  /** Applies the feed, in order. */
  apply(events: readonly FeedEvent[]): void {
    this.batch(() => {
      for (const event of events) this.#applyOne(event);
    });
  }

  /** Everything may be stale: forget the threads that nobody looks at, keep what is not sent. */
  forgetThreadsExcept(open: string | null): void {
    this.batch(() => {
      for (const [id, thread] of this.#threads) {
        if (id === open || this.#listeners.has(`thread:${id}`)) continue;
        thread.keys = thread.keys.filter((key) => this.#messages.get(key)?.local);
        thread.loaded = false;
        this.#touchThread(id);
      }
    });
  }

  view(filter: ViewFilter): ListView {
    return this.#lists.view(filter);
  }

  /** Takes a page of a list. `start` replaces the list. */
  putViewPage(
    filter: ViewFilter,
    page: { items: Conversation[]; next_cursor?: string | null },
    place: "start" | "next",
  ): void {
    this.batch(() => {
      this.#lists.begin(filter, page.next_cursor ?? null, place);
      for (const conversation of page.items) this.putConversation(conversation);
      this.#lists.include(
        filter,
        page.items.map((conversation) => conversation.id),
      );
    });
  }

  /** While held, the rows of a view stay where they are; what would have moved is counted. */
  holdView(filter: ViewFilter, hold: boolean): void {
    this.batch(() => this.#lists.hold(filter, hold));
  }

  /** The conversation that is open stays in a view even when it no longer matches. */
  pin(id: string | null): void {
    this.batch(() => this.#lists.pin(id));
  }

  #applyOne(event: FeedEvent): void {
    switch (event.type) {
      case "message.created":
      case "message.updated":
        this.putMessage(event.message);
        break;
      case "message.status":
        this.#applyStatus(event);
        break;
      case "conversation.updated":
        this.putConversation(event.conversation);
        break;
      case "conversation.history_imported":
        this.putConversation(event.conversation);
        break;
      case "conversation.merged":
        this.putConversation(event.conversation);
        this.#lists.remove(event.from);
        break;
      case "media.updated":
        this.putMedia(event.media);
        break;
      case "contact.updated":
      case "contact.merged":
      case "group.updated":
      case "flow.updated":
      case "waba.updated":
      case "account_notice.created":
      case "history_import.updated":
      case "phone_number.updated":
      case "template.updated":
      case "templates.synced":
        break;
      default:
        // A kind that this version does not know is ignored; one that it should know breaks the build.
        event satisfies never;
    }
  }

  #applyStatus(news: StatusNews): void {
    const key = this.#keyById.get(news.message_id);
    const known = key === undefined ? undefined : this.#messages.get(key);
    if (known && key !== undefined) {
      const next = applyStatus(known, news);
      if (next !== known) {
        this.#messages.set(key, next);
        this.#touchThread(known.conversation_id);
      }
    } else {
      const early = this.#early.get(news.message_id);
      if (!early || supersedes(early, news)) this.#early.set(news.message_id, news);
      const oldest = this.#early.size > EARLY_LIMIT ? this.#early.keys().next().value : undefined;
      if (oldest !== undefined) this.#early.delete(oldest);
    }
    const conversation = this.#conversations.get(news.conversation_id);
    const last = conversation?.last_message;
    if (!conversation || !last || last.id !== news.message_id) return;
    const restarted = known !== undefined && news.attempt > known.attempt;
    if (!restarted && statusRank(news.status) <= statusRank(last.status)) return;
    this.#conversations.set(conversation.id, {
      ...conversation,
      last_message: { ...last, status: news.status },
    });
    this.#mark(`conversation:${conversation.id}`);
  }

  #keyFor(message: Message): string {
    const known = this.#keyById.get(message.id);
    if (known !== undefined) return known;
    const ref = message.client_ref;
    return ref && this.#messages.get(ref)?.local ? ref : message.id;
  }

  #insert(thread: ThreadState, message: ThreadMessage): void {
    // News for a part of the thread that is not loaded: it comes with its page.
    if (thread.newerCursor !== null && !message.local) {
      const last = this.#messages.get(thread.keys[thread.keys.length - 1] ?? "");
      if (last && after(message, last)) return;
    }
    let index = thread.keys.length;
    while (index > 0) {
      const other = this.#messages.get(thread.keys[index - 1] ?? "");
      if (other && !other.local && !after(other, message)) break;
      index -= 1;
    }
    thread.keys = [...thread.keys.slice(0, index), message.key, ...thread.keys.slice(index)];
  }

  #threadState(conversation: string): ThreadState {
    const known = this.#threads.get(conversation);
    if (known) return known;
    const thread: ThreadState = {
      keys: [],
      loaded: false,
      olderCursor: null,
      newerCursor: null,
      snapshot: null,
    };
    this.#threads.set(conversation, thread);
    return thread;
  }

  #touchThread(conversation: string): void {
    const thread = this.#threads.get(conversation);
    if (thread) thread.snapshot = null;
    this.#mark(`thread:${conversation}`);
  }

  #mark(topic: string): void {
    this.#dirty.add(topic);
    if (this.#depth === 0) this.#flush();
  }

  #flush(): void {
    const topics = [...this.#dirty];
    this.#dirty.clear();
    for (const topic of topics) for (const listener of [...(this.#listeners.get(topic) ?? [])]) listener();
  }
}

function applyStatus(known: ThreadMessage, news: StatusNews): ThreadMessage {
  const times = noteTime({ ...known.status_times, ...news.status_times }, news.status, news.at);
  if (!supersedes(known, news)) {
    const same = news.attempt === known.attempt;
    const error = same && news.status === known.status ? (news.error ?? null) : (known.error ?? null);
    return same ? { ...known, ...priced(known, news), status_times: times, error } : known;
  }
  const fresh = news.attempt > known.attempt;
  return {
    ...known,
    status: news.status,
    ...priced(known, news),
    status_times: fresh ? noteTime({ ...news.status_times }, news.status, news.at) : times,
    attempt: news.attempt,
    error: news.error ?? null,
    wamid: news.wamid ?? known.wamid ?? null,
  };
}

/** What it costs and how many it has reached, as far as the news says. */
function priced(known: ThreadMessage, news: StatusNews): Partial<ThreadMessage> {
  return {
    billing: news.billing ?? known.billing ?? null,
    recipients: news.recipients ?? known.recipients ?? null,
  };
}

/** The preview's status does not go back when an older copy of the row arrives. */
function mergeConversation(known: Conversation, incoming: Conversation): Conversation {
  const before = known.last_message;
  const last = incoming.last_message;
  if (!before || !last || before.id !== last.id) return incoming;
  const retried = before.status === "failed" && last.status !== "failed";
  if (retried || statusRank(before.status) <= statusRank(last.status)) return incoming;
  return { ...incoming, last_message: { ...last, status: before.status ?? null } };
}

/** Whether `a` stands after `b` in a thread: by time, then by id. */
function after(a: Message, b: Message): boolean {
  return (compareText(a.at, b.at) || compareText(a.id, b.id)) > 0;
}
