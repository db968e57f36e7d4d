/**
 * Who is signed in, if anybody: the one place that starts and ends a session.
 */
import { QueryClient } from "@tanstack/react-query";
import { ApiError, createApi, createHttp, NetworkError } from "@waypost/core";
import { useSyncExternalStore } from "react";
import { browserFetch, type Client, createClient, workspaceChoice } from "./client.ts";
import { remember } from "./preferences.ts";

export type SessionState =
  | { kind: "loading" }
  | { kind: "out" }
  | { kind: "in"; client: Client }
  | { kind: "unreachable"; error: Error };

let state: SessionState = { kind: "loading" };
const listeners = new Set<() => void>();

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => !(error instanceof ApiError && !error.transient) && failures < 2,
    },
  },
});

/** Without a workspace: for what comes before one is known. */
const door = createApi(createHttp({ fetch: browserFetch, workspace: workspaceChoice }));

function become(next: SessionState): void {
  if (state.kind === "in" && next.kind !== "in") state.client.stop();
  state = next;
  if (next.kind !== "loading") remember("signed-in", next.kind === "in" ? "yes" : null);
  for (const listener of listeners) listener();
}

export function sessionState(): SessionState {
  return state;
}

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): SessionState {
  return useSyncExternalStore(onSession, sessionState);
}

/** The session's client, for what is only drawn while somebody is signed in. */
export function useClient(): Client {
  const session = useSession();
  if (session.kind !== "in") throw new Error("drawn without a session");
  return session.client;
}

/** Finds out who is signed in. The feed's place is taken before anything is read, so nothing is missed. */
export async function openSession(): Promise<void> {
  try {
    const events = door.events(null).then(
      (page) => page.cursor,
      () => null,
    );
    const me = await chosenMe();
    const cursor = await events;
    queries.clear();
    become({ kind: "in", client: createClient(me, cursor, queries, () => become({ kind: "out" })) });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) become({ kind: "out" });
    else become({ kind: "unreachable", error: error as Error });
  }
}

async function chosenMe() {
  try {
    return await door.me();
  } catch (error) {
    // The workspace that this browser remembers may be gone: take the first one.
    const gone = error instanceof ApiError && (error.status === 403 || error.status === 404);
    if (!gone || workspaceChoice() === null) throw error;
    remember("workspace", null);
    return door.me();
  }
}

export async function signIn(email: string, password: string): Promise<void> {
  await door.signIn(email, password);
  await openSession();
  if (state.kind === "unreachable") throw state.error;
}

export async function signOut(): Promise<void> {
  try {
    await door.signOut();
  } catch (error) {
    if (error instanceof NetworkError) throw error;
  }
  queries.clear();
  become({ kind: "out" });
}

export function chooseWorkspace(id: string): void {
  remember("workspace", id);
  location.assign("/inbox");
}
