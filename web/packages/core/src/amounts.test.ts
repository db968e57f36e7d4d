import { expect, it } from "vitest";
import { formatBytes, formatDuration, formatMoney, orderTotal } from "./amounts.ts";
import { answersOf, contentWords } from "./content.ts";
import { checkFile, FILE_LIMITS, fileType } from "./files.ts";
import { plainWords } from "./richtext.ts";

it("e8_sizes are short and in steps of 1,024", () => {
  expect(formatBytes(184_320, "en-GB")).toBe("180 kB");
  expect(formatBytes(5 * 1_048_576, "en-GB")).toBe("5 MB");
  expect(formatBytes(2_411_724, "en-GB")).toBe("2.3 MB");
  expect(formatBytes(1_000 * 1_024, "en-GB")).toBe("1 MB");
  expect(formatBytes(-4, "en-GB")).toContain("0");
  expect(formatBytes(184_320, "ar-u-nu-latn")).toContain("180");
});

it("e8_money follows its currency and the reader's language", () => {
  expect(formatMoney(12.5, "EUR", "en-GB")).toBe("€12.50");
  expect(formatMoney(1_250, "JPY", "en-GB")).toBe("JP¥1,250");
  expect(formatMoney(1.5, "KWD", "en-GB").replace(/\s/u, " ")).toBe("KWD 1.500");
  expect(formatMoney(12.5, null, "en-GB")).toBe("12.50");
  expect(formatMoney(12.5, "not a currency", "en-GB")).toBe("12.5 not a currency");
  expect(formatMoney(12.5, "EUR", "ar-u-nu-latn")).toContain("12.50");
});

it("e8_durations are minutes and seconds, and nothing when unknown", () => {
  expect([0, 9, 75, 3_725, Number.NaN, Number.POSITIVE_INFINITY, -3].map(formatDuration)).toEqual([
    "0:00",
    "0:09",
    "1:15",
    "1:02:05",
    "0:00",
    "0:00",
    "0:00",
  ]);
});

it("d4_an order is summed exactly, and not at all over several currencies", () => {
  const item = (price: number, quantity: number, currency: string | null = "EUR") => ({
    product_id: "p",
    price,
    quantity,
    currency,
  });
  expect(orderTotal([item(0.1, 3), item(0.2, 1)])).toEqual({ pieces: 4, amount: 0.5, currency: "EUR" });
  expect(orderTotal([item(1, 1), item(1, 1, "USD")])).toEqual({ pieces: 2, amount: null, currency: null });
  expect(orderTotal([item(1, 2, null)])).toEqual({ pieces: 2, amount: 2, currency: null });
  expect(orderTotal([])).toEqual({ pieces: 0, amount: null, currency: null });
});

it("d4_a form's answers become lines, whatever their shape", () => {
  expect(answersOf({ screen_0_FullName_2: "Ann", nested: { in_pin_code: 560001 }, flow_token: "t" })).toEqual(
    [
      { name: "Full name", value: "Ann" },
      { name: "Nested · In pin code", value: "560001" },
    ],
  );
  expect(answersOf({ days: ["Mon", "Thu"], people: [{ name: "A" }, { name: "B" }], no: null })).toEqual([
    { name: "Days", value: "Mon, Thu" },
    { name: "People 1 · Name", value: "A" },
    { name: "People 2 · Name", value: "B" },
  ]);
  expect(answersOf({ yes: true, no: false }).map((answer) => answer.value)).toEqual(["✓", "✗"]);
  expect(answersOf(null)).toEqual([]);
  expect(answersOf(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])))).toHaveLength(
    100,
  );
});

it("c2_a file is taken by its type and its size, to the byte", () => {
  const file = (name: string, type: string, size: number) => checkFile({ name, type, size });
  expect(file("a.jpg", "image/jpeg", FILE_LIMITS.image)).toEqual({
    ok: true,
    kind: "image",
    type: "image/jpeg",
  });
  expect(file("a.jpg", "image/jpeg", FILE_LIMITS.image + 1)).toEqual({
    ok: false,
    why: "size",
    limit: FILE_LIMITS.image,
  });
  expect(file("a.gif", "image/gif", 10)).toEqual({ ok: false, why: "type" });
  expect(file("a.pdf", "application/pdf", 0)).toEqual({ ok: false, why: "empty" });
  expect(file("a.webp", "image/webp", 10)).toMatchObject({ kind: "sticker" });
  expect(fileType({ name: "x.DOCX", type: "" })).toContain("wordprocessingml");
  expect(fileType({ name: "v.webm", type: "audio/webm;codecs=opus" })).toBe("audio/webm");
  expect(file("page.html", "text/html", 10)).toEqual({ ok: false, why: "type" });
});

it("d2_a quote is words without mark-up, and a kind without words has none", () => {
  expect(plainWords("*Hello* _you_, see https://a.example ```x```")).toBe(
    "Hello you, see https://a.example x",
  );
  expect(contentWords({ type: "image", media: { id: "i" }, caption: "" })).toBeNull();
  expect(contentWords({ type: "template", name: "t", language: "en" })).toBe("t");
  expect(contentWords({ type: "deleted" })).toBeNull();
});
