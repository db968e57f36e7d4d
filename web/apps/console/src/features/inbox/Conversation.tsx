/**
 * The open conversation: header, thread, composer, details.
 */
import { Button, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowLeft,
  IconCheck,
  IconLayoutSidebarRight,
  IconMessageOff,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type BubbleMessage, MediaProvider, type Quote, Thread, useLabels } from "@waypost/chat";
import {
  ApiError,
  type Conversation as ConversationEntity,
  contentWords,
  formatPhone,
  plainWords,
} from "@waypost/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  useAttention,
  useConversation,
  useDiagnostics,
  useNarrow,
  useNow,
  useThread,
} from "../../data/hooks.ts";
import { recall, remember } from "../../data/preferences.ts";
import { useClient } from "../../data/session.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { Empty, Failure, Waiting } from "../../ui/States.tsx";
import { toast } from "../../ui/toast.tsx";
import { Composer } from "./Composer.tsx";
import { displayName, kindName } from "./ConversationRow.tsx";
import { Details } from "./Details.tsx";
import { readDraft, useThreadLoad, writeDraft } from "./data.ts";
import { keep, useFilter } from "./Inbox.tsx";
import { firstUnread, isClosed, neighbour } from "./model.ts";
import { NowPlaying } from "./NowPlaying.tsx";
import { WindowPill } from "./WindowPill.tsx";

export function Conversation() {
  const { conversationId } = useParams({ from: "/shell/inbox/$conversationId" });
  const { t } = useTranslation();
  const { api, store } = useClient();
  const conversation = useConversation(conversationId);
  const load = useQuery({
    queryKey: ["conversation", conversationId],
    queryFn: async () => {
      store.putConversation(await api.conversation(conversationId));
      return true;
    },
    enabled: !conversation,
  });
  if (conversation) return <Open key={conversationId} conversation={conversation} />;
  if (load.error instanceof ApiError && (load.error.status === 404 || load.error.status === 422)) {
    return (
      <main className="wp-none" id="content" tabIndex={-1}>
        <Empty
          icon={<IconMessageOff size={28} stroke={1.6} />}
          title={t("inbox.missing.title")}
          text={t("inbox.missing.text")}
        />
      </main>
    );
  }
  return (
    <main className="wp-none" id="content" tabIndex={-1}>
      {load.error ? <Failure error={load.error} onRetry={() => void load.refetch()} /> : <Waiting />}
    </main>
  );
}

function Open({ conversation }: { conversation: ConversationEntity }) {
  const [details, setDetails] = useState(() => recall("details") !== "closed");
  const [drawer, setDrawer] = useState(false);
  const { media } = useClient();
  const toggle = () => {
    if (matchMedia("(width < 1240px)").matches) {
      setDrawer(!drawer);
      return;
    }
    remember("details", details ? "closed" : null);
    setDetails(!details);
  };
  useHotkeys({ "]": toggle });
  return (
    <>
      <main className="wp-conversation" id="content" tabIndex={-1}>
        <Header conversation={conversation} onDetails={toggle} detailsShown={details} />
        <ConnectionBanner />
        <NowPlaying open={conversation.id} />
        <MediaProvider source={media}>
          <Messages conversation={conversation} />
        </MediaProvider>
      </main>
      <Details
        conversation={conversation}
        shown={details}
        drawer={drawer}
        onCloseDrawer={() => setDrawer(false)}
      />
    </>
  );
}

function Header({
  conversation,
  onDetails,
  detailsShown,
}: {
  conversation: ConversationEntity;
  onDetails: () => void;
  detailsShown: boolean;
}) {
  const { t } = useTranslation();
  const name = displayName(conversation);
  const { contact } = conversation;
  const Name = useNarrow() ? "h1" : "h2";
  return (
    <header className="wp-head">
      <Link to="/inbox" search={keep} className="wp-icon-button wp-back" aria-label={t("inbox.back")}>
        <IconArrowLeft size={20} stroke={1.8} className="wp-mirror" />
      </Link>
      <Avatar name={contact.name} id={contact.id} size="sm" />
      <div className="wp-head-who">
        <Name className="wp-head-name">
          <bdi>{name}</bdi>
        </Name>
        <p className="wp-head-number">
          {contact.phone ? (
            <bdi dir="ltr">{formatPhone(contact.phone)}</bdi>
          ) : contact.username ? (
            <bdi>@{contact.username}</bdi>
          ) : null}
        </p>
      </div>
      <WindowPill conversation={conversation} />
      <StateButton conversation={conversation} />
      <Tooltip label={t(detailsShown ? "inbox.hideDetails" : "inbox.showDetails")}>
        <button
          type="button"
          className="wp-icon-button"
          aria-label={t("details.title")}
          data-testid="details-toggle"
          onClick={onDetails}
        >
          <IconLayoutSidebarRight size={20} stroke={1.7} className="wp-mirror" />
        </button>
      </Tooltip>
    </header>
  );
}

