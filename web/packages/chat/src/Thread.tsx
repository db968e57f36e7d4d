/**
 * The messages of one conversation: drawn as far as they are seen, held still while older ones load,
 * at the end while new ones arrive.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import type { MediaRef } from "@waypost/core";
import {
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Bubble, type BubbleMessage, type Quote } from "./Bubble.tsx";
import { useLabels } from "./context.tsx";
import { OpenPicture } from "./media.tsx";
import { estimateRow, type Row, threadRows } from "./rows.ts";
import { dayName } from "./time.ts";

export interface ThreadProps {
  /** Changes with the conversation. */
  id: string;
  name: string;
  messages: readonly BubbleMessage[];
  loaded: boolean;
  hasOlder: boolean;
  hasNewer: boolean;
  olderFailed?: boolean;
  onLoadOlder: () => void;
  onLoadNewer?: () => void;
  /** The newest page is not loaded: the pill asks for it. */
  onJumpToLatest?: () => void;
  unreadFrom: string | null;
  unreadCount: number;
  /** Scroll here and point it out. */
  target?: string | null;
  now: number;
  onAtEnd?: (atEnd: boolean) => void;
  authorName: (message: BubbleMessage) => string | null;
  quoteOf: (message: BubbleMessage) => Quote | null;
  onRetry: (message: BubbleMessage) => void;
  onEdit: (message: BubbleMessage) => void;
  onDiscard: (message: BubbleMessage) => void;
  onReply?: (message: BubbleMessage) => void;
  onReact?: (message: BubbleMessage, emoji: string) => void;
  onQuote?: (messageId: string) => void;
}

const Lightbox = lazy(() => import("./Lightbox.tsx"));

const LOAD_EARLY_PX = 900;
const AT_END_PX = 72;

export function Thread(props: ThreadProps) {
  const { messages, loaded, hasOlder, hasNewer, unreadFrom, unreadCount, onAtEnd } = props;
  const labels = useLabels();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => threadRows(messages, { atStart: loaded && !hasOlder, unreadFrom, unreadCount }),
    [messages, loaded, hasOlder, unreadFrom, unreadCount],
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimateRow(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    paddingStart: 12,
    paddingEnd: 14,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: AT_END_PX,
  });

  const [atEnd, setAtEnd] = useState(true);
  const placed = useRef(false);
  const settleLater = useRef(() => {});
  const onPlaced = useCallback(() => {
    placed.current = true;
    settleLater.current();
  }, []);
  usePlacement({ ...props, rows, virtualizer, placed, onPlaced });
  const missed = useMissed(messages, atEnd);

  useStayAtEnd(scroller, atEnd && !hasNewer, virtualizer);
  const moving = useMoving(scroller);

  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element || !placed.current) return;
    const end = element.scrollHeight - element.scrollTop - element.clientHeight <= AT_END_PX && !hasNewer;
    setAtEnd(end);
    onAtEnd?.(end);
    if (hasOlder && element.scrollTop < LOAD_EARLY_PX) props.onLoadOlder();
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (hasNewer && below < LOAD_EARLY_PX) props.onLoadNewer?.();
  }, [hasOlder, hasNewer, onAtEnd, props.onLoadOlder, props.onLoadNewer]);
  settleLater.current = settle;

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the rows may move the end.
  useEffect(() => {
    const frame = requestAnimationFrame(settle);
    return () => cancelAnimationFrame(frame);
  }, [settle, rows]);

  const jump = () => {
    if (hasNewer) props.onJumpToLatest?.();
    else virtualizer.scrollToEnd({ behavior: "auto" });
  };

  const items = virtualizer.getVirtualItems();
  const [picture, setPicture] = useState<string | null>(null);
  const closePicture = () => {
    setPicture(null);
    scroller.current?.focus({ preventScroll: true });
  };
  const top = items.find((item) => item.end > (virtualizer.scrollOffset ?? 0) + 8);
  return (
    <div className="wa-thread" data-testid="thread">
      <div
        className="wa-scroller"
        ref={scroller}
        onScroll={settle}
        tabIndex={0}
        role="region"
        aria-label={labels.thread(props.name)}
      >
        <div className="wa-sizer" style={{ height: virtualizer.getTotalSize() }}>
          <div className="wa-window" style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
            {items.map((item) => {
              const row = rows[item.index];
              return row ? (
                <div key={item.key} data-index={item.index} ref={virtualizer.measureElement}>
                  <OpenPicture value={setPicture}>
                    <RowView row={row} {...props} />
                  </OpenPicture>
                </div>
              ) : null;
            })}
          </div>
        </div>
      </div>
      {moving ? (
        <FloatingDay
          row={top ? rows[top.index] : undefined}
          rows={rows}
          index={top?.index ?? 0}
          now={props.now}
        />
      ) : null}
      {props.olderFailed ? (
        <div className="wa-older-failed" role="alert">
          {labels.loadOlderFailed}{" "}
          <button type="button" onClick={props.onLoadOlder}>
            {labels.retry}
          </button>
        </div>
      ) : null}
      {picture === null ? null : (
        <Suspense>
          <Lightbox
            pictures={picturesOf(messages)}
            shown={picture}
            onShow={setPicture}
            onClose={closePicture}
          />
        </Suspense>
      )}
      {atEnd ? null : (
        <button
          type="button"
          className="wa-jump"
          data-testid="jump-to-latest"
          aria-label={missed > 0 ? labels.newMessages(missed) : labels.jump}
          onClick={jump}
        >
          {missed > 0 ? <span className="wa-jump-count">{missed}</span> : null}
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <path d="m5 8 5 5 5-5" />
          </svg>
        </button>
      )}
    </div>
  );
}

