/**
 * A thread as rows: messages in groups, days, the unread divider, the beginning.
 */
import type { BubbleMessage } from "./Bubble.tsx";
import { dayKey } from "./time.ts";

export type Row =
  | { kind: "start"; key: string }
  | { kind: "day"; key: string; at: string }
  | { kind: "unread"; key: string; count: number }
  | { kind: "message"; key: string; message: BubbleMessage; first: boolean };

/** A pause that begins a new group even if the same person goes on. */
const GROUP_PAUSE_MS = 10 * 60 * 1_000;

export interface RowOptions {
  atStart: boolean;
  /** The key of the first unread message, and how many follow. */
  unreadFrom: string | null;
  unreadCount: number;
}

export function threadRows(messages: readonly BubbleMessage[], options: RowOptions): Row[] {
  const rows: Row[] = [];
  if (options.atStart) rows.push({ kind: "start", key: "start" });
  let previous: BubbleMessage | null = null;
  for (const message of messages) {
    const newDay = !previous || dayKey(previous.at) !== dayKey(message.at);
    if (newDay) rows.push({ kind: "day", key: `day:${dayKey(message.at)}:${message.key}`, at: message.at });
    const divided = message.key === options.unreadFrom;
    if (divided) rows.push({ kind: "unread", key: "unread", count: options.unreadCount });
    const first = newDay || divided || !previous || !sameGroup(previous, message);
    rows.push({ kind: "message", key: message.key, message, first });
    previous = message;
  }
  return rows;
}

function sameGroup(a: BubbleMessage, b: BubbleMessage): boolean {
  return (
    a.direction === b.direction &&
    (a.author?.user_id ?? null) === (b.author?.user_id ?? null) &&
    Date.parse(b.at) - Date.parse(a.at) < GROUP_PAUSE_MS
  );
}

/** A row's height before it is measured, near enough that the scroll bar hardly moves. */
export function estimateRow(row: Row | undefined): number {
  if (!row) return 48;
  if (row.kind !== "message") return row.kind === "start" ? 64 : 44;
  const gap = row.first ? 10 : 3;
  const { content } = row.message;
  switch (content.type) {
    case "text":
      return gap + 30 + 20 * Math.max(0, Math.ceil(content.text.length / 62) - 1);
    case "image":
      return gap + 220;
    case "location":
      return gap + 230;
    case "contacts":
      return gap + 30 + 70 * content.contacts.length;
    case "unsupported":
      return gap + 90;
  }
}
