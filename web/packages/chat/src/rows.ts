/**
 * A thread as rows: messages in groups, days, the unread divider, the beginning.
 */
import type { Content } from "@waypost/core";
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
  if (a.content.type === "system" || b.content.type === "system") return false;
  return (
    a.direction === b.direction &&
    (a.author?.user_id ?? null) === (b.author?.user_id ?? null) &&
    (a.sent_by?.contact_id ?? null) === (b.sent_by?.contact_id ?? null) &&
    Date.parse(b.at) - Date.parse(a.at) < GROUP_PAUSE_MS
  );
}

/** A row's height before it is measured, near enough that the scroll bar hardly moves. */
export function estimateRow(row: Row | undefined): number {
  if (!row) return 48;
  if (row.kind !== "message") return row.kind === "start" ? 64 : 44;
  return (row.first ? 10 : 3) + contentHeight(row.message.content);
}

/** Lines of a text that is as wide as a bubble may be. */
const lines = (text: string | null | undefined) => Math.ceil((text?.length ?? 0) / 62);

function contentHeight(content: Content): number {
  switch (content.type) {
    case "text":
      return 30 + 20 * Math.max(0, lines(content.text) - 1);
    case "image":
    case "video":
      return 236 + 20 * lines(content.caption);
    case "sticker":
      return 160;
    case "audio":
      return 66;
    case "document":
      return 92 + 20 * lines(content.caption);
    case "location":
      return 230;
    case "contacts":
      return 30 + 70 * content.contacts.length;
    case "interactive":
      return 80 + 20 * lines(content.body) + (content.action.type === "buttons" ? 38 * 2 : 38);
    case "template":
      return 60 + 20 * lines(content.body) + 38 * (content.buttons?.length ?? 0);
    case "reply":
      return 60;
    case "flow_reply":
      return 150;
    case "order":
      return 96 + 40 * content.items.length + 20 * lines(content.note);
    case "unsupported":
      return 90;
    case "system":
      return 40;
    default:
      return 34;
  }
}
