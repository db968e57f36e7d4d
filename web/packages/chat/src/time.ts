/**
 * Times and days as a chat shows them.
 */
import type { Labels } from "./labels.ts";

const clocks = new Map<string, Intl.DateTimeFormat>();
const format = (locale: string, name: string, options: Intl.DateTimeFormatOptions) => {
  const key = `${locale}|${name}`;
  const known = clocks.get(key) ?? new Intl.DateTimeFormat(locale, options);
  clocks.set(key, known);
  return known;
};

export function clockTime(at: string, locale: string): string {
  return format(locale, "clock", { hour: "2-digit", minute: "2-digit" }).format(new Date(at));
}

export function fullTime(at: string, locale: string): string {
  return format(locale, "full", { dateStyle: "medium", timeStyle: "medium" }).format(new Date(at));
}

/** The same text for every instant of one local day. */
export function dayKey(at: string): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`;
}

export function dayName(at: string, labels: Labels, now: number): string {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(now) - midnight(Date.parse(at))) / 86_400_000);
  if (days === 0) return labels.today;
  if (days === 1) return labels.yesterday;
  if (days > 1 && days < 7) return format(labels.locale, "weekday", { weekday: "long" }).format(new Date(at));
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(labels.locale, sameYear ? "day" : "dayYear", {
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(new Date(at));
}
