/**
 * Reads out the new messages of the open conversation, and nothing else: a list that changes all the
 * time must not talk all the time.
 */
import { useParams } from "@tanstack/react-router";
import { useLabels } from "@waypost/chat";
import { contentWords } from "@waypost/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../data/session.ts";

const KEPT = 5;

export function Announcer() {
  const { t } = useTranslation();
  const labels = useLabels();
  const client = useClient();
  const open = useParams({ strict: false }).conversationId ?? null;
  const [lines, setLines] = useState<{ key: string; text: string }[]>([]);
  useEffect(() => {
    setLines([]);
    if (!open) return;
    return client.onEvent((event) => {
      if (event.type !== "message.created" || event.message.conversation_id !== open) return;
      if (event.message.direction !== "inbound") return;
      const name = client.store.conversation(open)?.contact.name ?? "";
      const { content } = event.message;
      const words = contentWords(content) ?? labels.kinds[content.type] ?? labels.kinds.unsupported;
      const text = t("inbox.from", { name, text: words });
      setLines((known) => [...known.slice(1 - KEPT), { key: event.message.id, text }]);
    });
  }, [client, open, t, labels]);
  return (
    <div
      className="wp-hidden"
      role="log"
      aria-live="polite"
      aria-relevant="additions"
      data-testid="announcer"
    >
      {lines.map((line) => (
        <p key={line.key}>{line.text}</p>
      ))}
    </div>
  );
}
