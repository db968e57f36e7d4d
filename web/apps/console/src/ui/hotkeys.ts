/**
 * Single keys and two-key walks. They rest while somebody writes, composes a word or has a dialog open.
 */
import { useEffect, useRef } from "react";

export type Hotkeys = Record<string, (event: KeyboardEvent) => void>;

const WRITING = "input, textarea, select, [contenteditable='true'], [role='textbox'], [role='combobox']";
const SECOND_KEY_WITHIN_MS = 1_200;

/** On a layout without Latin letters the place of the key counts. */
function keyOf(event: KeyboardEvent): string {
  if (/^[\x20-\x7e]$/.test(event.key) || event.key.length > 1) return event.key;
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
}

let firstKey: { key: string; at: number } | null = null;

/** `keys`: `j`, `Escape`, or two in a row as `g i`. */
export function useHotkeys(keys: Hotkeys): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
        return;
      const target = event.target instanceof Element ? event.target : null;
      const writing = target?.closest(WRITING) ?? null;
      const key = keyOf(event);
      if (writing && key !== "Escape") return;
      if (overlaid) return;
      // Space and Enter belong to the button or link that has the focus.
      if ((key === "Enter" || key === " ") && target?.closest("button, a, summary, [role='option']")) return;
      const first = firstKey && event.timeStamp - firstKey.at < SECOND_KEY_WITHIN_MS ? firstKey.key : null;
      const run = (first ? current.current[`${first} ${key}`] : undefined) ?? current.current[key];
      const begins = Object.keys(current.current).some((name) => name.startsWith(`${key} `));
      if (begins) firstKey = { key, at: event.timeStamp };
      else if (run) firstKey = null;
      if (!run) return;
      event.preventDefault();
      run(event);
    };
    // Looked at first: the overlay that takes the key may be gone when it gets here.
    let overlaid = false;
    const look = () => {
      overlaid = document.querySelector("[role='dialog'], [role='menu'], dialog[open]") !== null;
    };
    document.addEventListener("keydown", look, true);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", look, true);
      document.removeEventListener("keydown", onKey);
    };
  }, []);
}