function StateButton({ conversation }: { conversation: ConversationEntity }) {
  const { t } = useTranslation();
  const { api, store } = useClient();
  const navigate = useNavigate();
  const filter = useFilter();
  const [busy, setBusy] = useState(false);
  const closed = isClosed(conversation);

  const change = async (andNext: boolean) => {
    if (busy) return;
    setBusy(true);
    const next =
      neighbour(store.view(filter).ids, conversation.id, 1) ??
      neighbour(store.view(filter).ids, conversation.id, -1);
    try {
      store.putConversation(closed ? await api.reopen(conversation.id) : await api.close(conversation.id));
      if (andNext && next) {
        await navigate({ to: "/inbox/$conversationId", params: { conversationId: next }, search: keep });
      }
    } catch {
      toast(t(closed ? "inbox.failed.reopen" : "inbox.failed.close"), "bad");
    } finally {
      setBusy(false);
    }
  };
  useHotkeys({ e: () => void (closed ? undefined : change(true)) });
  return closed ? (
    <Button
      variant="default"
      className="wp-state-button"
      leftSection={<IconArrowBackUp size={17} stroke={1.9} />}
      loading={busy}
      aria-label={t("inbox.reopen")}
      data-testid="conversation-reopen"
      onClick={() => void change(false)}
    >
      {t("inbox.reopen")}
    </Button>
  ) : (
    <Button
      className="wp-state-button"
      leftSection={<IconCheck size={17} stroke={2} />}
      loading={busy}
      aria-label={t("inbox.close")}
      data-testid="conversation-close"
      onClick={() => void change(false)}
    >
      {t("inbox.close")}
    </Button>
  );
}

/** Where the chip is out of sight, and for what matters to whoever is writing. */
function ConnectionBanner() {
  const { t } = useTranslation();
  const { state } = useDiagnostics();
  if (state !== "polling" && state !== "offline") return null;
  return (
    <p className="wp-banner" data-state={state} role="status">
      {t(`connection.banner.${state}`)}
    </p>
  );
}

function Messages({ conversation }: { conversation: ConversationEntity }) {
  const { t } = useTranslation();
  const client = useClient();
  const { store } = client;
  const target = useSearch({ from: "/shell/inbox" }).m ?? null;
  const navigate = useNavigate();
  const thread = useThread(conversation.id);
  // Decided once for each target: when its page is in, the answer would be another.
  const around = useMemo(() => {
    const here = store.thread(conversation.id).messages.some((message) => message.id === target);
    return target && !here ? target : null;
  }, [target, store, conversation.id]);
  const load = useThreadLoad(conversation.id, around);
  const now = useNow(60_000);
  const [atEnd, setAtEnd] = useState(false);
  const divider = useDivider(conversation, thread.loaded, thread.messages);
  useMarkRead(conversation, thread.loaded && atEnd);

  const quoteOf = useQuotes(displayName(conversation));
  const authorName = useCallback(
    (message: BubbleMessage) => {
      if (message.sent_by) return message.sent_by.name;
      if (message.direction === "inbound" || !message.author) return null;
      return message.author.user_id === client.me.user.id
        ? t("inbox.you").replace(/:$/, "")
        : message.author.name;
    },
    [client, t],
  );
  const onRetry = useCallback(
    (message: BubbleMessage) => {
      client.retry(message).catch(() => toast(t("inbox.failed.retry"), "bad"));
    },
    [client, t],
  );
  const onDiscard = useCallback(
    (message: BubbleMessage) => store.dropLocal(message.client_ref ?? message.key),
    [store],
  );
  const onEdit = useCallback(
    (message: BubbleMessage) => {
      if (message.content.type !== "text") return;
      const draft = readDraft(conversation.id);
      const text = [message.content.text, draft.text].filter((part) => part.trim() !== "").join("\n");
      writeDraft(conversation.id, { text, replyTo: message.reply_to?.message_id ?? draft.replyTo });
      store.dropLocal(message.client_ref ?? message.key);
      document.querySelector<HTMLElement>("[data-testid='composer-input']")?.focus();
    },
    [conversation.id, store],
  );
  const onReply = useCallback(
    (message: BubbleMessage) => {
      writeDraft(conversation.id, { ...readDraft(conversation.id), replyTo: message.id });
      document.querySelector<HTMLElement>("[data-testid='composer-input']")?.focus();
    },
    [conversation.id],
  );
  const onReact = useCallback(
    (message: BubbleMessage, emoji: string) => {
      client.react(message, emoji).catch((error: unknown) => {
        const closed = error instanceof ApiError && error.code === "window_closed";
        toast(t(closed ? "inbox.failed.reactClosed" : "inbox.failed.react"), "bad");
      });
    },
    [client, t],
  );
  useHotkeys({ x: () => reactable()?.click() });
  const onQuote = useCallback(
    (messageId: string) =>
      void navigate({ to: ".", search: (before) => ({ ...before, m: messageId }), replace: true }),
    [navigate],
  );

  if (!thread.loaded && load.error) return <Failure error={load.error} onRetry={load.refetch} />;
  return (
    <div className="wp-messages wa-root">
      {thread.loaded ? (
        <Thread
          id={conversation.id}
          name={displayName(conversation)}
          messages={thread.messages}
          loaded={thread.loaded}
          hasOlder={thread.olderCursor !== null}
          hasNewer={thread.newerCursor !== null}
          olderFailed={load.olderFailed}
          onLoadOlder={load.loadOlder}
          onLoadNewer={load.loadNewer}
          onJumpToLatest={load.jumpToLatest}
          unreadFrom={divider.from}
          unreadCount={divider.count}
          target={target}
          now={now}
          onAtEnd={setAtEnd}
          authorName={authorName}
          quoteOf={quoteOf}
          onRetry={onRetry}
          onEdit={onEdit}
          onDiscard={onDiscard}
          onReply={onReply}
          {...(client.me.role === "viewer" ? {} : { onReact })}
          onQuote={onQuote}
        />
      ) : (
        <div className="wa-thread wp-thread-waiting">
          <Waiting />
        </div>
      )}
      <Composer conversation={conversation} quoteOf={quoteOf} />
    </div>
  );
}