/** Linked pictures are not here to be shown large. */
function picture({ id }: MediaRef, alt: string) {
  return id ? [{ mediaId: id, alt }] : [];
}

/** The pictures of a thread, in its order. */
function picturesOf(messages: readonly BubbleMessage[]) {
  return messages.flatMap(({ content }) => {
    if (content.type === "image") return picture(content.media, content.caption ?? "");
    const header = content.type === "interactive" ? content.header : null;
    return header?.type === "image" ? picture(header.media, "") : [];
  });
}

interface Placement extends ThreadProps {
  rows: Row[];
  virtualizer: {
    scrollToIndex: (index: number, options: { align: "start" | "center" }) => void;
    scrollToEnd: (options?: { behavior?: "auto" }) => void;
  };
  placed: { current: boolean };
  onPlaced: () => void;
}

/** Rows are measured while a place is scrolled to; pages that load meanwhile would move it. */
const ARRIVES_WITHIN_MS = 250;

/** Where the thread opens: at what was asked for, else the first unread message, else the end. */
function usePlacement(placement: Placement): void {
  const { id, loaded, rows, target, virtualizer, placed, onPlaced, messages } = placement;
  const placedFor = useRef<string | null>(null);
  const arrival = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(arrival.current);
      placedFor.current = null;
    },
    [],
  );
  useLayoutEffect(() => {
    if (!loaded || rows.length === 0) {
      if (loaded) placed.current = true;
      return;
    }
    const place = `${id}|${target ?? ""}`;
    if (placedFor.current === place) return;
    const wanted = target
      ? rows.findIndex((row) => row.kind === "message" && row.message.id === target)
      : rows.findIndex((row) => row.kind === "unread");
    if (target && wanted < 0) return;
    placedFor.current = place;
    if (wanted < 0) {
      placed.current = true;
      virtualizer.scrollToEnd();
      return;
    }
    placed.current = false;
    virtualizer.scrollToIndex(wanted, { align: target ? "center" : "start" });
    clearTimeout(arrival.current);
    arrival.current = setTimeout(onPlaced, ARRIVES_WITHIN_MS);
  }, [id, loaded, rows, target, virtualizer, placed, onPlaced]);

  // What one sends oneself is always shown.
  const last = messages[messages.length - 1];
  const lastLocal = last?.local && last.local.state !== "refused" ? last.key : null;
  useEffect(() => {
    if (lastLocal) virtualizer.scrollToEnd();
  }, [lastLocal, virtualizer]);
}

