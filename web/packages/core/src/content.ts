/**
 * What can be told of a message without drawing it.
 */
import type { Content, MediaRef } from "./types.ts";

/** The words of a message, for a quote or a row. `null`: it has none, and its kind is told instead. */
export function contentWords(content: Content): string | null {
  switch (content.type) {
    case "text":
      return content.text;
    case "image":
    case "video":
      return content.caption || null;
    case "document":
      return content.caption || content.filename || null;
    case "location":
      return content.name || content.address || null;
    case "contacts":
      return content.contacts[0]?.name || null;
    case "interactive":
      return content.body || null;
    case "template":
      return content.body || content.name;
    case "reply":
      return content.title;
    case "flow_reply":
      return content.summary || null;
    case "order":
      return content.note || null;
    case "system":
      return content.text || null;
    default:
      return null;
  }
}

/** The file that belongs to a message. */
export function mediaOf(content: Content): MediaRef | null {
  switch (content.type) {
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
      return content.media;
    default:
      return null;
  }
}

export interface Answer {
  name: string;
  value: string;
}

const MOST_ANSWERS = 100;
/** What the provider adds for itself. */
const NOT_ANSWERS = new Set(["flow_token", "wa_flow_response_params"]);

/** The answers of a form, one line each, whatever shape they came in. */
export function answersOf(answers: unknown): Answer[] {
  const rows: Answer[] = [];
  collect(answers, "", rows);
  return rows;
}

function collect(value: unknown, name: string, rows: Answer[]): void {
  if (rows.length >= MOST_ANSWERS || value === null || value === undefined || value === "") return;
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== "object")) rows.push({ name, value: value.join(", ") });
    else for (const [index, one] of value.entries()) collect(one, `${name} ${index + 1}`.trim(), rows);
    return;
  }
  if (typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) {
      if (NOT_ANSWERS.has(key)) continue;
      collect(inner, name ? `${name} · ${readable(key)}` : readable(key), rows);
    }
    return;
  }
  rows.push({ name, value: value === true ? "✓" : value === false ? "✗" : String(value) });
}

/** `screen_0_TextInput_1` → `Text input`, `in_pin_code` → `In pin code`. */
function readable(key: string): string {
  const words = key
    .replace(/^screen_\d+_(.+?)(?:_\d+)?$/u, "$1")
    .replace(
      /([\p{Ll}\d])(\p{Lu})/gu,
      (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
    )
    .replace(/[_-]+/gu, " ")
    .trim();
  return words === "" ? key : words.charAt(0).toUpperCase() + words.slice(1);
}
