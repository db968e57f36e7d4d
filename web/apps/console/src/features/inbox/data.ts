/**
 * How the inbox's pages get into the store.
 */
import { useQuery } from "@tanstack/react-query";
import { type ListView, type MessageWindow, type ViewFilter, viewKey, viewQuery } from "@waypost/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Client } from "../../data/client.ts";
import { useListView } from "../../data/hooks.ts";
import { recall, remember } from "../../data/preferences.ts";
import { sessionState, useClient } from "../../data/session.ts";

const LIST_PAGE = 50;
const THREAD_PAGE = 50;
/** Threads beyond this many are fetched again when they are opened again. */
const THREADS_KEPT = 20;

export interface LoadedList {
  view: ListView;
  error: unknown;
  refetch: () => void;
  loadMore: () => void;
  loadingMore: boolean;
}

export function useList(filter: ViewFilter): LoadedList {
  const { api, store } = useClient();
  const view = useListView(filter);
  const first = useQuery({
    queryKey: ["list", viewKey(filter)],
    queryFn: async ({ signal }) => {
      const page = await api.conversations({ ...viewQuery(filter), limit: LIST_PAGE }, signal);
      store.putViewPage(filter, page, "start");
      return page.items.length;
    },
    // The feed keeps an open view true; a search and a view that was left are asked for again.
    staleTime: filter.q ? 0 : Number.POSITIVE_INFINITY,
  });
  const [loadingMore, setLoadingMore] = useState(false);
  const busy = useRef(false);
  const loadMore = useCallback(async () => {
    const cursor = store.view(filter).nextCursor;
    if (busy.current || cursor === null) return;
    busy.current = true;
    setLoadingMore(true);
    try {
      const page = await api.conversations({ ...viewQuery(filter), cursor, limit: LIST_PAGE });
      // A fresh first page may have come meanwhile: then this one belongs to the past.
      if (store.view(filter).nextCursor === cursor) store.putViewPage(filter, page, "next");
    } catch {
      // The next scroll asks again.
    } finally {
      busy.current = false;
      setLoadingMore(false);
    }
  }, [api, store, filter]);
  return {
    view,
    error: view.loaded ? null : first.error,
    refetch: () => void first.refetch(),
    loadMore,
    loadingMore,
  };
}

const opened: string[] = [];

/** Remembers what was opened last; what was opened long ago is let go. */
function noteOpened(client: Client, id: string): void {
  const index = opened.indexOf(id);
  if (index >= 0) opened.splice(index, 1);
  opened.push(id);
  while (opened.length > THREADS_KEPT) {
    const old = opened.shift();
    if (old) client.queries.removeQueries({ queryKey: ["thread", old] });
  }
}

export interface ThreadLoad {
  error: unknown;
  refetch: () => void;
  loadOlder: () => void;
  loadNewer: () => void;
  jumpToLatest: () => void;
  olderFailed: boolean;
}

/** Keeps a thread loaded: its newest page, or the page around `around`. */
export function useThreadLoad(id: string, around: string | null): ThreadLoad {
  const client = useClient();
  const { api, store } = client;
  useEffect(() => noteOpened(client, id), [client, id]);
  const first = useQuery({
    queryKey: ["thread", id, around ?? ""],
    queryFn: async () => {
      const window: MessageWindow = around ? { around, limit: THREAD_PAGE } : { limit: THREAD_PAGE };
      const page = await api.messages(id, window);
      store.putPage(id, page, "start");
      return page.items.length;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

  const [olderFailed, setOlderFailed] = useState(false);
  const busy = useRef<"older" | "newer" | null>(null);
  const load = useCallback(
    async (place: "older" | "newer") => {
      const thread = store.thread(id);
      const cursor = place === "older" ? thread.olderCursor : thread.newerCursor;
      if (busy.current || !cursor) return;
      busy.current = place;
      try {
        const window = place === "older" ? { before: cursor } : { after: cursor };
        store.putPage(id, await api.messages(id, { ...window, limit: THREAD_PAGE }), place);
        if (place === "older") setOlderFailed(false);
      } catch {
        if (place === "older") setOlderFailed(true);
      } finally {
        busy.current = null;
      }
    },
    [api, store, id],
  );
  const jumpToLatest = useCallback(async () => {
    store.putPage(id, await api.messages(id, { limit: THREAD_PAGE }), "start");
  }, [api, store, id]);

  return {
    error: first.error,
    refetch: () => void first.refetch(),
    loadOlder: useCallback(() => void load("older"), [load]),
    loadNewer: useCallback(() => void load("newer"), [load]),
    jumpToLatest: useCallback(() => void jumpToLatest(), [jumpToLatest]),
    olderFailed,
  };
}

export interface Draft {
  text: string;
  replyTo: string | null;
}

const NO_DRAFT: Draft = { text: "", replyTo: null };
const draftListeners = new Set<() => void>();

/** Drafts belong to who wrote them: a browser may be shared. */
function draftName(conversation: string): string {
  const session = sessionState();
  return `draft.${session.kind === "in" ? session.client.me.user.id : ""}.${conversation}`;
}

export function readDraft(id: string): Draft {
  const kept = recall(draftName(id));
  if (!kept) return NO_DRAFT;
  try {
    return { ...NO_DRAFT, ...(JSON.parse(kept) as Partial<Draft>) };
  } catch {
    return NO_DRAFT;
  }
}

export function writeDraft(id: string, draft: Draft): void {
  remember(draftName(id), draft.text.trim() === "" && !draft.replyTo ? null : JSON.stringify(draft));
  for (const listener of draftListeners) listener();
}

export function onDrafts(listener: () => void): () => void {
  draftListeners.add(listener);
  return () => draftListeners.delete(listener);
}
