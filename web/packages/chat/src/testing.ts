/**
 * Messages and files to test with.
 */
import type { Content, Media, Message } from "@waypost/core";
import type { BubbleMessage } from "./Bubble.tsx";
import type { MediaSource } from "./media.tsx";

export function bubble(content: Content, more: Partial<BubbleMessage> = {}): BubbleMessage {
  const message: Message = {
    id: "m1",
    conversation_id: "c1",
    direction: "inbound",
    content,
    at: "2026-11-20T09:00:00.000000Z",
    status: null,
    status_times: {},
    error: null,
    attempt: 0,
    author: null,
    reply_to: null,
    reactions: [],
    wamid: "w1",
    client_ref: null,
  };
  return { ...message, key: "m1", ...more };
}

export function media(id: string, more: Partial<Media> = {}): Media {
  return {
    id,
    direction: "inbound",
    mime_type: "image/jpeg",
    filename: null,
    size: 184_320,
    sha256: null,
    state: "stored",
    error: null,
    has_thumbnail: true,
    created_at: "2026-11-20T09:00:00Z",
    updated_at: "2026-11-20T09:00:00Z",
    ...more,
  };
}

/** A source that has what it is given, and notes what it is asked. */
export class HandSource implements MediaSource {
  #known = new Map<string, Media>();
  #listeners = new Set<() => void>();
  readonly wanted: string[] = [];
  readonly fetchedAgain: string[] = [];

  constructor(...given: Media[]) {
    for (const one of given) this.#known.set(one.id, one);
  }

  put(one: Media): void {
    this.#known.set(one.id, one);
    for (const listener of this.#listeners) listener();
  }

  url = (id: string) => `/v1/media/${id}`;
  thumbnail = (id: string) => `/v1/media/${id}/thumbnail`;
  get = (id: string) => this.#known.get(id);
  want = (id: string) => void this.wanted.push(id);
  again = (id: string) => void this.fetchedAgain.push(id);
  subscribe = (_: string, listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
