/**
 * One message: who said it, what, when, how far it came, and what can be done when it did not come far.
 */
import { type Content, contentWords, type LocalState, type Message, type MessageStatus } from "@waypost/core";
import { memo, useMemo } from "react";
import { ContentTail, ContentView } from "./Content.tsx";
import { useLabels } from "./context.tsx";
import { Icon } from "./icons.tsx";
import type { Labels } from "./labels.ts";
import { OriginView } from "./Origin.tsx";
import { ReactButton, Reactions } from "./Reactions.tsx";
import { Ticks } from "./Ticks.tsx";
import { clockTime, fullTime } from "./time.ts";

export interface BubbleMessage extends Message {
  key: string;
  local?: LocalState;
}

export interface Quote {
  /** Who said it. */
  name: string;
  text: string;
  /** Ours, if it is here: a click goes there. */
  messageId?: string | null;
}

export interface BubbleProps {
  message: BubbleMessage;
  /** Begins a group: it has the tail, and its author's name. */
  first: boolean;
  authorName?: string | null;
  quote?: Quote | null;
  highlighted?: boolean;
  onRetry?: (message: BubbleMessage) => void;
  /** Takes a refused message back into the composer. */
  onEdit?: (message: BubbleMessage) => void;
  onDiscard?: (message: BubbleMessage) => void;
  onReply?: (message: BubbleMessage) => void;
  /** An empty emoji takes our reaction back. */
  onReact?: (message: BubbleMessage, emoji: string) => void;
  onQuote?: (messageId: string) => void;
}

/** What may be written in another direction than the page. */
const WRITTEN = new Set<Content["type"]>(["text", "interactive", "template", "reply"]);

function hasWords(content: Content): boolean {
  return WRITTEN.has(content.type) && contentWords(content) !== null;
}

/** Pictures without words carry their time on them. */
function isBare(content: Content): boolean {
  if (content.type === "sticker") return true;
  return (content.type === "image" || content.type === "video") && !content.caption;
}

export const Bubble = memo(function Bubble(props: BubbleProps) {
  const { message, first, authorName, quote, onReact } = props;
  const outbound = message.direction === "outbound";
  const status = outbound ? (message.status ?? "queued") : null;
  const { content } = message;
  const heard = useMemo(
    () => ({ conversationId: message.conversation_id, messageId: message.id }),
    [message.conversation_id, message.id],
  );
  if (content.type === "system") return <SystemLine {...props} />;
  const answerable = message.wamid && content.type !== "deleted";
  const react = onReact && answerable ? (emoji: string) => onReact(message, emoji) : undefined;
  return (
    <div
      className="wa-row"
      data-direction={message.direction}
      data-first={first || undefined}
      data-highlighted={props.highlighted || undefined}
    >
      <div className="wa-line">
        <article
          className="wa-bubble"
          data-testid="message"
          data-direction={message.direction}
          data-status={status ?? undefined}
          data-message-id={message.id}
          data-client-ref={message.client_ref ?? undefined}
          data-kind={content.type}
          data-bare={isBare(content) || undefined}
        >
          {authorName && first ? (
            <div className="wa-author">
              <bdi>{authorName}</bdi>
            </div>
          ) : null}
          {message.origin ? <OriginView origin={message.origin} /> : null}
          {quote ? <QuoteView quote={quote} onQuote={props.onQuote} /> : null}
          {/* The time stands where the text ends, whichever way it is read. */}
          <div className="wa-body" dir={hasWords(content) ? "auto" : undefined}>
            <ContentView content={content} heard={heard} />
            <Meta message={message} status={status} />
          </div>
          <ContentTail content={content} />
        </article>
        {answerable && (props.onReply || react) ? (
          <span className="wa-actions">
            {react ? <ReactButton message={message} onReact={react} /> : null}
            {props.onReply ? <ReplyButton message={message} onReply={props.onReply} /> : null}
          </span>
        ) : null}
      </div>
      {message.reactions.length > 0 ? (
        <Reactions message={message} {...(react ? { onReact: react } : {})} />
      ) : null}
      {status === "failed" || status === "unknown" ? <Trouble {...props} status={status} /> : null}
      {status === "queued" && message.error ? <Waiting message={message} /> : null}
    </div>
  );
});

/** When, whether it was changed, and how far it came. */
function Meta({ message, status }: { message: BubbleMessage; status: MessageStatus | null }) {
  const labels = useLabels();
  const edited = message.edited_at && message.content.type !== "deleted" ? message.edited_at : null;
  return (
    <span className="wa-meta">
      {edited ? (
        <span className="wa-edited" title={labels.editedAt(fullTime(edited, labels.locale))}>
          {labels.edited}
        </span>
      ) : null}
      <time dateTime={message.at}>
        <bdi>{clockTime(message.at, labels.locale)}</bdi>
      </time>
      {status ? (
        <Ticks
          status={status}
          title={statusTitle(message, status, labels)}
          {...(message.local?.state === "waiting" ? { label: labels.statusWaiting } : {})}
        />
      ) : null}
    </span>
  );
}

