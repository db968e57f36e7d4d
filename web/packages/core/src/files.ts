/**
 * Which files WhatsApp takes, and how large they may be. The server decides; this saves a useless upload.
 */

export type FileKind = "image" | "video" | "audio" | "document" | "sticker";

const MB = 1 << 20;
export const FILE_LIMITS: Record<FileKind, number> = {
  image: 5 * MB,
  video: 16 * MB,
  audio: 16 * MB,
  document: 100 * MB,
  sticker: 500 * 1_024,
};

const OFFICE = "application/vnd.openxmlformats-officedocument.";
const KINDS: Record<string, FileKind> = {
  "image/jpeg": "image",
  "image/png": "image",
  "image/webp": "sticker",
  "video/mp4": "video",
  "video/3gpp": "video",
  "audio/aac": "audio",
  "audio/amr": "audio",
  "audio/mp3": "audio",
  "audio/mp4": "audio",
  "audio/mpeg": "audio",
  "audio/ogg": "audio",
  // What browsers record; the server makes it ogg.
  "audio/webm": "audio",
  "text/plain": "document",
  "application/pdf": "document",
  "application/msword": "document",
  "application/vnd.ms-excel": "document",
  "application/vnd.ms-powerpoint": "document",
  [`${OFFICE}wordprocessingml.document`]: "document",
  [`${OFFICE}spreadsheetml.sheet`]: "document",
  [`${OFFICE}presentationml.presentation`]: "document",
};

const BY_ENDING: Record<string, string> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  mp4: "video/mp4",
  "3gp": "video/3gpp",
  aac: "audio/aac",
  amr: "audio/amr",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  ogg: "audio/ogg",
  opus: "audio/ogg",
  txt: "text/plain",
  csv: "text/plain",
  pdf: "application/pdf",
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
  docx: `${OFFICE}wordprocessingml.document`,
  xlsx: `${OFFICE}spreadsheetml.sheet`,
  pptx: `${OFFICE}presentationml.presentation`,
};

/** What a file dialog offers. */
export const FILE_ACCEPT = [
  ...new Set([...Object.keys(KINDS), ...Object.keys(BY_ENDING).map((e) => `.${e}`)]),
].join(",");

/** `invoice.PDF` → `PDF`; empty without an ending. */
export function fileEnding(name: string): string {
  return /\.([A-Za-z0-9]{1,6})$/.exec(name)?.[1]?.toUpperCase() ?? "";
}

/** A file's type without its parameters; from its name where a system does not know it. */
export function fileType(file: { name: string; type: string }): string {
  const essence = (file.type.split(";")[0] ?? "").trim().toLowerCase();
  if (essence in KINDS) return essence;
  return BY_ENDING[fileEnding(file.name).toLowerCase()] ?? essence;
}

export type FileVerdict =
  | { ok: true; kind: FileKind; type: string }
  | { ok: false; why: "type" | "empty" }
  | { ok: false; why: "size"; limit: number };

export function checkFile(file: { name: string; type: string; size: number }): FileVerdict {
  const type = fileType(file);
  const kind = KINDS[type];
  if (!kind) return { ok: false, why: "type" };
  if (file.size === 0) return { ok: false, why: "empty" };
  const limit = FILE_LIMITS[kind];
  return file.size > limit ? { ok: false, why: "size", limit } : { ok: true, kind, type };
}
