import { ApiError, type Media, NetworkError } from "@waypost/core";
import { beforeAll, describe, expect, it } from "vitest";
import { Tray, type Upload } from "./tray.ts";

beforeAll(() => {
  URL.createObjectURL ??= () => "blob:x";
  URL.revokeObjectURL ??= () => {};
});

const file = (name: string, type: string, size = 10) => new File([new Uint8Array(size)], name, { type });
const photo = (name = "a.jpg") => file(name, "image/jpeg");
const media = (id: string, mime_type = "image/jpeg"): Media => ({
  id,
  direction: "outbound",
  mime_type,
  state: "stored",
  has_thumbnail: false,
  created_at: "",
  updated_at: "",
});

/** Uploads that end when they are told to. */
function hands() {
  const under = new Map<
    string,
    { done: (given: Media) => void; fail: (error: Error) => void; progress: (part: number) => void }
  >();
  const aborted: string[] = [];
  const upload: Upload = (given, progress, signal) =>
    new Promise((done, fail) => {
      under.set(given.name, { done, fail, progress });
      signal.addEventListener("abort", () => {
        aborted.push(given.name);
        fail(new DOMException("given up", "AbortError"));
      });
    });
  const tray = new Tray(upload);
  const of = (name: string) => {
    const found = under.get(name);
    if (!found) throw new Error(`${name} is not being uploaded`);
    return found;
  };
  return { tray, of, aborted };
}
const problem = (status: number, more = {}) =>
  new ApiError({ type: "", title: "No", detail: "No", status, code: "x", ...more });

describe("the tray", () => {
  it("c2_takes what WhatsApp takes and names what it does not", () => {
    const { tray } = hands();
    const rejected = tray.add([
      photo(),
      file("page.html", "text/html"),
      file("none.pdf", "application/pdf", 0),
      file("big.png", "image/png", 5 * 1_048_576 + 1),
    ]);
    expect(rejected).toEqual([
      { name: "page.html", ok: false, why: "type" },
      { name: "none.pdf", ok: false, why: "empty" },
      { name: "big.png", ok: false, why: "size", limit: 5 * 1_048_576 },
    ]);
    expect(tray.items.map((item) => [item.file.name, item.kind, item.state])).toEqual([
      ["a.jpg", "image", "uploading"],
    ]);
  });

  it("c2_a file without a type gets that of its name", () => {
    const { tray } = hands();
    tray.add([file("report.docx", "")]);
    expect(tray.items[0]?.file.type).toContain("wordprocessingml");
  });

  it("d5_waits for what is under way, and sends in the order of the tray", async () => {
    const { tray, of } = hands();
    tray.add([photo("a.jpg"), file("b.pdf", "application/pdf")]);
    of("a.jpg").progress(0.5);
    expect(tray.items[0]?.progress).toBe(0.5);
    const settled = tray.settled();
    of("b.pdf").done(media("mb", "application/pdf"));
    of("a.jpg").done(media("ma"));
    expect(await settled).toBe(true);
    tray.caption(tray.items[1]?.id ?? "", " The contract ");
    expect(tray.contents("Look:")).toEqual([
      { type: "image", media: { id: "ma", mime_type: "image/jpeg", sha256: null }, caption: "Look:" },
      {
        type: "document",
        media: { id: "mb", mime_type: "application/pdf", sha256: null },
        caption: "The contract",
        filename: "b.pdf",
      },
    ]);
  });

  it("d5_a text that is no caption is a message of its own", async () => {
    const { tray, of } = hands();
    tray.add([file("v.webm", "audio/webm")], true);
    of("v.webm").done(media("mv", "audio/ogg"));
    await tray.settled();
    const voice = {
      type: "audio",
      media: { id: "mv", mime_type: "audio/ogg", sha256: null },
      is_voice: true,
    };
    expect(tray.contents("hello")).toEqual([voice, { type: "text", text: "hello" }]);
    tray.clear();
    tray.add([photo()]);
    of("a.jpg").done(media("ma"));
    await tray.settled();
    expect(tray.contents("x".repeat(1_025)).map((content) => content.type)).toEqual(["image", "text"]);
    tray.caption(tray.items[0]?.id ?? "", "mine");
    expect(tray.contents("text")).toMatchObject([{ caption: "mine" }, { text: "text" }]);
    expect(tray.contents("")).toHaveLength(1);
  });

  it("d5_what failed can be tried again; what was refused says why and cannot", async () => {
    const { tray, of } = hands();
    tray.add([photo("a.jpg"), photo("b.jpg")]);
    of("a.jpg").fail(new NetworkError("away"));
    of("b.jpg").fail(problem(422, { fields: { file: "is not an image" } }));
    expect(await tray.settled()).toBe(false);
    expect(tray.items.map((item) => [item.state, item.why])).toEqual([
      ["failed", null],
      ["refused", "Is not an image."],
    ]);
    tray.retry(tray.items[1]?.id ?? "");
    expect(tray.items[1]?.state).toBe("refused");
    tray.retry(tray.items[0]?.id ?? "");
    of("a.jpg").done(media("ma"));
    tray.remove(tray.items[1]?.id ?? "");
    expect(await tray.settled()).toBe(true);
  });

  it("d5_removing a file ends its upload", async () => {
    const { tray, aborted } = hands();
    tray.add([photo()]);
    tray.remove(tray.items[0]?.id ?? "");
    expect(aborted).toEqual(["a.jpg"]);
    expect(await tray.settled()).toBe(true);
    expect(tray.items).toEqual([]);
  });
});
