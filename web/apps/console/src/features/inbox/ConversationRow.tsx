/**
 * One conversation as a row of the list.
 */
import {
  IconAddressBook,
  IconBan,
  IconClipboardText,
  IconFile,
  IconInfoCircle,
  IconLayoutList,
  IconMapPin,
  IconMessageQuestion,
  IconMicrophone,
  IconPhone,
  IconPhoto,
  IconShoppingBag,
  IconSticker,
  IconTemplate,
  IconVideo,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type Labels, Ticks, useLabels } from "@waypost/chat";
import {
  type Content,
  type Conversation,
  formatPhone,
  type MessagePreview,
  serviceWindow,
} from "@waypost/core";
import { memo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useConversation } from "../../data/hooks.ts";
import { useLocale } from "../../i18n/index.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { listTime } from "../../ui/time.ts";
import { onDrafts, readDraft } from "./data.ts";
import type { keep } from "./Inbox.tsx";

interface RowProps {
  id: string;
  open: boolean;
  now: number;
  search: typeof keep;
}

export const ConversationRow = memo(function ConversationRow({ id, open, now, search }: RowProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const conversation = useConversation(id);
  const draft = useSyncExternalStore(onDrafts, () => readDraftText(id));
  if (!conversation) return null;
  const { contact, unread_count: unread, last_message: last } = conversation;
  const window = serviceWindow(conversation.window_expires_at, now);
  return (
    <Link
      to="/inbox/$conversationId"
      params={{ conversationId: id }}
      search={search}
      className="wp-row"
      data-testid="conversation-row"
      data-conversation-id={id}
      data-open={open || undefined}
      data-unread={unread > 0 || undefined}
      aria-current={open ? "true" : undefined}
      preload={false}
    >
      <Avatar name={contact.name} id={contact.id}>
        <span className="wp-dot" data-state={window.state} />
      </Avatar>
      <span className="wp-row-main">
        <span className="wp-row-top">
          <span className="wp-row-name">
            <bdi>{displayName(conversation)}</bdi>
          </span>
          <time className="wp-row-time" dateTime={conversation.last_activity_at}>
            {listTime(conversation.last_activity_at, now, locale)}
          </time>
        </span>
        <span className="wp-row-bottom">
          <span className="wp-row-preview">
            {draft && !open ? (
              <>
                <em className="wp-row-draft">{t("inbox.draft")}</em>
                <bdi>{draft}</bdi>
              </>
            ) : last ? (
              <Preview last={last} />
            ) : (
              <span>{t("inbox.noMessages")}</span>
            )}
          </span>
          {unread > 0 ? (
            <span className="wp-badge" data-testid="unread-badge" data-count={unread}>
              <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
              <span className="wp-hidden">{t("inbox.unreadBadge", { count: unread })}</span>
            </span>
          ) : null}
        </span>
      </span>
      <span className="wp-hidden">{t(`inbox.windowDot.${window.state}`)}</span>
    </Link>
  );
});

/** As one line, and stable while it is the same. */
function readDraftText(id: string): string {
  return readDraft(id).text.replace(/\s+/g, " ").trim().slice(0, 120);
}

export function displayName(conversation: Conversation): string {
  const { name, phone, username } = conversation.contact;
  if (name && !/^\+?\d+$/.test(name)) return name;
  return phone ? formatPhone(phone) : username ? `@${username}` : name;
}

function Preview({ last }: { last: MessagePreview }) {
  const labels = useLabels();
  return (
    <>
      {last.direction === "outbound" ? <Ticks status={last.status ?? "queued"} /> : null}
      <KindIcon kind={last.kind} />
      <bdi>{last.text || kindName(labels, last.kind)}</bdi>
    </>
  );
}

/** What a message is; a kind that this version has never heard of is a message. */
export function kindName(labels: Labels, kind: string): string {
  return labels.kinds[kind as Content["type"]] ?? labels.kinds.unsupported;
}

const ICONS: Record<Exclude<Content["type"], "text">, typeof IconPhoto> = {
  image: IconPhoto,
  video: IconVideo,
  audio: IconMicrophone,
  document: IconFile,
  sticker: IconSticker,
  location: IconMapPin,
  contacts: IconAddressBook,
  interactive: IconLayoutList,
  template: IconTemplate,
  reply: IconLayoutList,
  flow_reply: IconClipboardText,
  order: IconShoppingBag,
  call: IconPhone,
  system: IconInfoCircle,
  deleted: IconBan,
  unsupported: IconMessageQuestion,
};

function KindIcon({ kind }: { kind: string }) {
  // A chosen answer is read like a text.
  if (kind === "text" || kind === "reply") return null;
  const Icon = ICONS[kind as keyof typeof ICONS] ?? IconMessageQuestion;
  return <Icon size={15} stroke={1.8} className="wp-kind" aria-hidden />;
}
