/**
 * WhatsApp's light mark-up as a tree: *bold*, _italic_, ~struck~, `code`, ```block``` and links.
 * The tree holds text only, so whoever renders it cannot be made to run anything.
 */

export type RichNode =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic" | "strike"; children: RichNode[] }
  | { kind: "code" | "block"; text: string }
  | { kind: "link"; href: string; text: string };

const MARKS = { "*": "bold", _: "italic", "~": "strike" } as const;
type Mark = keyof typeof MARKS;

const URL_START = /(?:https?:\/\/|www\.)[^\s<>"'`]+/giu;
/** What ends a sentence does not belong to its link. */
const URL_TAIL = /[.,;:!?)\]}*_~’”»]+$/u;
const WORD = /[\p{L}\p{N}]/u;

export function parseRichText(text: string): RichNode[] {
  const nodes: RichNode[] = [];
  let rest = text;
  for (;;) {
    const open = rest.indexOf("```");
    const close = open < 0 ? -1 : rest.indexOf("```", open + 3);
    const inside = close < 0 ? "" : rest.slice(open + 3, close);
    if (close < 0 || inside.trim() === "") {
      nodes.push(...parseInline(rest));
      return merge(nodes);
    }
    nodes.push(...parseInline(rest.slice(0, open)), { kind: "block", text: inside.replace(/^\n|\n$/g, "") });
    rest = rest.slice(close + 3);
  }
}

function parseInline(text: string): RichNode[] {
  const nodes: RichNode[] = [];
  const links = [...text.matchAll(URL_START)].map((m) => ({
    from: m.index,
    url: m[0].replace(URL_TAIL, ""),
  }));
  let plain = "";
  let i = 0;
  const flush = () => {
    if (plain) nodes.push({ kind: "text", text: plain });
    plain = "";
  };
  while (i < text.length) {
    const link = links.find((l) => l.from === i);
    if (link && link.url.length > 4 && !WORD.test(text[i - 1] ?? "")) {
      const href = safeHref(link.url);
      if (href) {
        flush();
        nodes.push({ kind: "link", href, text: link.url });
        i += link.url.length;
        continue;
      }
    }
    const span = spanAt(text, i);
    if (span) {
      flush();
      nodes.push(span.node);
      i = span.end;
      continue;
    }
    plain += text[i];
    i += 1;
  }
  flush();
  return nodes;
}

/** A mark opens at the edge of a word and closes at one, on the same line, around something. */
function spanAt(text: string, start: number): { node: RichNode; end: number } | null {
  const mark = text[start];
  if (mark !== "`" && mark !== "*" && mark !== "_" && mark !== "~") return null;
  if (WORD.test(text[start - 1] ?? "")) return null;
  const first = text[start + 1];
  if (first === undefined || /\s/u.test(first) || first === mark) return null;
  for (let end = start + 2; end < text.length; end += 1) {
    if (text[end] === "\n") return null;
    if (text[end] !== mark || /\s/u.test(text[end - 1] ?? " ")) continue;
    if (WORD.test(text[end + 1] ?? "")) continue;
    const inside = text.slice(start + 1, end);
    if (mark === "`") return { node: { kind: "code", text: inside }, end: end + 1 };
    return { node: { kind: MARKS[mark as Mark], children: parseInline(inside) }, end: end + 1 };
  }
  return null;
}

/** Only the web: no `javascript:`, no `data:`, nothing that runs. */
export function safeHref(url: string): string | null {
  const full = /^https?:\/\//i.test(url) ? url : `https://${url}`;
  return /^https?:\/\/[^\s/?#@\\]+(?:[/?#][^\s\\]*)?$/i.test(full) ? full : null;
}

function merge(nodes: RichNode[]): RichNode[] {
  const merged: RichNode[] = [];
  for (const node of nodes) {
    const last = merged[merged.length - 1];
    if (node.kind === "text" && last?.kind === "text") last.text += node.text;
    else merged.push(node);
  }
  return merged;
}

/** The words of a text without their mark-up, for a line that shows none. */
export function plainWords(text: string): string {
  const words = (nodes: RichNode[]): string =>
    nodes.map((node) => ("children" in node ? words(node.children) : node.text)).join("");
  return words(parseRichText(text));
}

const EMOJI_ONLY =
  /^(?:\s*(?:\p{Regional_Indicator}{2}|[#*0-9]\uFE0F?\u20E3|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)*[\u{E0020}-\u{E007F}]*)){1,3}\s*$/u;

/** One to three emoji and nothing else: shown large. */
export function isBigEmoji(text: string): boolean {
  return text.length <= 60 && EMOJI_ONLY.test(text);
}
