/**
 * Amounts in the form people read: sizes, money, durations.
 */
import type { OrderItem } from "./types.ts";

const formats = new Map<string, Intl.NumberFormat>();
function format(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, known);
  return known;
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** `184320` → `180 kB`, counted in steps of 1,024 as WhatsApp's limits are. */
export function formatBytes(bytes: number, locale: string): string {
  let amount = Math.max(0, bytes);
  let unit = 0;
  while (amount >= 1_000 && unit < UNITS.length - 1) {
    amount /= 1_024;
    unit += 1;
  }
  return format(locale, {
    style: "unit",
    unit: UNITS[unit] ?? "byte",
    maximumFractionDigits: amount < 10 && unit > 0 ? 1 : 0,
  }).format(amount);
}

/** A price; a currency that nobody knows stands beside its number as it came. */
export function formatMoney(amount: number, currency: string | null | undefined, locale: string): string {
  if (currency) {
    try {
      return format(locale, { style: "currency", currency }).format(amount);
    } catch {
      return `${format(locale, { maximumFractionDigits: 3 }).format(amount)} ${currency}`;
    }
  }
  return format(locale, { minimumFractionDigits: 2, maximumFractionDigits: 3 }).format(amount);
}

export function formatCount(count: number, locale: string): string {
  return format(locale, {}).format(count);
}

/** `75` → `1:15`. What is not known yet is `0:00`. */
export function formatDuration(seconds: number): string {
  const whole = Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds) : 0;
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

export interface OrderTotal {
  pieces: number;
  /** Absent when the items have prices in several currencies. */
  amount: number | null;
  currency: string | null;
}

export function orderTotal(items: readonly OrderItem[]): OrderTotal {
  const currencies = new Set(items.map((item) => item.currency ?? ""));
  const pieces = items.reduce((all, item) => all + item.quantity, 0);
  if (currencies.size !== 1) return { pieces, amount: null, currency: null };
  // In millionths, which are whole: sums of binary fractions are not what people expect.
  const millionths = items.reduce((all, item) => all + Math.round(item.price * 1e6) * item.quantity, 0);
  return { pieces, amount: millionths / 1e6, currency: items[0]?.currency ?? null };
}
