import { expect, it } from "vitest";
import { ar } from "./ar.ts";
import { en } from "./en.ts";

type Words = { [key: string]: string | Words };

function flat(words: Words, prefix = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === "string") all.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) all.set(inner, text);
  }
  return all;
}
const english = flat(en);
const arabic = flat(ar as Words);
const base = (key: string) => key.replace(/_(?:zero|one|two|few|many|other)$/, "");

it("e8_the shell and the inbox are whole in Arabic", () => {
  const translated = [
    "app",
    "nav",
    "signIn",
    "connection",
    "inbox",
    "window",
    "composer",
    "attach",
    "recorder",
    "details",
    "shortcuts",
    "settings",
    "appearance",
    "common",
  ];
  const known = new Set([...arabic.keys()].map(base));
  const missing = [...english.keys()].filter(
    (key) => translated.includes(key.split(".")[0] ?? "") && !known.has(base(key)),
  );
  expect(missing).toEqual([]);
});

it("e8_a translation has no key of its own and asks for no value that is not given", () => {
  const bases = new Set([...english.keys()].map(base));
  const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();
  for (const [key, text] of arabic) {
    expect(bases.has(base(key)), key).toBe(true);
    const given = english.get(key) ?? english.get(`${base(key)}_other`) ?? english.get(base(key)) ?? "";
    for (const value of values(text)) expect(values(given), key).toContain(value);
  }
});
