/**
 * Where a reply is written, while WhatsApp and one's role allow it.
 */
import { IconClockOff, IconEye } from "@tabler/icons-react";
import { type BubbleMessage, ComposerCore, Icon, type Quote } from "@waypost/chat";
import { type Conversation, FILE_ACCEPT, formatBytes } from "@waypost/core";
import { lazy, Suspense, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../data/session.ts";
import { useLocale } from "../../i18n/index.ts";
import { toast } from "../../ui/toast.tsx";
import { displayName } from "./ConversationRow.tsx";
import { DropTarget } from "./DropTarget.tsx";
import { type Draft, onDrafts, readDraft, writeDraft } from "./data.ts";
import { isClosed } from "./model.ts";
import { type Rejected, trayOf } from "./tray.ts";
import { useWindow } from "./WindowPill.tsx";

const TrayView = lazy(() => import("./TrayView.tsx"));
const Recorder = lazy(() => import("./Recorder.tsx"));

/** WhatsApp shows “typing…” for 25 seconds at most. */
const TYPING_EVERY_MS = 15_000;

interface ComposerProps {
  conversation: Conversation;
  quoteOf: (message: BubbleMessage) => Quote | null;
}

export function Composer({ conversation, quoteOf }: ComposerProps) {
  const { t } = useTranslation();
  const client = useClient();
  const { state } = useWindow(conversation);
  const name = displayName(conversation);
  const [draft, setDraft] = useDraft(conversation.id);
  const noteTyping = useTyping(conversation.id);

  if (client.me.role === "viewer") {
    return (
      <div className="wp-write">
        <div className="wp-instead" role="note">
          <IconEye size={20} stroke={1.7} />
          <p>{t("inbox.viewer")}</p>
        </div>
      </div>
    );
  }
  if (state === "closed" || state === "none") {
    return (
      <div className="wp-write">
        <div className="wp-instead" role="note" data-testid="window-closed">
          <IconClockOff size={22} stroke={1.7} />
          <div>
            <strong>{t(state === "closed" ? "window.closedTitle" : "window.noneTitle", { name })}</strong>
            <p>
              {t(state === "closed" ? "window.closedText" : "window.noneText", { name })}{" "}
              {draft.text.trim() ? <b>{t("window.draftKept")}</b> : null}
            </p>
          </div>
        </div>
      </div>
    );
  }

  return (
    <div className="wp-write">
      {isClosed(conversation) ? (
        <p className="wp-note wp-closed-note">{t("inbox.closedNote", { name })}</p>
      ) : null}
      <Writing
        conversation={conversation}
        quoteOf={quoteOf}
        draft={draft}
        setDraft={setDraft}
        noteTyping={noteTyping}
      />
    </div>
  );
}

interface WritingProps extends ComposerProps {
  draft: Draft;
  setDraft: (draft: Draft) => void;
  noteTyping: (what?: "sent") => void;
}

function Writing({ conversation, quoteOf, draft, setDraft, noteTyping }: WritingProps) {
  const { t } = useTranslation();
  const client = useClient();
  const { tray, items, attach } = useTray(conversation.id);
  const [recording, setRecording] = useState(false);
  const [busy, setBusy] = useState(false);
  const replyTo = draft.replyTo ? client.store.message(draft.replyTo) : undefined;
  const quote = replyTo
    ? quoteOf({ ...replyTo, reply_to: { wamid: replyTo.wamid ?? "", message_id: replyTo.id } })
    : null;

  const send = async (text: string) => {
    if (busy) return;
    setBusy(true);
    const ready = await tray.settled();
    setBusy(false);
    if (!ready) return;
    const contents = tray.contents(text);
    // Only the first answers what is quoted.
    for (const [index, content] of contents.entries())
      client.send(conversation.id, content, index === 0 ? (replyTo ?? null) : null);
    tray.clear();
    noteTyping("sent");
    setDraft({ text: "", replyTo: null });
  };

  if (recording) {
    return (
      <Suspense fallback={<div className="wp-recorder" />}>
        <Recorder
          onDiscard={() => setRecording(false)}
          onSend={(file) => {
            setRecording(false);
            tray.add([file], true);
            void send("");
          }}
        />
      </Suspense>
    );
  }
  return (
    <>
      <DropTarget onFiles={attach} />
      <ComposerCore
        value={draft.text}
        placeholder={t("composer.placeholder")}
        quote={quote}
        onCancelQuote={() => setDraft({ ...draft, replyTo: null })}
        onChange={(text) => {
          setDraft({ ...draft, text });
          if (text.trim()) noteTyping();
        }}
        onSend={(text) => void send(text)}
        onFiles={attach}
        loaded={items.length > 0}
        busy={busy}
        above={
          items.length > 0 ? (
            <Suspense>
              <TrayView tray={tray} items={items} />
            </Suspense>
          ) : null
        }
        tools={<AttachButton onFiles={attach} />}
        idle={
          canRecord() ? (
            <button
              type="button"
              className="wa-send"
              data-testid="composer-record"
              aria-label={t("recorder.start")}
              title={t("recorder.start")}
              onClick={() => setRecording(true)}
            >
              <Icon name="microphone" />
            </button>
          ) : null
        }
      />
    </>
  );
}

/** Browsers give no microphone to pages that came without TLS. */
function canRecord(): boolean {
  return typeof MediaRecorder !== "undefined" && navigator.mediaDevices !== undefined;
}

function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="wa-tool"
        data-testid="composer-attach"
        aria-label={t("attach.add")}
        title={t("attach.add")}
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="composer-files"
        accept={FILE_ACCEPT}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

function useTray(conversation: string) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useClient();
  const tray = trayOf(conversation, client.upload);
  const items = useSyncExternalStore(tray.subscribe, () => tray.items);
  const attach = useCallback(
    (files: File[]) => {
      const words = (one: Rejected) =>
        one.why === "size"
          ? t("attach.tooLarge", { name: one.name, limit: formatBytes(one.limit, locale) })
          : t(one.why === "empty" ? "attach.empty" : "attach.wrongType", { name: one.name });
      for (const one of tray.add(files)) toast(words(one), "bad");
      document.querySelector<HTMLElement>("[data-testid='composer-input']")?.focus();
    },
    [tray, t, locale],
  );
  return { tray, items, attach };
}

/** A draft belongs to its conversation and outlives the page. */
function useDraft(id: string) {
  const [draft, set] = useState(() => readDraft(id));
  const current = useRef(draft);
  const put = useCallback(
    (next: typeof draft) => {
      current.current = next;
      set(next);
      writeDraft(id, next);
    },
    [id],
  );
  useEffect(
    () =>
      onDrafts(() => {
        const kept = readDraft(id);
        if (kept.text.trim() === current.current.text.trim() && kept.replyTo === current.current.replyTo)
          return;
        current.current = kept;
        set(kept);
      }),
    [id],
  );
  return [draft, put] as const;
}

/** Says that somebody writes; a sent message ends the indicator, so the next letter says it again. */
function useTyping(id: string): (what?: "sent") => void {
  const { api } = useClient();
  const last = useRef(0);
  return useCallback(
    (what) => {
      if (what === "sent") {
        last.current = 0;
        return;
      }
      const now = Date.now();
      if (now - last.current < TYPING_EVERY_MS) return;
      last.current = now;
      // Nobody misses an indicator that could not be shown.
      api.typing(id).catch(() => {});
    },
    [api, id],
  );
}
