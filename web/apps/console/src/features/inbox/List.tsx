/**
 * The conversations of a view, newest first, drawn as far as they are seen.
 */
import { Button } from "@mantine/core";
import {
  IconArchive,
  IconInbox,
  IconMailOpened,
  IconSearch,
  IconSearchOff,
  IconX,
} from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { ListView, ViewFilter, ViewName } from "@waypost/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCounts, useNarrow, useNow, usePhoneNumbers } from "../../data/hooks.ts";
import { useClient } from "../../data/session.ts";
import { ConnectionChip } from "../../ui/ConnectionChip.tsx";
import { Delayed, Empty, Failure } from "../../ui/States.tsx";
import { ConversationRow } from "./ConversationRow.tsx";
import { useList } from "./data.ts";
import { keep } from "./Inbox.tsx";
import { NowPlaying } from "./NowPlaying.tsx";

const VIEWS: ViewName[] = ["open", "unread", "closed"];
const ROW_HEIGHT = 74;

export function List({ filter, open }: { filter: ViewFilter; open: string | null }) {
  const { t } = useTranslation();
  const list = useList(filter);
  // Alone on the screen, the list is what the page is about.
  const Part = useNarrow() && open === null ? "main" : "section";
  return (
    <Part className="wp-list" aria-label={t("inbox.list")}>
      <header className="wp-list-head">
        <div className="wp-list-title">
          <h1>{t("inbox.title")}</h1>
          <ConnectionChip />
        </div>
        <Search filter={filter} />
        <Views filter={filter} />
      </header>
      {open === null ? <NowPlaying open={null} /> : null}
      <Body filter={filter} open={open} list={list} />
    </Part>
  );
}

function Search({ filter }: { filter: ViewFilter }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState(filter.q);
  const typed = useRef(filter.q);
  useEffect(() => {
    // The address changed by other means than this field.
    if (filter.q !== typed.current) {
      typed.current = filter.q;
      setText(filter.q);
    }
  }, [filter.q]);
  useEffect(() => {
    const q = text.trim();
    if (q === typed.current) return;
    const timer = setTimeout(() => {
      typed.current = q;
      void navigate({ to: ".", search: (before) => ({ ...before, q: q || undefined }), replace: true });
    }, 200);
    return () => clearTimeout(timer);
  }, [text, navigate]);
  return (
    <search className="wp-search">
      <IconSearch size={17} stroke={1.8} aria-hidden="true" />
      <input
        id="inbox-search"
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={t("inbox.searchLabel")}
        placeholder={t("inbox.search")}
        data-testid="inbox-search"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text ? (
        <button type="button" aria-label={t("inbox.clearSearch")} onClick={() => setText("")}>
          <IconX size={15} stroke={2} />
        </button>
      ) : (
        <kbd className="wp-kbd" aria-hidden="true">
          /
        </kbd>
      )}
    </search>
  );
}

function Views({ filter }: { filter: ViewFilter }) {
  const { t, i18n } = useTranslation();
  const counts = useCounts();
  const compact = new Intl.NumberFormat(i18n.language === "ar" ? "ar-u-nu-latn" : i18n.language, {
    notation: "compact",
  });
  return (
    <nav className="wp-views" aria-label={t("inbox.views")}>
      {VIEWS.map((view) => {
        const count = counts?.[view];
        return (
          <Link
            key={view}
            to="."
            search={(before) => ({ ...before, view: view === "open" ? undefined : view })}
            className="wp-view"
            data-active={filter.view === view || undefined}
            aria-current={filter.view === view ? "true" : undefined}
            data-testid={`view-${view}`}
            replace
          >
            {t(`inbox.view.${view}`)}
            {count && view !== "closed" ? <b>{compact.format(count).toLowerCase()}</b> : null}
          </Link>
        );
      })}
    </nav>
  );
}

function Body({
  filter,
  open,
  list,
}: {
  filter: ViewFilter;
  open: string | null;
  list: ReturnType<typeof useList>;
}) {
  const { view, error } = list;
  if (!view.loaded && error) return <Failure error={error} onRetry={list.refetch} />;
  if (!view.loaded) return <Skeletons />;
  if (view.ids.length === 0) return <Nothing filter={filter} />;
  return <Rows key={view.key} filter={filter} view={view} open={open} list={list} />;
}

