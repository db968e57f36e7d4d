/**
 * One signed-in session: the API, the store, the feed and the outbox, wired to each other.
 */

import type { QueryClient } from "@tanstack/react-query";
import type { MediaSource } from "@waypost/chat";
import {
  type Api,
  type ApiError,
  createApi,
  createHttp,
  type Diagnostics,
  EntityStore,
  type FeedEvent,
  type Fetch,
  type Http,
  LiveClient,
  type Me,
  type Media,
  type Message,
  type NewContent,
  Outbox,
  type OutboxEntry,
  type SocketLike,
  systemTimers,
} from "@waypost/core";
import i18n from "i18next";
import { createMediaSource } from "./media.ts";
import { recall, recallNames, remember } from "./preferences.ts";
import { upload } from "./upload.ts";

export interface Client {
  me: Me;
  http: Http;
  api: Api;
  store: EntityStore;
  live: LiveClient;
  outbox: Outbox;
  queries: QueryClient;
  media: MediaSource;
  subscribeDiagnostics(listener: () => void): () => void;
  onClockJump(listener: () => void): () => void;
  /** Tells of every event, after the store has it. */
  onEvent(listener: (event: FeedEvent) => void): () => void;
  send(conversationId: string, content: NewContent, replyTo: Message | null): void;
  /** Puts a file on the server, ready to be sent by its id. */
  upload(file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<Media>;
  retry(message: Message): Promise<void>;
  /** An empty emoji takes our reaction back. */
  react(message: Message, emoji: string): Promise<void>;
  stop(): void;
}

export const browserFetch: Fetch = (url, request) =>
  fetch(url, { ...request, credentials: "same-origin" } as RequestInit);

const CLOCK_JUMP_MS = 5_000;

export const workspaceChoice = () => recall("workspace");

export function createClient(
  me: Me,
  cursor: number | null,
  queries: QueryClient,
  onSignedOut: () => void,
): Client {
  const http = createHttp({ fetch: browserFetch, workspace: () => me.workspace.id, onSignedOut });
  const api = createApi(http);
  const store = new EntityStore();
  const timers = systemTimers();
  const diagnosticsListeners = new Set<() => void>();
  const clockListeners = new Set<() => void>();
  const eventListeners = new Set<(event: FeedEvent) => void>();
  const frames = frameQueue((events) => {
    store.apply(events);
    for (const event of events) {
      react(event);
      for (const listener of eventListeners) listener(event);
    }
  });

  const refreshCounts = throttle(() => queries.invalidateQueries({ queryKey: ["counts"] }), 1_000);
  const refreshContacts = throttle(() => queries.invalidateQueries({ queryKey: ["contacts"] }), 1_000);

  function react(event: FeedEvent): void {
    if (event.type === "message.created" && event.message.client_ref) outbox.settle(event.message.client_ref);
    if (event.type === "conversation.updated") refreshCounts();
    if (event.type === "conversation.history_imported" || event.type === "conversation.merged") {
      queries.invalidateQueries({ queryKey: ["thread", event.conversation.id] });
      refreshCounts();
    }
    if (event.type === "contact.merged") refreshContacts();
    if (event.type === "contact.updated") {
      queries.setQueryData(["contact", event.contact.id], event.contact);
      refreshContacts();
    }
    if (event.type === "phone_number.updated") queries.invalidateQueries({ queryKey: ["phone-numbers"] });
  }

  const outbox = new Outbox({
    timers,
    storage: outboxStorage(`${me.workspace.id}.${me.user.id}`),
    send: (entry) =>
      api.send(
        {
          conversation_id: entry.conversationId,
          content: entry.content,
          ...(entry.replyTo ? { reply_to: entry.replyTo } : {}),
        },
        entry.clientRef,
      ),
    onWaiting: (entry) => store.putLocal(localMessage(me, entry), { state: "waiting" }),
    onSending: (entry) => store.setLocal(entry.clientRef, { state: "sending" }),
    onSent: (_, message) => store.putMessage(message),
    onRefused: (entry, error) =>
      store.setLocal(entry.clientRef, { state: "refused", code: error.code }, refusal(error)),
  });

  let reachable = false;
  const live = new LiveClient({
    timers,
    openSocket: (after) => {
      const query = `?workspace=${encodeURIComponent(me.workspace.id)}${after === null ? "" : `&after=${after}`}`;
      const origin = location.origin.replace(/^http/, "ws");
      return new WebSocket(`${origin}/v1/live${query}`) as unknown as SocketLike;
    },
    fetchEvents: (after) => api.events(after),
    onEvents: frames.add,
    onTime: (now) => {
      const before = http.clockSkew();
      http.noteServerTime(now);
      // A clock that was moved by hand: whatever counts by it counts anew.
      if (Math.abs(http.clockSkew() - before) > CLOCK_JUMP_MS)
        for (const listener of clockListeners) listener();
    },
    pollEveryMs: me.client.polling_interval_ms,
    onResync: () => {
      store.forgetThreadsExcept(null);
      store.forgetUnsettledMedia();
      void queries.invalidateQueries();
    },
    onChange: (diagnostics: Diagnostics) => {
      const now = diagnostics.state === "live" || diagnostics.state === "polling";
      if (now && !reachable) outbox.flush();
      reachable = now;
      for (const listener of diagnosticsListeners) listener();
    },
    onSignedOut,
  });

  const onOnline = () => {
    live.wake();
    outbox.flush();
  };
  const onOffline = () => live.networkLost();
  const onVisible = () => {
    if (document.visibilityState === "visible") live.wake();
  };
  window.addEventListener("online", onOnline);
  window.addEventListener("offline", onOffline);
  document.addEventListener("visibilitychange", onVisible);

  live.start(cursor);
  outbox.start();

  return {
    me,
    http,
    api,
    store,
    live,
    outbox,
    queries,
    media: createMediaSource(me, api, store),
    subscribeDiagnostics(listener) {
      diagnosticsListeners.add(listener);
      return () => diagnosticsListeners.delete(listener);
    },
    onClockJump(listener) {
      clockListeners.add(listener);
      return () => clockListeners.delete(listener);
    },
    onEvent(listener) {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    send(conversationId, content, replyTo) {
      outbox.add({
        clientRef: newReference(),
        conversationId,
        content,
        replyTo: replyTo?.id ?? null,
        createdAt: Date.now() + http.clockSkew(),
      });
    },
    async retry(message) {
      const undo = store.restart(message.id);
      try {
        store.putMessage(await api.retry(message.id));
      } catch (error) {
        undo();
        throw error;
      }
    },
    async upload(file, onProgress, signal) {
      const media = await upload(file, { workspace: me.workspace.id, onProgress, signal });
      store.putMedia(media);
      return media;
    },
    async react(message, emoji) {
      const undo = store.putReaction(
        message.id,
        emoji,
        new Date(Date.now() + http.clockSkew()).toISOString(),
      );
      try {
        store.putMessage(await api.react(message.id, emoji));
      } catch (error) {
        undo();
        throw error;
      }
    },
    stop() {
      live.stop();
      outbox.stop();
      frames.stop();
      window.removeEventListener("online", onOnline);
      window.removeEventListener("offline", onOffline);
      document.removeEventListener("visibilitychange", onVisible);
    },
  };
}

/** A reference that no other message has. `randomUUID` is missing where the page came without TLS. */
function newReference(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function localMessage(me: Me, entry: OutboxEntry): Message & { client_ref: string } {
  return {
    id: `local:${entry.clientRef}`,
    conversation_id: entry.conversationId,
    direction: "outbound",
    content: entry.content,
    at: new Date(entry.createdAt).toISOString(),
    status: "queued",
    status_times: {},
    error: null,
    attempt: 0,
    author: { user_id: me.user.id, name: me.user.name },
    reply_to: entry.replyTo ? { wamid: "", message_id: entry.replyTo } : null,
    reactions: [],
    wamid: null,
    client_ref: entry.clientRef,
  };
}

/** Why the server would not take it, and what to do. */
function refusal(error: ApiError) {
  const known = i18n.exists(`refusal.${error.code}.title`);
  const key = known ? error.code : "other";
  return {
    code: null,
    title: i18n.t(`refusal.${key}.title`),
    remedy: i18n.t(`refusal.${key}.remedy`),
    detail: known ? null : error.message,
  };
}

/** Every entry under its owner and a name of its own, so that two tabs never overwrite each other's. */
function outboxStorage(owner: string) {
  const prefix = `outbox.${owner}.`;
  return {
    load(): OutboxEntry[] {
      const entries: OutboxEntry[] = [];
      for (const name of recallNames(prefix)) {
        try {
          entries.push(JSON.parse(recall(name) ?? "") as OutboxEntry);
        } catch {
          remember(name, null);
        }
      }
      return entries;
    },
    save: (entry: OutboxEntry) => remember(prefix + entry.clientRef, JSON.stringify(entry)),
    remove: (clientRef: string) => remember(prefix + clientRef, null),
  };
}

/** Gathers what arrives within one frame; without frames, as in a hidden tab, a short while. */
function frameQueue(apply: (events: FeedEvent[]) => void) {
  let waiting: FeedEvent[] = [];
  let scheduled = false;
  let stopped = false;
  const run = () => {
    if (!scheduled || stopped) return;
    scheduled = false;
    const events = waiting;
    waiting = [];
    apply(events);
  };
  return {
    add(events: FeedEvent[]) {
      waiting.push(...events);
      if (scheduled) return;
      scheduled = true;
      if (document.visibilityState === "visible") requestAnimationFrame(run);
      // Frames stop when a window is covered; the timer does not.
      setTimeout(run, 100);
    },
    stop() {
      stopped = true;
    },
  };
}

function throttle(run: () => unknown, ms: number): () => void {
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  return () => {
    if (timer !== null) return;
    const wait = Math.max(0, last + ms - Date.now());
    timer = setTimeout(() => {
      timer = null;
      last = Date.now();
      run();
    }, wait);
  };
}