/** The button of the message that is meant: pointed at, else the newest in sight. */
function reactable(): HTMLElement | undefined {
  const meant = document.querySelector<HTMLElement>(".wa-row:hover [data-testid='message-react']");
  const all = document.querySelectorAll<HTMLElement>("[data-testid='message-react']");
  return meant ?? all[all.length - 1];
}

/** The divider stands where reading stopped, and stays there while the conversation is open. */
function useDivider(
  conversation: ConversationEntity,
  loaded: boolean,
  messages: Parameters<typeof firstUnread>[0],
) {
  const unread = useRef(conversation.unread_count);
  const [divider, setDivider] = useState<{ from: string | null; count: number }>({ from: null, count: 0 });
  const placed = useRef(false);
  // Before the first paint of the thread, so that it opens at the divider.
  if (loaded && !placed.current) {
    placed.current = true;
    const from = firstUnread(messages, unread.current);
    if (from) setDivider({ from, count: unread.current });
  }
  return divider;
}

/** What is seen is read: the page visible and focused, the end of the thread in sight. */
function useMarkRead(conversation: ConversationEntity, seen: boolean): void {
  const { api, store } = useClient();
  const attention = useAttention();
  const { id, unread_count: unread } = conversation;
  const lastTried = useRef(0);
  const [again, setAgain] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a failed try raises `again` to run this once more.
  useEffect(() => {
    if (!seen || !attention || unread === 0) return;
    const wait = Math.max(250, lastTried.current + 1_500 - Date.now());
    const timer = setTimeout(async () => {
      lastTried.current = Date.now();
      try {
        store.putConversation(await api.markRead(id));
      } catch {
        setTimeout(() => setAgain((n) => n + 1), 5_000);
      }
    }, wait);
    return () => clearTimeout(timer);
  }, [seen, attention, unread, id, api, store, again]);
}

function useQuotes(name: string) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { store, me } = useClient();
  return useMemo(() => {
    const cache = new WeakMap<object, Quote>();
    return (message: BubbleMessage): Quote | null => {
      if (!message.reply_to) return null;
      const known = cache.get(message.reply_to);
      if (known) return known;
      const original = message.reply_to.message_id ? store.message(message.reply_to.message_id) : undefined;
      const quote: Quote = original
        ? {
            name:
              original.direction === "inbound"
                ? name
                : original.author && original.author.user_id !== me.user.id
                  ? original.author.name
                  : t("inbox.you").replace(/:$/, ""),
            text: plainWords(contentWords(original.content) ?? kindName(labels, original.content.type)),
            messageId: original.id,
          }
        : {
            name,
            text: t("inbox.earlier"),
            messageId: message.reply_to.message_id ?? null,
          };
      if (original) cache.set(message.reply_to, quote);
      return quote;
    };
  }, [name, t, labels, store, me]);
}
