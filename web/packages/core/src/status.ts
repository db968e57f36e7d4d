/**
 * How far a message has come: statuses only move up, unless a new attempt starts over.
 */
import type { Message, MessageStatus, StatusTimes } from "./types.ts";

const RANK: Record<MessageStatus, number> = {
  queued: 0,
  sending: 1,
  unknown: 2,
  accepted: 3,
  sent: 4,
  failed: 5,
  delivered: 6,
  read: 7,
  played: 8,
};

export function statusRank(status: MessageStatus | null | undefined): number {
  return status ? (RANK[status] ?? -1) : -1;
}

export interface StatusReport {
  status?: MessageStatus | null;
  attempt: number;
}

/** Whether `news` supersedes what is known: a later attempt always, the same attempt if it is further. */
export function supersedes(known: StatusReport, news: StatusReport): boolean {
  if (news.attempt !== known.attempt) return news.attempt > known.attempt;
  return statusRank(news.status) > statusRank(known.status);
}

const SLOT: Partial<Record<MessageStatus, keyof StatusTimes>> = {
  accepted: "accepted_at",
  sent: "sent_at",
  delivered: "delivered_at",
  read: "read_at",
  played: "played_at",
  failed: "failed_at",
};

/** Notes when `status` was reached; the first report keeps its time. */
export function noteTime(times: StatusTimes, status: MessageStatus, at: string): StatusTimes {
  const slot = SLOT[status];
  if (!slot || times[slot]) return times;
  return { ...times, [slot]: at };
}

/** The newer of two copies of one message, with the status that is furthest. */
export function mergeMessage(known: Message, incoming: Message): Message {
  const sameAttempt = known.attempt === incoming.attempt;
  const sameStatus = sameAttempt && known.status === incoming.status;
  const source = sameStatus || supersedes(known, incoming) ? incoming : known;
  return {
    ...incoming,
    status: source.status ?? null,
    error: source.error ?? null,
    attempt: source.attempt,
    status_times: sameAttempt ? { ...incoming.status_times, ...known.status_times } : source.status_times,
    wamid: source.wamid ?? incoming.wamid ?? known.wamid ?? null,
    client_ref: incoming.client_ref ?? known.client_ref ?? null,
  };
}
