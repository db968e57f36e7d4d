/**
 * Where a message is written: grows with the text, sends on Enter, counts near the limit.
 */
import { characters, TEXT_LIMIT } from "@waypost/core";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import type { Quote } from "./Bubble.tsx";
import { useLabels } from "./context.tsx";

export interface ComposerHandle {
  focus(): void;
}

export interface ComposerCoreProps {
  value: string;
  onChange: (value: string) => void;
  onSend: (text: string) => void;
  placeholder?: string;
  quote?: Quote | null;
  onCancelQuote?: () => void;
  /** Tools at the inline start of the bar. */
  tools?: ReactNode;
  /** What goes along with the text, above it. */
  above?: ReactNode;
  /** There is something to send even without a text. */
  loaded?: boolean;
  /** What was sent is still being made ready. */
  busy?: boolean;
  /** Stands in the place of the button while there is nothing to send. */
  idle?: ReactNode;
  /** Files that were pasted. */
  onFiles?: (files: File[]) => void;
  handle?: Ref<ComposerHandle>;
}

/** From this many characters left on, the rest is counted. */
const COUNT_FROM = 256;

export function ComposerCore(props: ComposerCoreProps) {
  const { value, onChange, onSend, quote } = props;
  const labels = useLabels();
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(props.handle, () => ({ focus: () => area.current?.focus() }), []);
  useGrowth(area, value);

  const left = TEXT_LIMIT - characters(value);
  const sendable = (value.trim() !== "" || props.loaded === true) && left >= 0 && props.busy !== true;
  const send = () => {
    if (sendable) onSend(value.trim());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter chooses a word.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229)
      return;
    event.preventDefault();
    send();
  };

  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const files = [...event.clipboardData.files];
    // Spreadsheets put a picture beside their text: then the text is meant.
    if (!props.onFiles || files.length === 0 || event.clipboardData.getData("text/plain") !== "") return;
    event.preventDefault();
    props.onFiles(files);
  };

  return (
    <div className="wa-composer">
      {props.above ? <div className="wa-composer-above">{props.above}</div> : null}
      {quote ? (
        <div className="wa-composer-quote">
          <div className="wa-quote">
            <span className="wa-quote-name">
              <bdi>{quote.name}</bdi>
            </span>
            <span className="wa-quote-text">
              <bdi>{quote.text}</bdi>
            </span>
          </div>
          <button
            type="button"
            className="wa-composer-cancel"
            aria-label={labels.cancelReply}
            onClick={props.onCancelQuote}
          >
            <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
              <path d="m5 5 10 10M15 5 5 15" />
            </svg>
          </button>
        </div>
      ) : null}
      <textarea
        ref={area}
        className="wa-input"
        data-testid="composer-input"
        rows={1}
        dir="auto"
        value={value}
        placeholder={props.placeholder ?? labels.writeMessage}
        aria-label={props.placeholder ?? labels.writeMessage}
        aria-invalid={left < 0 || undefined}
        aria-describedby={left <= COUNT_FROM ? "wa-count" : undefined}
        enterKeyHint="send"
        spellCheck
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <div className="wa-composer-bar">
        <div className="wa-composer-tools">{props.tools}</div>
        {left <= COUNT_FROM ? (
          <span id="wa-count" className="wa-count" data-over={left < 0 || undefined} role="status">
            {left < 0 ? labels.tooLong(-left) : labels.left(left)}
          </span>
        ) : null}
        <span className="wa-hint" aria-hidden="true">
          <kbd>Enter</kbd> {labels.enterToSend} · <kbd>Shift</kbd>+<kbd>Enter</kbd> {labels.newLine}
        </span>
        {props.idle && !props.loaded && value.trim() === "" ? (
          props.idle
        ) : (
          <button
            type="button"
            className="wa-send"
            data-testid="composer-send"
            aria-label={labels.send}
            aria-busy={props.busy || undefined}
            disabled={!sendable}
            onClick={send}
          >
            <SendArrow />
          </button>
        )}
      </div>
    </div>
  );
}

export function SendArrow() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d="M4.6 11.2 4 5.3c-.1-.9.8-1.5 1.6-1.1l14 6.9c.8.4.8 1.4 0 1.8l-14 6.9c-.8.4-1.7-.2-1.6-1.1l.6-5.9 8.4-.8-8.4-.8Z" />
    </svg>
  );
}

function useGrowth(area: { current: HTMLTextAreaElement | null }, value: string): void {
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    // Read the value, so that the height follows it.
    element.dataset.empty = String(value === "");
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [area, value]);
}
