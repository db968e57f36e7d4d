/**
 * The voice that goes on while its conversation is not the one that is open.
 */
import { Link } from "@tanstack/react-router";
import { Icon, useLabels, voice } from "@waypost/chat";
import { formatDuration } from "@waypost/core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useConversation } from "../../data/hooks.ts";
import { useClient } from "../../data/session.ts";
import { displayName } from "./ConversationRow.tsx";

export function NowPlaying({ open }: { open: string | null }) {
  const state = useSyncExternalStore(voice.subscribe, () => voice.state);
  const elsewhere = state.from && state.from.conversationId !== open ? state.from : null;
  const going = elsewhere !== null && (state.playing || state.position > 0);
  return going ? <Strip conversation={elsewhere.conversationId} message={elsewhere.messageId} /> : null;
}

function Strip({ conversation, message }: { conversation: string; message: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { media } = useClient();
  const { id, playing, position } = useSyncExternalStore(voice.subscribe, () => voice.state);
  const from = useConversation(conversation);
  const toggle = () => {
    if (id) voice.toggle(id, media.url(id), voice.state.from);
  };
  return (
    <section className="wp-playing wa-root" aria-label={t("inbox.playing")} data-testid="now-playing">
      <button
        type="button"
        className="wa-tool"
        aria-label={playing ? labels.media.pause : labels.media.play}
        onClick={toggle}
      >
        <Icon name={playing ? "pause" : "play"} size={18} />
      </button>
      <Link
        to="/inbox/$conversationId"
        params={{ conversationId: conversation }}
        search={(before) => ({ ...before, m: message })}
      >
        <bdi>{from ? displayName(from) : labels.voiceMessage}</bdi>
      </Link>
      <bdi className="wp-playing-time">{formatDuration(position)}</bdi>
      <button
        type="button"
        className="wa-tool"
        aria-label={t("inbox.stopPlaying")}
        title={t("inbox.stopPlaying")}
        onClick={() => voice.stop()}
      >
        <Icon name="close" size={17} />
      </button>
    </section>
  );
}