/** Something that happened to the contact, rather than something said. */
function SystemLine({ message, highlighted }: BubbleProps) {
  const labels = useLabels();
  if (message.content.type !== "system") return null;
  return (
    <div className="wa-row wa-system" data-highlighted={highlighted || undefined}>
      <p data-testid="message" data-kind="system" data-message-id={message.id}>
        <Icon name="info" size={15} />
        <bdi>{message.content.text || labels.system[message.content.event]}</bdi>{" "}
        <time dateTime={message.at}>
          <bdi>{clockTime(message.at, labels.locale)}</bdi>
        </time>
      </p>
    </div>
  );
}

function ReplyButton({
  message,
  onReply,
}: {
  message: BubbleMessage;
  onReply: (message: BubbleMessage) => void;
}) {
  const labels = useLabels();
  return (
    <button
      type="button"
      className="wa-reply"
      aria-label={labels.reply}
      title={labels.reply}
      onClick={() => onReply(message)}
    >
      <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
        <path d="M8 5 3.5 9.5 8 14M4 9.5h7.5a5 5 0 0 1 5 5V16" />
      </svg>
    </button>
  );
}

function statusTitle(message: Message, status: MessageStatus, labels: Labels): string {
  const times = message.status_times;
  const reached: [MessageStatus, string | null | undefined][] = [
    ["accepted", times.accepted_at],
    ["sent", times.sent_at],
    ["delivered", times.delivered_at],
    ["read", times.read_at],
    ["failed", times.failed_at],
  ];
  const lines = reached
    .filter(([, at]) => at)
    .map(([name, at]) => `${labels.status[name]}: ${fullTime(at ?? "", labels.locale)}`);
  return lines.length > 0 ? lines.join("\n") : labels.status[status];
}

function QuoteView({ quote, onQuote }: { quote: Quote; onQuote: BubbleProps["onQuote"] }) {
  const labels = useLabels();
  const inside = (
    <>
      <span className="wa-quote-name">
        <bdi>{quote.name}</bdi>
      </span>
      <span className="wa-quote-text">
        <bdi>{quote.text}</bdi>
      </span>
    </>
  );
  const target = quote.messageId;
  if (!target || !onQuote) return <div className="wa-quote">{inside}</div>;
  return (
    <button type="button" className="wa-quote" title={labels.repliedTo} onClick={() => onQuote(target)}>
      {inside}
    </button>
  );
}

/** Why it did not arrive, what to do about it, and the buttons that do it. */
function Trouble({ message, status, onRetry, onEdit, onDiscard }: BubbleProps & { status: MessageStatus }) {
  const labels = useLabels();
  const unknown = status === "unknown";
  const refused = message.local?.state === "refused";
  const title = unknown ? labels.unknownTitle : message.error?.title || labels.notSent;
  const help = unknown ? labels.unknownHelp : message.error?.remedy;
  const detail = message.error?.detail;
  return (
    <div className="wa-trouble" data-kind={unknown ? "unknown" : "failed"} role="group" aria-label={title}>
      <div className="wa-trouble-words">
        <strong>
          <bdi>{title}</bdi>
          {message.error?.code ? <span className="wa-trouble-code"> ({message.error.code})</span> : null}
        </strong>
        {help ? <span>{help}</span> : null}
        {detail && detail !== title ? <span className="wa-trouble-detail">{detail}</span> : null}
        {message.attempt > 1 ? (
          <span className="wa-trouble-detail">{labels.attempt(message.attempt)}</span>
        ) : null}
      </div>
      <div className="wa-trouble-actions">
        {refused && onEdit && message.content.type === "text" ? (
          <button type="button" onClick={() => onEdit(message)}>
            {labels.edit}
          </button>
        ) : null}
        {refused && onDiscard ? (
          <button type="button" onClick={() => onDiscard(message)}>
            {labels.discard}
          </button>
        ) : null}
        {!refused && onRetry ? (
          <button type="button" data-testid="message-retry" onClick={() => onRetry(message)}>
            {labels.retry}
          </button>
        ) : null}
      </div>
    </div>
  );
}

/** It still waits, and there is a reason. */
function Waiting({ message }: { message: Message }) {
  return (
    <div className="wa-trouble" data-kind="waiting">
      <div className="wa-trouble-words">
        <strong>{message.error?.title}</strong>
        <span>{message.error?.remedy}</span>
      </div>
    </div>
  );
}
