/**
 * Where a reply is written, while WhatsApp and one's role allow it.
 */
import { IconClockOff, IconEye } from "@tabler/icons-react";
import { type BubbleMessage, ComposerCore, type Quote } from "@waypost/chat";
import type { Conversation } from "@waypost/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../data/session.ts";
import { displayName } from "./ConversationRow.tsx";
import { onDrafts, readDraft, writeDraft } from "./data.ts";
import { isClosed } from "./model.ts";
import { useWindow } from "./WindowPill.tsx";

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

  const replyTo = draft.replyTo ? client.store.message(draft.replyTo) : undefined;
  const quote = replyTo
    ? quoteOf({ ...replyTo, reply_to: { wamid: replyTo.wamid ?? "", message_id: replyTo.id } })
    : null;
  const send = (text: string) => {
    client.send(conversation.id, text, replyTo ?? null);
    noteTyping("sent");
    setDraft({ text: "", replyTo: null });
  };
  return (
    <div className="wp-write">
      {isClosed(conversation) ? (
        <p className="wp-note wp-closed-note">{t("inbox.closedNote", { name })}</p>
      ) : null}
      <ComposerCore
        value={draft.text}
        placeholder={t("composer.placeholder")}
        quote={quote}
        onCancelQuote={() => setDraft({ ...draft, replyTo: null })}
        onChange={(text) => {
          setDraft({ ...draft, text });
          if (text.trim()) noteTyping();
        }}
        onSend={send}
      />
    </div>
  );
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
