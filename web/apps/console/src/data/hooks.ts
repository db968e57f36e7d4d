/**
 * The store and the feed as React sees them.
 */

import { useQuery } from "@tanstack/react-query";
import type { Conversation, Diagnostics, ListView, Thread, ViewFilter } from "@waypost/core";
import { viewKey } from "@waypost/core";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useClient } from "./session.ts";

export function useConversation(id: string | null): Conversation | undefined {
  const { store } = useClient();
  return useSyncExternalStore(
    useCallback((listener) => store.subscribe(`conversation:${id}`, listener), [store, id]),
    () => (id ? store.conversation(id) : undefined),
  );
}

export function useThread(id: string): Thread {
  const { store } = useClient();
  return useSyncExternalStore(
    useCallback((listener) => store.subscribe(`thread:${id}`, listener), [store, id]),
    () => store.thread(id),
  );
}

export function useListView(filter: ViewFilter): ListView {
  const { store } = useClient();
  const key = viewKey(filter);
  return useSyncExternalStore(
    useCallback((listener) => store.subscribe(`view:${key}`, listener), [store, key]),
    () => store.view(filter),
  );
}

export function useDiagnostics(): Diagnostics {
  const client = useClient();
  return useSyncExternalStore(client.subscribeDiagnostics, () => client.live.diagnostics);
}

/** The server's time, renewed every `everyMs`. */
export function useNow(everyMs: number): number {
  const { http, onClockJump } = useClient();
  const [now, setNow] = useState(() => Date.now() + http.clockSkew());
  useEffect(() => {
    const tick = () => setNow(Date.now() + http.clockSkew());
    tick();
    const timer = setInterval(tick, everyMs);
    const still = onClockJump(tick);
    return () => {
      clearInterval(timer);
      still();
    };
  }, [http, onClockJump, everyMs]);
  return now;
}

export function useCounts() {
  const { api } = useClient();
  return useQuery({ queryKey: ["counts"], queryFn: () => api.counts(), staleTime: 60_000 }).data;
}

export function usePhoneNumbers() {
  const { api } = useClient();
  return useQuery({ queryKey: ["phone-numbers"], queryFn: () => api.phoneNumbers() });
}

/** Whether somebody can see the page and is at it. */
export function useAttention(): boolean {
  const read = () => document.visibilityState === "visible" && document.hasFocus();
  return useSyncExternalStore((listener) => {
    window.addEventListener("focus", listener);
    window.addEventListener("blur", listener);
    document.addEventListener("visibilitychange", listener);
    return () => {
      window.removeEventListener("focus", listener);
      window.removeEventListener("blur", listener);
      document.removeEventListener("visibilitychange", listener);
    };
  }, read);
}

const NARROW = "(width < 760px)";

/** Whether there is room for one pane only. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(NARROW);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => matchMedia(NARROW).matches,
  );
}
