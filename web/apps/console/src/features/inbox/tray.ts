/**
 * Files on their way into a message: uploaded while one still writes, kept while one looks elsewhere.
 */
import { ApiError, checkFile, type FileKind, type Media, type NewContent } from "@waypost/core";

export interface Attachment {
  id: string;
  file: File;
  kind: FileKind;
  /** Of the file as this browser has it, for its small picture. */
  preview: string | null;
  caption: string;
  isVoice: boolean;
  state: "uploading" | "ready" | "failed" | "refused";
  /** From 0 to 1. */
  progress: number;
  media: Media | null;
  /** Why the server refused it, in its words. */
  why: string | null;
}

export type Rejected = { name: string } & Exclude<ReturnType<typeof checkFile>, { ok: true }>;
export type Upload = (file: File, onProgress: (part: number) => void, signal: AbortSignal) => Promise<Media>;

const NONE: readonly Attachment[] = [];
export const CAPTION_LIMIT = 1_024;

export class Tray {
  readonly #upload: Upload;
  #items: readonly Attachment[] = NONE;
  #listeners = new Set<() => void>();
  #running = new Map<string, AbortController>();
  #count = 0;

  constructor(upload: Upload) {
    this.#upload = upload;
  }

  get items(): readonly Attachment[] {
    return this.#items;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes what can be sent, and gives back what cannot. */
  add(files: readonly File[], isVoice = false): Rejected[] {
    const rejected: Rejected[] = [];
    for (const file of files) {
      const verdict = checkFile(file);
      if (!verdict.ok) {
        rejected.push({ name: file.name, ...verdict });
        continue;
      }
      this.#count += 1;
      const typed = file.type === "" ? new File([file], file.name, { type: verdict.type }) : file;
      const pictured = verdict.kind === "image" || verdict.kind === "sticker";
      const item: Attachment = {
        id: `file-${this.#count}`,
        file: typed,
        kind: verdict.kind,
        preview: pictured ? URL.createObjectURL(typed) : null,
        caption: "",
        isVoice,
        state: "uploading",
        progress: 0,
        media: null,
        why: null,
      };
      this.#become([...this.#items, item]);
      void this.#run(item);
    }
    return rejected;
  }

  retry(id: string): void {
    const item = this.#items.find((one) => one.id === id);
    if (item?.state !== "failed") return;
    this.#change(id, { state: "uploading", progress: 0 });
    void this.#run(item);
  }

  caption(id: string, caption: string): void {
    this.#change(id, { caption });
  }

  remove(id: string): void {
    this.#running.get(id)?.abort();
    const item = this.#items.find((one) => one.id === id);
    if (item?.preview) URL.revokeObjectURL(item.preview);
    this.#become(this.#items.filter((one) => one.id !== id));
  }

  clear(): void {
    for (const item of this.#items) this.remove(item.id);
  }

  /** Waits until every upload has ended; whether all of them are ready. */
  settled(): Promise<boolean> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.#items.some((item) => item.state === "uploading")) return;
        stop();
        resolve(this.#items.every((item) => item.state === "ready"));
      };
      const stop = this.subscribe(look);
      look();
    });
  }

  /** What is to be sent, in order; `text` becomes a caption where one is free and it fits. */
  contents(text: string): NewContent[] {
    const place = this.#items.find((item) => mayHaveCaption(item));
    const asCaption = text !== "" && place?.caption === "" && [...text].length <= CAPTION_LIMIT;
    const contents = this.#items.flatMap((item) => {
      const caption = (asCaption && item === place ? text : item.caption).trim() || null;
      return item.media ? [contentOf(item, item.media, caption)] : [];
    });
    return text !== "" && !asCaption ? [...contents, { type: "text", text }] : contents;
  }

  async #run({ id, file }: Attachment): Promise<void> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      const media = await this.#upload(file, (progress) => this.#change(id, { progress }), controller.signal);
      this.#change(id, { state: "ready", progress: 1, media });
    } catch (error) {
      const refused = error instanceof ApiError && !error.transient && error.status !== 401;
      const why = refused ? sentence(error.fields.file ?? error.message) : null;
      this.#change(id, { state: refused ? "refused" : "failed", why });
    } finally {
      this.#running.delete(id);
    }
  }

  #change(id: string, change: Partial<Attachment>): void {
    if (!this.#items.some((item) => item.id === id)) return;
    this.#become(this.#items.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }

  #become(items: readonly Attachment[]): void {
    this.#items = items;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The server's words begin small, to follow the name of a field. */
const sentence = (words: string) =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(/[^.!?]$/, "$&.");

export function mayHaveCaption({ kind }: Attachment): boolean {
  return kind === "image" || kind === "video" || kind === "document";
}

function contentOf(item: Attachment, media: Media, caption: string | null): NewContent {
  const ref = { id: media.id, mime_type: media.mime_type, sha256: media.sha256 ?? null };
  switch (item.kind) {
    case "image":
    case "video":
      return { type: item.kind, media: ref, caption };
    case "document":
      return { type: "document", media: ref, caption, filename: item.file.name };
    case "audio":
      return { type: "audio", media: ref, is_voice: item.isVoice };
    case "sticker":
      return { type: "sticker", media: ref, is_animated: false };
  }
}

const trays = new Map<string, Tray>();

/** The tray of a conversation: one for as long as the page lives. */
export function trayOf(conversation: string, upload: Upload): Tray {
  const known = trays.get(conversation);
  if (known) return known;
  const tray = new Tray(upload);
  trays.set(conversation, tray);
  return tray;
}