/** The room shrinks when a keyboard or a notice comes: who was at the end stays there. */
function useStayAtEnd(
  scroller: RefObject<HTMLDivElement | null>,
  atEnd: boolean,
  virtualizer: Placement["virtualizer"],
): void {
  const current = useRef(atEnd);
  current.current = atEnd;
  useEffect(() => {
    const element = scroller.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    let height = element.clientHeight;
    const observer = new ResizeObserver(() => {
      if (element.clientHeight === height) return;
      height = element.clientHeight;
      if (current.current) virtualizer.scrollToEnd();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, virtualizer]);
}

const STILL_AFTER_MS = 1_200;

/** True while somebody scrolls, and a moment longer. */
function useMoving(scroller: RefObject<HTMLDivElement | null>): boolean {
  const [moving, setMoving] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = () => {
      setMoving(true);
      clearTimeout(timer);
      timer = setTimeout(() => setMoving(false), STILL_AFTER_MS);
    };
    // What a person does, not what the program scrolls.
    const gestures = ["wheel", "touchmove", "keydown", "pointerdown"] as const;
    for (const gesture of gestures) element.addEventListener(gesture, begin, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const gesture of gestures) element.removeEventListener(gesture, begin);
    };
  }, [scroller]);
  return moving;
}

/** How many inbound messages arrived while the end was out of sight. */
function useMissed(messages: readonly BubbleMessage[], atEnd: boolean): number {
  const seen = useRef<string | null>(null);
  const last = messages[messages.length - 1];
  if (atEnd || seen.current === null) seen.current = last?.key ?? null;
  if (atEnd) return 0;
  const from = messages.findIndex((message) => message.key === seen.current);
  return messages.slice(from + 1).filter((message) => message.direction === "inbound").length;
}

function RowView({ row, ...props }: ThreadProps & { row: Row }): ReactNode {
  const labels = useLabels();
  switch (row.kind) {
    case "start":
      return <p className="wa-start">{labels.start}</p>;
    case "day":
      return (
        <div className="wa-day">
          <span>{dayName(row.at, labels, props.now)}</span>
        </div>
      );
    case "unread":
      return (
        <div className="wa-unread" role="separator">
          <span>
            <bdi>{labels.unread(row.count)}</bdi>
          </span>
        </div>
      );
    case "message":
      return (
        <Bubble
          message={row.message}
          first={row.first}
          authorName={props.authorName(row.message)}
          quote={props.quoteOf(row.message)}
          highlighted={props.target === row.message.id}
          onRetry={props.onRetry}
          onEdit={props.onEdit}
          onDiscard={props.onDiscard}
          {...(props.onReply ? { onReply: props.onReply } : {})}
          {...(props.onReact ? { onReact: props.onReact } : {})}
          {...(props.onQuote ? { onQuote: props.onQuote } : {})}
        />
      );
  }
}

/** The day of what is at the top, while its own separator is scrolled away. */
function FloatingDay({
  row,
  rows,
  index,
  now,
}: {
  row: Row | undefined;
  rows: Row[];
  index: number;
  now: number;
}) {
  const labels = useLabels();
  if (!row || row.kind === "day" || row.kind === "start") return null;
  // A separator just below would collide with the floating one.
  if (rows[index + 1]?.kind === "day" || rows[index + 1]?.kind === "unread") return null;
  const at = row.kind === "message" ? row.message.at : null;
  if (!at) return null;
  return (
    <div className="wa-day wa-day-floating" aria-hidden="true">
      <span>{dayName(at, labels, now)}</span>
    </div>
  );
}
