/**
 * Lists of conversations: what belongs to a view, decided on the client so that news need no request.
 */
import type { Conversation } from "./types.ts";

export type ViewName = "open" | "unread" | "closed";

export interface ViewFilter {
  view: ViewName;
  q: string;
}

export interface ListView {
  key: string;
  filter: ViewFilter;
  /** In order, newest first. */
  ids: readonly string[];
  nextCursor: string | null;
  loaded: boolean;
  /** Rows that would have moved while the list was held still. */
  held: number;
  hold?: Set<string> | undefined;
}

export function viewKey(filter: ViewFilter): string {
  return `${filter.view}?${filter.q}`;
}

/** What the server is asked for. */
export function viewQuery(filter: ViewFilter): { state?: string; unread?: boolean; q?: string } {
  const q = filter.q ? { q: filter.q } : {};
  if (filter.view === "closed") return { state: "closed,archived", ...q };
  if (filter.view === "unread") return { state: "open,pending,snoozed", unread: true, ...q };
  return { state: "open,pending,snoozed", ...q };
}

const digitsOf = (text: string) => text.replace(/\D/g, "");

export function matches(filter: ViewFilter, conversation: Conversation): boolean {
  const closed = conversation.state === "closed" || conversation.state === "archived";
  if ((filter.view === "closed") !== closed) return false;
  if (filter.view === "unread" && conversation.unread_count === 0) return false;
  const wanted = filter.q.trim().toLowerCase();
  if (!wanted) return true;
  const { name, phone, username } = conversation.contact;
  const digits = digitsOf(wanted);
  return (
    name.toLowerCase().includes(wanted) ||
    (username?.toLowerCase().includes(wanted) ?? false) ||
    (digits.length > 1 && digitsOf(phone ?? "").includes(digits))
  );
}
