/**
 * Files for the pretended server, made as they are needed: drawn scenes, a sung note, a page.
 */
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";

const SKIES = [
  ["#fbd3a1", "#e98a6b", "#6d7f63", "#39503f"],
  ["#bfe0f2", "#7fb4d8", "#86a873", "#4a6b47"],
  ["#ffe3c4", "#f2b0a0", "#8c7fa8", "#4b4468"],
  ["#cdeee4", "#8bcab7", "#c9a46a", "#7c5a34"],
];

function scene(n) {
  const [high, low, far, near] = SKIES[n % SKIES.length];
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600" width="800" height="600">
<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${high}"/><stop offset="1" stop-color="${low}"/></linearGradient></defs>
<rect width="800" height="600" fill="url(#s)"/><circle cx="${180 + n * 140}" cy="190" r="62" fill="#fff" opacity=".75"/>
<path d="M0 420 160 250l130 140 120-190 190 240 110-90 90 80v170H0Z" fill="${far}"/>
<path d="M0 600V470l220-60 180 70 190-50 210 60v110Z" fill="${near}"/></svg>`);
}

const sticker = () =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="200" height="200">
<path d="M100 18c48 0 82 32 82 80s-34 84-82 84-82-36-82-84 34-80 82-80Z" fill="#ffd34d" stroke="#fff" stroke-width="10"/>
<circle cx="72" cy="88" r="9"/><circle cx="128" cy="88" r="9"/><path d="M62 118c16 28 60 28 76 0" fill="none" stroke="#000" stroke-width="8" stroke-linecap="round"/></svg>`);

/** A voice, near enough: swelling tones, as a WAV. */
function sung(seconds) {
  const rate = 8_000;
  const count = rate * seconds;
  const body = Buffer.alloc(44 + count * 2);
  body.write("RIFF", 0);
  body.writeUInt32LE(36 + count * 2, 4);
  body.write("WAVEfmt ", 8);
  body.writeUInt32LE(16, 16);
  body.writeUInt16LE(1, 20);
  body.writeUInt16LE(1, 22);
  body.writeUInt32LE(rate, 24);
  body.writeUInt32LE(rate * 2, 28);
  body.writeUInt16LE(2, 32);
  body.writeUInt16LE(16, 34);
  body.write("data", 36);
  body.writeUInt32LE(count * 2, 40);
  for (let i = 0; i < count; i += 1) {
    const t = i / rate;
    const swell =
      Math.abs(Math.sin(t * 5.3) * Math.sin(t * 1.7 + 1)) * (0.35 + 0.65 * Math.abs(Math.sin(t * 0.61)));
    body.writeInt16LE(
      Math.round(Math.sin(t * 2 * Math.PI * (180 + 40 * Math.sin(t * 3))) * swell * 9_000),
      44 + i * 2,
    );
  }
  return body;
}

const PAGE = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj
trailer<</Root 1 0 R>>
`;

const clip = new URL("./clip.webm", import.meta.url);

function bodyOf(type, what) {
  if (what.body) return { body: what.body, type };
  if (type === "image/webp") return { body: sticker(), type: "image/svg+xml" };
  if (type.startsWith("image/")) return { body: scene(what.scene ?? 0), type: "image/svg+xml" };
  if (type.startsWith("audio/")) return { body: sung(what.seconds ?? 9), type: "audio/wav" };
  if (type.startsWith("video/"))
    return { body: existsSync(clip) ? readFileSync(clip) : null, type: "video/webm" };
  return { body: Buffer.from(PAGE), type };
}

/** Files by id; `put` makes one and gives the reference that a message holds. */
export function files(at) {
  const known = new Map();
  return {
    get: (id) => known.get(id),
    put(mimeType, what = {}) {
      const id = randomUUID();
      const file = bodyOf(mimeType, what);
      const info = {
        id,
        direction: what.direction ?? "inbound",
        mime_type: mimeType,
        filename: what.name ?? null,
        size: what.size ?? file.body?.length ?? null,
        sha256: "0".repeat(64),
        state: what.state ?? "stored",
        error: what.error ?? null,
        has_thumbnail: mimeType === "image/jpeg" || mimeType === "image/png",
        created_at: at,
        updated_at: at,
      };
      known.set(id, { info, ...file });
      return { id, mime_type: mimeType, sha256: info.sha256 };
    },
  };
}
