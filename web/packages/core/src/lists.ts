/**
 * Lists of conversations, each in its order, kept true as conversations change.
 */
import type { Conversation } from "./types.ts";
import { type ListView, matches, type ViewFilter, viewKey } from "./views.ts";

export interface ListsOptions {
  conversation: (id: string) => Conversation | undefined;
  changed: (view: ListView) => void;
}

export class Lists {
  readonly #options: ListsOptions;
  #views = new Map<string, ListView>();
  #pinned: string | null = null;

  constructor(options: ListsOptions) {
    this.#options = options;
  }

  view(filter: ViewFilter): ListView {
    const key = viewKey(filter);
    const known = this.#views.get(key);
    if (known) return known;
    const view: ListView = { key, filter, ids: [], nextCursor: null, loaded: false, held: 0 };
    this.#views.set(key, view);
    return view;
  }

  /** A page comes: `start` forgets what the list was. */
  begin(filter: ViewFilter, nextCursor: string | null, place: "start" | "next"): void {
    const view = this.view(filter);
    if (place === "start") this.#change(view, { ids: [], loaded: true, held: 0 });
    this.#change(view, { nextCursor });
  }

  /** A search is the server's to judge: its answer belongs to the view even if we see no match. */
  include(filter: ViewFilter, ids: readonly string[]): void {
    const view = this.view(filter);
    const missing = ids.filter((id) => !view.ids.includes(id));
    if (missing.length === 0) return;
    this.#change(view, { ids: [...view.ids, ...missing].sort((a, b) => this.#compare(a, b)) });
  }

  hold(filter: ViewFilter, hold: boolean): void {
    const view = this.view(filter);
    if (hold === (view.hold !== undefined)) return;
    if (hold) {
      this.#change(view, { hold: new Set() });
      return;
    }
    const waiting = view.hold ?? new Set<string>();
    this.#change(view, { hold: undefined, held: 0 });
    for (const id of waiting) {
      const conversation = this.#options.conversation(id);
      if (conversation) this.#place(this.view(filter), conversation);
    }
  }

  pin(id: string | null): void {
    const before = this.#pinned;
    this.#pinned = id;
    if (!before || before === id) return;
    const conversation = this.#options.conversation(before);
    if (conversation) this.place(conversation);
  }

  /** Puts a changed conversation where it now belongs, in every list. */
  place(conversation: Conversation): void {
    for (const view of this.#views.values()) this.#place(view, conversation);
  }

  /** Takes a conversation that is gone out of every list. */
  remove(id: string): void {
    for (const view of this.#views.values()) {
      if (view.ids.includes(id)) this.#change(view, { ids: view.ids.filter((other) => other !== id) });
    }
  }

  #place(view: ListView, conversation: Conversation): void {
    const has = view.ids.includes(conversation.id);
    const belongs = matches(view.filter, conversation) || (has && this.#pinned === conversation.id);
    if (!has && !belongs) return;
    if (!view.loaded) return;
    const index = has ? view.ids.indexOf(conversation.id) : -1;
    const rest = has ? view.ids.filter((id) => id !== conversation.id) : view.ids;
    if (!belongs) {
      this.#change(view, { ids: rest });
      return;
    }
    // A list with more pages ends where its last page ended: what is older comes with its page.
    const at = this.#position(rest, conversation.id);
    if (!has && view.nextCursor !== null && at === rest.length) return;
    if (at === index) return;
    if (view.hold) {
      view.hold.add(conversation.id);
      this.#change(view, { held: view.hold.size });
      return;
    }
    this.#change(view, { ids: [...rest.slice(0, at), conversation.id, ...rest.slice(at)] });
  }

  #position(ids: readonly string[], id: string): number {
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(ids[middle] ?? "", id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Newest first; ids break ties so that every client shows the same order. */
  #compare(a: string, b: string): number {
    const left = this.#options.conversation(a);
    const right = this.#options.conversation(b);
    if (!left || !right) return left ? -1 : 1;
    return compareText(right.last_activity_at, left.last_activity_at) || compareText(right.id, left.id);
  }

  #change(view: ListView, change: Partial<ListView>): void {
    const next = { ...(this.#views.get(view.key) ?? view), ...change };
    this.#views.set(view.key, next);
    this.#options.changed(next);
  }
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
