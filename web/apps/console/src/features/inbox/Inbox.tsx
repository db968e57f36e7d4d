/**
 * The inbox: the list beside what is open.
 */

import { Outlet, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { voice } from "@waypost/chat";
import type { ViewFilter } from "@waypost/core";
import { useEffect, useMemo } from "react";
import { useClient } from "../../data/session.ts";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { List } from "./List.tsx";
import { neighbour } from "./model.ts";

export function useFilter(): ViewFilter {
  const search = useSearch({ from: "/shell/inbox" });
  return useMemo(() => ({ view: search.view ?? "open", q: search.q ?? "" }), [search.view, search.q]);
}

export function Inbox() {
  const filter = useFilter();
  const open = useParams({ strict: false }).conversationId ?? null;
  const { store } = useClient();
  const navigate = useNavigate();

  useEffect(() => {
    store.pin(open);
    return () => store.pin(null);
  }, [store, open]);

  // Elsewhere nothing would show what is heard.
  useEffect(() => () => voice.stop(), []);

  const walk = (step: 1 | -1) => {
    const next = neighbour(store.view(filter).ids, open, step);
    if (!next) return;
    void navigate({
      to: "/inbox/$conversationId",
      params: { conversationId: next },
      search: keep,
      replace: open !== null,
    });
  };
  useHotkeys({
    j: () => walk(1),
    k: () => walk(-1),
    ArrowDown: () => walk(1),
    ArrowUp: () => walk(-1),
    "/": () => document.getElementById("inbox-search")?.focus(),
    Enter: () => document.querySelector<HTMLElement>("[data-testid='composer-input']")?.focus(),
    r: () => document.querySelector<HTMLElement>("[data-testid='composer-input']")?.focus(),
    Escape: (event) => {
      const focused = document.activeElement;
      if (focused instanceof HTMLTextAreaElement || focused instanceof HTMLInputElement) focused.blur();
      else if (open && event.target instanceof Node) void navigate({ to: "/inbox", search: keep });
    },
  });

  return (
    <div className="wp-inbox">
      <List filter={filter} open={open} />
      <Outlet />
    </div>
  );
}

/** What was asked for stays, but for the message that was pointed out. */
export const keep = ({ view, q }: { view?: ViewFilter["view"]; q?: string }) => ({
  ...(view ? { view } : {}),
  ...(q ? { q } : {}),
});
