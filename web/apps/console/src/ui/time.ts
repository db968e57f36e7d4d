/**
 * Times as lists and panels show them.
 */
import { clockTime } from "@waypost/chat";
import i18n from "i18next";
import { useEffect, useState } from "react";

/** This browser's time, renewed every `ms`. */
export function useEvery(ms: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), ms);
    return () => clearInterval(timer);
  }, [ms]);
  return now;
}

/** The clock for today, the weekday for this week, the date before. */
export function listTime(at: string, now: number, locale: string): string {
  const time = new Date(at);
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (time.getTime() >= midnight) return clockTime(at, locale);
  if (time.getTime() >= midnight - 86_400_000) return i18n.t("common.yesterday");
  if (time.getTime() >= midnight - 6 * 86_400_000)
    return new Intl.DateTimeFormat(locale, { weekday: "short" }).format(time);
  return new Intl.DateTimeFormat(locale, { day: "2-digit", month: "2-digit", year: "2-digit" }).format(time);
}

export function dateTime(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
}
