import { describe, expect, it } from "vitest";
import { isBigEmoji, parseRichText, type RichNode, safeHref } from "./richtext.ts";
import { chance } from "./testing/fixtures.ts";

const plain = (text: string): RichNode => ({ kind: "text", text });

/** What the tree says without its marks. */
function words(nodes: RichNode[]): string {
  return nodes.map((node) => ("children" in node ? words(node.children) : node.text)).join("");
}

function links(nodes: RichNode[]): string[] {
  return nodes.flatMap((node) =>
    node.kind === "link" ? [node.href] : "children" in node ? links(node.children) : [],
  );
}

describe("marked-up text", () => {
  it("d1_knows bold, italic, struck, code and blocks", () => {
    expect(parseRichText("a *b* _c_ ~d~ `e`")).toEqual([
      plain("a "),
      { kind: "bold", children: [plain("b")] },
      plain(" "),
      { kind: "italic", children: [plain("c")] },
      plain(" "),
      { kind: "strike", children: [plain("d")] },
      plain(" "),
      { kind: "code", text: "e" },
    ]);
    expect(parseRichText("x ```\nlet a = *1*;\n``` y")).toEqual([
      plain("x "),
      { kind: "block", text: "let a = *1*;" },
      plain(" y"),
    ]);
    expect(parseRichText("*a _b_*")).toEqual([
      { kind: "bold", children: [plain("a "), { kind: "italic", children: [plain("b")] }] },
    ]);
  });

  it("d1_leaves alone what is no mark", () => {
    for (const text of [
      "2*3*4",
      "snake_case_name",
      "* not bold *",
      "a ** b",
      "*open",
      "~~",
      "``````",
      "_a\nb_",
      "5 * 6",
      "*",
    ]) {
      expect(parseRichText(text), text).toEqual([plain(text)]);
    }
  });

  it("d1_finds links without the sentence around them", () => {
    expect(links(parseRichText("See https://a.example/b?c=1. And (www.b.example), ok"))).toEqual([
      "https://a.example/b?c=1",
      "https://www.b.example",
    ]);
    expect(links(parseRichText("*https://a.example*"))).toEqual(["https://a.example"]);
    expect(links(parseRichText("https://a.example/snake_case_path"))).toEqual([
      "https://a.example/snake_case_path",
    ]);
  });

  it("d1_never makes a link that runs something", () => {
    const bad = [
      "javascript:alert(1)",
      "data:text/html,x",
      "vbscript:x",
      "file:///etc/passwd",
      "https://",
      "https://@",
      "http://a\\b",
      "https:// a",
    ];
    for (const url of bad) {
      expect(links(parseRichText(url)), url).toEqual([]);
      expect(safeHref(url)?.startsWith("https://") ?? true, url).toBe(true);
    }
    for (const url of links(parseRichText('https://a.example/"><script>alert(1)</script>'))) {
      expect(url).not.toMatch(/[<>"]/);
    }
  });

  it("d1_loses no word, whatever is written", () => {
    const pieces = [
      "*",
      "_",
      "~",
      "`",
      "```",
      " ",
      "\n",
      "a",
      "word",
      "https://x.example",
      "👍",
      "مرحبا",
      "<b>",
      "&",
    ];
    for (let seed = 0; seed < 400; seed += 1) {
      const random = chance(seed);
      const text = Array.from({ length: 14 }, () => pieces[Math.floor(random() * pieces.length)]).join("");
      const bare = (t: string) => t.replace(/[*_~`\n]/g, "");
      expect(bare(words(parseRichText(text))), JSON.stringify(text)).toBe(bare(text));
    }
  });

  it("d1_is quick with hostile text", () => {
    const begun = Date.now();
    for (const text of [
      "*_~".repeat(1_400),
      "```".repeat(1_365),
      "https://".repeat(512),
      `*${"a".repeat(4_000)}`,
    ])
      parseRichText(text);
    expect(Date.now() - begun).toBeLessThan(1_500);
  });

  it("d1_one to three emoji alone are big", () => {
    for (const text of ["👍", "🙏🏽", "👨‍👩‍👧", "❤️", "🇩🇪", "1️⃣", "😀 😀", "🎉🎉🎉"])
      expect(isBigEmoji(text), text).toBe(true);
    for (const text of ["", "1", "12", "a👍", "👍👍👍👍", "ok 👍", "#", "©text"])
      expect(isBigEmoji(text), text).toBe(false);
  });
});
