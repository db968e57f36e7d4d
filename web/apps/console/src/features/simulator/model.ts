/**
 * What a simulated phone has, in the words of the chat's own parts.
 */
import type { Content, MessageStatus } from "@waypost/core";
import type { SimChat, SimDelivery, SimMessage } from "../../data/sim.ts";

type Json = Record<string, unknown>;

const object = (value: unknown): Json => (value && typeof value === "object" ? (value as Json) : {});
const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);

/** A message of Meta's form as our content; what has no part of its own is shown as it came. */
export function contentOf(message: SimMessage): Content {
  const part = object(message[message.type]);
  switch (message.type) {
    case "text":
      return { type: "text", text: text(message.text) ?? text(object(message.text).body) ?? "" };
    case "image":
      return {
        type: "image",
        media: fileOf(message, part),
        caption: text(part.caption),
      };
    case "video":
      return { type: "video", media: fileOf(message, part), caption: text(part.caption) };
    case "audio":
    case "voice":
      return { type: "audio", media: fileOf(message, part), is_voice: part.voice === true };
    case "document":
      return {
        type: "document",
        media: fileOf(message, part),
        caption: text(part.caption),
        filename: text(part.filename),
      };
    case "sticker":
      return { type: "sticker", media: fileOf(message, part), is_animated: part.animated === true };
    case "location":
      return {
        type: "location",
        latitude: Number(part.latitude ?? 0),
        longitude: Number(part.longitude ?? 0),
        name: text(part.name),
        address: text(part.address),
      };
    case "contacts":
      return {
        type: "contacts",
        contacts: list(message.contacts).map((card) => ({
          name: text(object(card.name).formatted_name) ?? "",
          phones: list(card.phones)
            .map((p) => text(p.phone) ?? "")
            .filter((p) => p !== ""),
          emails: list(card.emails)
            .map((e) => text(e.email) ?? "")
            .filter((e) => e !== ""),
          organisation: text(object(card.org).company),
        })),
      };
    default:
      return { type: "unsupported", kind: message.type, raw: message };
  }
}

/** Phones show what a file is, not the file. */
const fileOf = (message: SimMessage, part: Json) => ({
  id: text(part.id) ?? message.id,
  mime_type: text(part.mime_type) ?? "",
  sha256: null,
});

const STATUSES: MessageStatus[] = [
  "queued",
  "sending",
  "accepted",
  "sent",
  "delivered",
  "read",
  "played",
  "failed",
];

export function statusOf(message: SimMessage): MessageStatus {
  return STATUSES.find((status) => status === message.status) ?? "sent";
}

export function reactionOf(message: SimMessage): string | null {
  return text(message.reaction) ?? text(object(message.reaction).emoji);
}

/** Messages of the business that the customer has not read. */
export function unreadOf(messages: readonly SimMessage[]): number {
  return messages.filter((m) => m.from === "business" && m.status === "delivered").length;
}

export function deliveriesOf(answer: unknown): SimDelivery[] {
  if (Array.isArray(answer)) return answer as SimDelivery[];
  const { items, deliveries } = object(answer) as { items?: SimDelivery[]; deliveries?: SimDelivery[] };
  return items ?? deliveries ?? [];
}

/** The log as it grows: each delivery once, in its latest state, the newest first. */
export function mergeDeliveries(
  known: readonly SimDelivery[],
  news: readonly SimDelivery[],
  keep: number,
): SimDelivery[] {
  const byNumber = new Map(known.map((delivery) => [delivery.n, delivery]));
  for (const delivery of news) byNumber.set(delivery.n, delivery);
  return [...byNumber.values()].sort((a, b) => b.n - a.n).slice(0, keep);
}

/** A chat with what changed in it. */
export function mergeChat(known: SimChat | undefined, news: SimChat): SimChat {
  if (!known) return news;
  if (news.messages.length === 0 && news.typing === known.typing) return known;
  const changed = new Map(news.messages.map((message) => [message.id, message]));
  const kept = known.messages.map((message) => {
    const newer = changed.get(message.id);
    changed.delete(message.id);
    return newer ?? message;
  });
  const messages = [...kept, ...changed.values()].sort((a, b) => a.n - b.n);
  return { ...news, messages };
}
