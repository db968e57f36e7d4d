/**
 * How far a message has come: told by shape and by words, not by colour alone.
 */
import type { MessageStatus } from "@waypost/core";
import { useLabels } from "./context.tsx";

type Shape = "clock" | "question" | "one" | "two" | "read" | "failed";

const SHAPE: Record<MessageStatus, Shape> = {
  queued: "clock",
  sending: "clock",
  unknown: "question",
  accepted: "clock",
  sent: "one",
  delivered: "two",
  read: "read",
  played: "read",
  failed: "failed",
};

const FIRST_TICK = "M1.2 6.1 4.6 9.5 11.6 1.8";
const SECOND_TICK = "M6.9 8.3 8.1 9.5 15.1 1.8";

export interface TicksProps {
  status: MessageStatus;
  /** Replaces the status's own words. */
  label?: string;
  /** Shown on hover, beside the label: when each state was reached. */
  title?: string;
}

export function Ticks({ status, label, title }: TicksProps) {
  const labels = useLabels();
  const words = label ?? labels.status[status] ?? status;
  const shape = SHAPE[status] ?? "clock";
  return (
    <span className="wa-ticks" data-shape={shape} role="img" aria-label={words} title={title ?? words}>
      <Drawing shape={shape} />
    </span>
  );
}

function Drawing({ shape }: { shape: Shape }) {
  switch (shape) {
    case "one":
      return (
        <svg viewBox="0 0 16 11" width="16" height="11" aria-hidden="true">
          <path d={FIRST_TICK} />
        </svg>
      );
    case "two":
    case "read":
      return (
        <svg viewBox="0 0 16 11" width="16" height="11" aria-hidden="true">
          <path d={FIRST_TICK} />
          <path d={SECOND_TICK} />
        </svg>
      );
    case "clock":
      return (
        <svg viewBox="0 0 13 13" width="13" height="13" aria-hidden="true">
          <circle cx="6.5" cy="6.5" r="5.2" />
          <path d="M6.5 3.6v3.1l2 1.2" />
        </svg>
      );
    case "question":
      return (
        <svg viewBox="0 0 13 13" width="13" height="13" aria-hidden="true">
          <circle cx="6.5" cy="6.5" r="5.2" strokeDasharray="2.6 1.5" />
          <path d="M5.1 5.2a1.5 1.5 0 1 1 2.2 1.5c-.5.3-.8.6-.8 1.1M6.5 9.4v.1" />
        </svg>
      );
    case "failed":
      return (
        <svg viewBox="0 0 13 13" width="13" height="13" aria-hidden="true">
          <circle cx="6.5" cy="6.5" r="5.2" />
          <path d="M6.5 3.7v3.4M6.5 9.2v.1" />
        </svg>
      );
  }
}