function Rows({
  filter,
  view,
  open,
  list,
}: {
  filter: ViewFilter;
  view: ListView;
  open: string | null;
  list: ReturnType<typeof useList>;
}) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow(30_000);
  const virtualizer = useVirtualizer({
    count: view.ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => view.ids[index] ?? index,
    overscan: 8,
  });
  const hold = useHold(filter, open);
  const index = open === null ? -1 : view.ids.indexOf(open);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows must not scroll the list back to the open one.
  useEffect(() => {
    // Walking by key keeps the open row in sight; `auto` leaves a visible one alone.
    if (open !== null) {
      const at = view.ids.indexOf(open);
      if (at >= 0) virtualizer.scrollToIndex(at, { align: "auto" });
    }
  }, [open, virtualizer]);

  const items = virtualizer.getVirtualItems();
  const last = items[items.length - 1]?.index ?? 0;
  const { loadMore } = list;
  useEffect(() => {
    if (view.nextCursor !== null && last >= view.ids.length - 15) void loadMore();
  }, [last, view.nextCursor, view.ids.length, loadMore]);

  return (
    <div className="wp-list-frame">
      {view.held > 0 ? (
        <button type="button" className="wp-held" onClick={hold.release}>
          {t("inbox.newCount", { count: view.held })}
        </button>
      ) : null}
      <div className="wp-list-scroll" ref={scroller} onPointerMove={hold.touch} onPointerLeave={hold.release}>
        <ul className="wp-rows" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const id = view.ids[item.index];
            return id ? (
              <li
                key={id}
                style={{ transform: `translateY(${item.start}px)`, height: item.size }}
                aria-setsize={view.nextCursor === null ? view.ids.length : -1}
                aria-posinset={item.index + 1}
              >
                <ConversationRow id={id} open={item.index === index} now={now} search={keep} />
              </li>
            ) : null;
          })}
        </ul>
        {list.loadingMore ? (
          <p className="wp-list-more" role="status">
            {t("inbox.loadingMore")}
          </p>
        ) : null}
      </div>
    </div>
  );
}

const HOLD_MS = 1_500;

/** Keeps the rows where they are while somebody aims at one or walks through them. */
function useHold(filter: ViewFilter, open: string | null) {
  const { store } = useClient();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const release = () => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    store.holdView(filter, false);
  };
  const touch = () => {
    if (timer.current) clearTimeout(timer.current);
    else store.holdView(filter, true);
    timer.current = setTimeout(release, HOLD_MS);
  };
  const latest = useRef({ touch, release });
  latest.current = { touch, release };
  const walked = useRef(open);
  useEffect(() => {
    if (walked.current !== open) latest.current.touch();
    walked.current = open;
  }, [open]);
  useEffect(() => () => latest.current.release(), []);
  return { touch, release };
}

const SKELETONS = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];

function Skeletons() {
  return (
    <Delayed>
      <div className="wp-skeletons" aria-hidden="true">
        {SKELETONS.map((key) => (
          <div className="wp-skeleton-row" key={key}>
            <i />
            <div>
              <b />
              <p />
            </div>
          </div>
        ))}
      </div>
    </Delayed>
  );
}

function Nothing({ filter }: { filter: ViewFilter }) {
  const { t } = useTranslation();
  const numbers = usePhoneNumbers().data;
  const icon = { size: 26, stroke: 1.6 };
  if (filter.q) {
    return (
      <Empty
        icon={<IconSearchOff {...icon} />}
        title={t("inbox.empty.search.title", { q: filter.q })}
        text={t("inbox.empty.search.text")}
      />
    );
  }
  if (filter.view === "open" && numbers?.items.length === 0) {
    return (
      <Empty
        icon={<IconInbox {...icon} />}
        title={t("inbox.empty.first.title")}
        text={t("inbox.empty.first.text")}
        action={
          <Button component={Link} to="/settings/numbers">
            {t("inbox.empty.first.action")}
          </Button>
        }
      />
    );
  }
  const icons = {
    open: <IconInbox {...icon} />,
    unread: <IconMailOpened {...icon} />,
    closed: <IconArchive {...icon} />,
  };
  return (
    <Empty
      icon={icons[filter.view]}
      title={t(`inbox.empty.${filter.view}.title`)}
      text={t(`inbox.empty.${filter.view}.text`)}
    />
  );
}
