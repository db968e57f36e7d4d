/**
 * Facts in the form people read: telephone numbers, initials, what is left of a service window.
 */
import type { Timestamp } from "./types.ts";

const ONE_DIGIT = /^[17]/;
const TWO_DIGITS = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** `+474645193159` → `+47 464 519 3159`. Grouped for the eye, without claiming a national format. */
export function formatPhone(phone: string): string {
  const digits = phone.replace(/^\+/, "");
  if (!/^\d{6,20}$/.test(digits)) return phone;
  const codeLength = ONE_DIGIT.test(digits) ? 1 : TWO_DIGITS.test(digits) ? 2 : 3;
  const code = digits.slice(0, codeLength);
  const rest = digits.slice(codeLength);
  const groups: string[] = [];
  let at = 0;
  while (rest.length - at > 4) {
    groups.push(rest.slice(at, at + 3));
    at += 3;
  }
  groups.push(rest.slice(at));
  return `+${code} ${groups.join(" ")}`;
}

/** Up to two letters that stand for a name; empty when it has none. */
export function initials(name: string): string {
  const words = name
    .normalize("NFC")
    .split(/\s+/u)
    .map((word) => word.match(/[\p{L}\p{N}]\p{M}*/u)?.[0] ?? "")
    .filter((letter) => letter !== "");
  if (words.length === 0 || /^\+?[\d\s()-]+$/.test(name)) return "";
  const last = words.length > 1 ? (words[words.length - 1] ?? "") : "";
  return ((words[0] ?? "") + last).toUpperCase();
}

/** The same text always gives the same number below `buckets`. */
export function bucketOf(text: string, buckets: number): number {
  let hash = 2_166_136_261;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619);
  return (hash >>> 0) % buckets;
}

export type WindowState = "open" | "soon" | "closed" | "none";

export interface ServiceWindow {
  /** `soon`: less than four hours left. `none`: the contact has never written. */
  state: WindowState;
  remainingMs: number;
}

export const WINDOW_SOON_MS = 4 * 60 * 60 * 1_000;

export function serviceWindow(expiresAt: Timestamp | null | undefined, now: number): ServiceWindow {
  if (!expiresAt) return { state: "none", remainingMs: 0 };
  const remainingMs = Date.parse(expiresAt) - now;
  if (!(remainingMs > 0)) return { state: "closed", remainingMs: 0 };
  return { state: remainingMs > WINDOW_SOON_MS ? "open" : "soon", remainingMs };
}

export const TEXT_LIMIT = 4_096;

/** Characters as the server counts them: code points. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
