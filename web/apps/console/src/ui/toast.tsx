/**
 * Short notices that go by themselves, and stay while somebody points at them.
 */
import { IconAlertCircle, IconCircleCheck, IconX } from "@tabler/icons-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

interface Toast {
  id: number;
  tone: "good" | "bad" | "plain";
  message: string;
}

const SHOWN_MS = 6_000;
const AT_ONCE = 3;
let toasts: readonly Toast[] = [];
let counter = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function toast(message: string, tone: Toast["tone"] = "plain"): void {
  counter += 1;
  change([
    ...toasts.filter((known) => known.message !== message).slice(1 - AT_ONCE),
    { id: counter, tone, message },
  ]);
}

const drop = (id: number) => change(toasts.filter((known) => known.id !== id));

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="wp-toasts" role="status" aria-live="polite">
      {shown.map((one) => (
        <One key={one.id} toast={one} />
      ))}
    </div>
  );
}

function One({ toast: { id, tone, message } }: { toast: Toast }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => drop(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, id]);
  return (
    <div
      className="wp-toast"
      data-tone={tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      {tone === "good" ? (
        <IconCircleCheck size={18} stroke={1.9} />
      ) : tone === "bad" ? (
        <IconAlertCircle size={18} stroke={1.9} />
      ) : null}
      <span>{message}</span>
      <button
        type="button"
        aria-label={t("common.close")}
        onClick={() => drop(id)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        <IconX size={15} stroke={2} />
      </button>
    </div>
  );
}
