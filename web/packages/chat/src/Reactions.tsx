/**
 * The reactions below a message, and the few emoji to react with.
 */
import type { Message } from "@waypost/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useLabels } from "./context.tsx";
import { Icon } from "./icons.tsx";

/** What WhatsApp itself offers first. */
const QUICK = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

export function Reactions({ message, onReact }: { message: Message; onReact?: (emoji: string) => void }) {
  const labels = useLabels();
  return (
    <ul className="wa-reactions">
      {message.reactions.map((reaction) => {
        const ours = reaction.direction === "outbound";
        const words = labels.reactedBy(reaction.emoji, ours);
        return (
          <li key={reaction.direction} title={words} data-ours={ours || undefined}>
            {ours && onReact ? (
              <button
                type="button"
                aria-label={`${words}. ${labels.takeBack(reaction.emoji)}`}
                onClick={() => onReact("")}
              >
                {reaction.emoji}
              </button>
            ) : (
              <span role="img" aria-label={words}>
                {reaction.emoji}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

export function ReactButton({ message, onReact }: { message: Message; onReact: (emoji: string) => void }) {
  const labels = useLabels();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const ours = message.reactions.find((reaction) => reaction.direction === "outbound")?.emoji;
  useEffect(() => {
    if (open) place.current?.querySelector<HTMLElement>(".wa-react-choice")?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
      return;
    }
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    event.preventDefault();
    const choices = [...(place.current?.querySelectorAll<HTMLElement>(".wa-react-choice") ?? [])];
    const rtl = place.current ? getComputedStyle(place.current).direction === "rtl" : false;
    const step = (event.key === "ArrowRight") === rtl ? -1 : 1;
    const at = choices.indexOf(document.activeElement as HTMLElement);
    choices[(at + step + choices.length) % choices.length]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what its buttons do.
    <span
      className="wa-react"
      ref={place}
      data-open={open || undefined}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        type="button"
        ref={opener}
        className="wa-reply"
        data-testid="message-react"
        aria-label={labels.react}
        aria-expanded={open}
        title={labels.react}
        onClick={() => (open ? close() : setOpen(true))}
      >
        <Icon name="smile" size={17} />
      </button>
      {open ? (
        <span className="wa-react-choices" role="group" aria-label={labels.react}>
          {QUICK.map((emoji) => {
            const chosen = emoji === ours;
            return (
              <button
                key={emoji}
                type="button"
                className="wa-react-choice"
                aria-pressed={chosen}
                aria-label={chosen ? labels.takeBack(emoji) : labels.reactWith(emoji)}
                onClick={() => {
                  onReact(chosen ? "" : emoji);
                  close();
                }}
              >
                {emoji}
              </button>
            );
          })}
        </span>
      ) : null}
    </span>
  );
}
