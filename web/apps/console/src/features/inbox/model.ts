/**
 * What the inbox decides without asking anybody.
 */
import type { Conversation, ThreadMessage } from "@waypost/core";

/** The key of the first of the `count` newest inbound messages. */
export function firstUnread(messages: readonly ThreadMessage[], count: number): string | null {
  let left = count;
  let key: string | null = null;
  for (let i = messages.length - 1; i >= 0 && left > 0; i -= 1) {
    const message = messages[i];
    if (message?.direction !== "inbound") continue;
    key = message.key;
    left -= 1;
  }
  return key;
}

/** The row before or after the open one; from nowhere, the first. */
export function neighbour(ids: readonly string[], open: string | null, step: 1 | -1): string | null {
  const index = open === null ? -1 : ids.indexOf(open);
  if (index < 0) return ids[0] ?? null;
  return ids[index + step] ?? null;
}

export function isClosed(conversation: Conversation): boolean {
  return conversation.state === "closed" || conversation.state === "archived";
}
