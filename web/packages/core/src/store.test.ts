import { describe, expect, it, vi } from "vitest";
import { statusRank } from "./status.ts";
import { EntityStore } from "./store.ts";
import { at, chance, conversation, message, outbound, shuffled, status } from "./testing/fixtures.ts";
import type { FeedEvent, Media, Message } from "./types.ts";
import type { ViewFilter } from "./views.ts";

const OPEN: ViewFilter = { view: "open", q: "" };
const UNREAD: ViewFilter = { view: "unread", q: "" };
const created = (m: Message): FeedEvent => ({
  type: "message.created",
  seq: 1,
  recorded_at: at(0),
  message: m,
});
const ids = (store: EntityStore) => store.thread("c1").messages.map((m) => m.id);
const local = (ref: string, more: Partial<Message> = {}) => ({
  ...outbound(`local:${ref}`, more),
  client_ref: ref,
});

describe("messages", () => {
  it("e2_a thread has each message once and in its order, whatever the order of the news", () => {
    const all = Array.from({ length: 40 }, (_, i) =>
      message(`m${String(i).padStart(2, "0")}`, { at: at(i >> 1) }),
    );
    for (let seed = 0; seed < 100; seed += 1) {
      const random = chance(seed);
      const store = new EntityStore();
      store.putPage("c1", { items: all.slice(20, 30) }, "start");
      store.apply(shuffled([...all, ...all.slice(10)], random).map(created));
      expect(ids(store)).toEqual(all.map((m) => m.id));
    }
  });

  it("e3_answer, echo and local copy are one row, in every order of arrival, with one key", () => {
    const server = outbound("m1", { client_ref: "r1", status: "queued", at: at(3) });
    const further = status("m1", "accepted", { wamid: "w" });
    const steps: ((store: EntityStore) => void)[] = [
      (store) => store.putMessage(server),
      (store) => store.apply([created(server)]),
      (store) => store.apply([further]),
    ];
    for (let seed = 0; seed < 30; seed += 1) {
      const store = new EntityStore();
      store.putLocal(local("r1"), { state: "sending" });
      const { key } = store.thread("c1").messages[0] as { key: string };
      for (const step of shuffled(steps, chance(seed))) step(store);
      const { messages } = store.thread("c1");
      expect(messages.length).toBe(1);
      expect(messages[0]).toMatchObject({ id: "m1", key, status: "accepted", wamid: "w", client_ref: "r1" });
      expect(messages[0]?.local).toBeUndefined();
    }
  });

  it("e3_a message that came back from an earlier page is not shown twice", () => {
    const store = new EntityStore();
    store.putPage("c1", { items: [outbound("m1", { client_ref: "r1" })] }, "start");
    store.putLocal(local("r1"), { state: "waiting" });
    expect(ids(store)).toEqual(["m1"]);

    const other = new EntityStore();
    other.putLocal(local("r1"), { state: "waiting" });
    other.putPage("c1", { items: [outbound("m1", { client_ref: "r1" })] }, "start");
    expect(other.thread("c1").messages.map((m) => m.id)).toEqual(["m1"]);
  });

  it("e3_what is not sent yet stays at the end", () => {
    const store = new EntityStore();
    store.putLocal(local("r1"), { state: "waiting" });
    store.apply([created(message("m1", { at: at(99_999) }))]);
    expect(ids(store)).toEqual(["m1", "local:r1"]);
  });

  it("b5_a status that comes before its message waits for it", () => {
    const store = new EntityStore();
    store.apply([status("m1", "read"), status("m1", "delivered")]);
    store.putMessage(outbound("m1", { status: "sent", attempt: 1 }));
    expect(store.message("m1")?.status).toBe("read");
  });

  it("b5_no news ever moves a status back", () => {
    const news = (["sending", "accepted", "sent", "delivered", "read"] as const).map((s) => status("m1", s));
    for (let seed = 0; seed < 100; seed += 1) {
      const store = new EntityStore();
      store.putMessage(outbound("m1", { attempt: 0 }));
      let rank = -1;
      for (const one of shuffled([...news, ...news], chance(seed))) {
        store.apply([one]);
        const now = statusRank(store.message("m1")?.status);
        expect(now).toBeGreaterThanOrEqual(rank);
        rank = now;
      }
      expect(store.message("m1")?.status).toBe("read");
    }
  });

  it("b5_a new attempt begins again, and its failure does not undo the old success", () => {
    const store = new EntityStore();
    store.putMessage(
      outbound("m1", { status: "failed", attempt: 1, error: { title: "No", remedy: "Retry" } }),
    );
    store.apply([status("m1", "sending", { attempt: 2 })]);
    expect(store.message("m1")).toMatchObject({ status: "sending", attempt: 2, error: null });
    store.apply([status("m1", "failed", { attempt: 1 })]);
    expect(store.message("m1")?.status).toBe("sending");
  });

  it("e3_a retry shows at once and is taken back when it could not be asked for", () => {
    const store = new EntityStore();
    store.putMessage(
      outbound("m1", { status: "failed", attempt: 1, error: { title: "No", remedy: "Retry" } }),
    );
    const undo = store.restart("m1");
    expect(store.message("m1")).toMatchObject({ status: "queued", error: null });
    undo();
    expect(store.message("m1")).toMatchObject({ status: "failed", error: { title: "No" } });
    const late = store.restart("m1");
    store.apply([status("m1", "sending", { attempt: 2 })]);
    late();
    expect(store.message("m1")?.status).toBe("sending");
  });

  it("e2_older pages go before, and a new start drops what is gone but keeps what is not sent", () => {
    const store = new EntityStore();
    store.putPage("c1", { items: [message("m3", { at: at(3) })], older_cursor: "x" }, "start");
    store.putPage(
      "c1",
      { items: [message("m1", { at: at(1) }), message("m2", { at: at(2) })], older_cursor: null },
      "older",
    );
    expect(ids(store)).toEqual(["m1", "m2", "m3"]);
    expect(store.thread("c1").olderCursor).toBeNull();
    store.putLocal(local("r1"), { state: "waiting" });
    store.putPage("c1", { items: [message("m3", { at: at(3) })], older_cursor: "x" }, "start");
    expect(ids(store)).toEqual(["m3", "local:r1"]);
  });

  it("e2_news for a part that is not loaded does not make a hole", () => {
    const store = new EntityStore();
    const around = [message("m0", { at: at(0) }), message("m1", { at: at(1) })];
    store.putPage("c1", { items: around, older_cursor: "o", newer_cursor: "n" }, "start");
    expect(ids(store)).toEqual(["m0", "m1"]);
    store.apply([created(message("m9", { at: at(9) }))]);
    expect(ids(store)).toEqual(["m0", "m1"]);
    expect(store.thread("c1")).toMatchObject({ olderCursor: "o", newerCursor: "n" });
    store.putPage(
      "c1",
      { items: [message("m5", { at: at(5) }), message("m9", { at: at(9) })], newer_cursor: null },
      "newer",
    );
    expect(ids(store)).toEqual(["m0", "m1", "m5", "m9"]);
    expect(store.thread("c1")).toMatchObject({ olderCursor: "o", newerCursor: null });
  });

  it("tells its listeners once for a batch, and hands out the same snapshot until something changes", () => {
    const store = new EntityStore();
    let told = 0;
    store.subscribe("thread:c1", () => {
      told += 1;
    });
    store.apply([created(message("m1")), created(message("m2")), status("m1", "read")]);
    expect(told).toBe(1);
    expect(store.thread("c1")).toBe(store.thread("c1"));
  });
});

describe("lists", () => {
  const page = (...items: ReturnType<typeof conversation>[]) => ({ items, next_cursor: null });

  it("e1_is newest first after any news", () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const random = chance(seed);
      const store = new EntityStore();
      const all = Array.from({ length: 30 }, (_, i) => conversation(`c${i}`, { last_activity_at: at(i) }));
      store.putViewPage(OPEN, page(...shuffled(all, random)), "start");
      for (let step = 0; step < 60; step += 1) {
        const id = `c${Math.floor(random() * 30)}`;
        const known = store.conversation(id) as ReturnType<typeof conversation>;
        store.putConversation({ ...known, last_activity_at: at(100 + Math.floor(random() * 500)) });
      }
      const times = store.view(OPEN).ids.map((id) => store.conversation(id)?.last_activity_at ?? "");
      expect(times).toEqual([...times].sort().reverse());
      expect(new Set(store.view(OPEN).ids).size).toBe(30);
    }
  });

  it("e1_rows come and go with what the view is about; the open one stays", () => {
    const store = new EntityStore();
    store.putViewPage(OPEN, page(conversation("a")), "start");
    store.putViewPage(UNREAD, page(), "start");
    store.putConversation(conversation("b", { unread_count: 1, last_activity_at: at(5) }));
    expect(store.view(OPEN).ids).toEqual(["b", "a"]);
    expect(store.view(UNREAD).ids).toEqual(["b"]);
    store.pin("b");
    store.putConversation(conversation("b", { unread_count: 0, last_activity_at: at(5) }));
    expect(store.view(UNREAD).ids).toEqual(["b"]);
    store.pin(null);
    expect(store.view(UNREAD).ids).toEqual([]);
    store.putConversation(conversation("a", { state: "closed" }));
    expect(store.view(OPEN).ids).toEqual(["b"]);
  });

  it("e1_a row older than what is loaded waits for its page", () => {
    const store = new EntityStore();
    store.putViewPage(
      OPEN,
      { items: [conversation("a", { last_activity_at: at(9) })], next_cursor: "n" },
      "start",
    );
    store.putConversation(conversation("old", { last_activity_at: at(1) }));
    expect(store.view(OPEN).ids).toEqual(["a"]);
    store.putViewPage(
      OPEN,
      { items: [conversation("old", { last_activity_at: at(1) })], next_cursor: null },
      "next",
    );
    expect(store.view(OPEN).ids).toEqual(["a", "old"]);
  });

  it("e1_held rows stay, are counted, and move when let go", () => {
    const store = new EntityStore();
    store.putViewPage(
      OPEN,
      page(conversation("a", { last_activity_at: at(9) }), conversation("b", { last_activity_at: at(8) })),
      "start",
    );
    store.holdView(OPEN, true);
    store.putConversation(conversation("b", { last_activity_at: at(20), unread_count: 3 }));
    store.putConversation(conversation("c", { last_activity_at: at(30) }));
    expect(store.view(OPEN)).toMatchObject({ ids: ["a", "b"], held: 2 });
    expect(store.conversation("b")?.unread_count).toBe(3);
    store.holdView(OPEN, false);
    expect(store.view(OPEN)).toMatchObject({ ids: ["c", "b", "a"], held: 0 });
  });

  it("e1_the server's answer to a search is kept even where we see no match", () => {
    const store = new EntityStore();
    const search: ViewFilter = { view: "open", q: "müller" };
    store.putViewPage(search, page(conversation("a", { contact: { id: "x", name: "Mueller" } })), "start");
    expect(store.view(search).ids).toEqual(["a"]);
  });

  it("b5_the preview's tick moves up only, and starts over with a new attempt", () => {
    const store = new EntityStore();
    const last = {
      id: "m1",
      direction: "outbound",
      kind: "text",
      text: "x",
      status: "sent",
      at: at(1),
    } as const;
    store.putConversation(conversation("c1", { last_message: last }));
    store.apply([status("m1", "read"), status("m1", "delivered")]);
    expect(store.conversation("c1")?.last_message?.status).toBe("read");
    store.putConversation(
      conversation("c1", { last_message: { ...last, status: "delivered" }, unread_count: 4 }),
    );
    expect(store.conversation("c1")).toMatchObject({ unread_count: 4, last_message: { status: "read" } });
  });
});

describe("files and reactions", () => {
  const media = (state: Media["state"], updated: number): Media => ({
    id: "f",
    direction: "inbound",
    mime_type: "image/jpeg",
    state,
    has_thumbnail: false,
    created_at: at(0),
    updated_at: at(updated),
  });

  it("b11_news of a file are told to whoever shows it, and older news change nothing", () => {
    const store = new EntityStore();
    const told = vi.fn();
    store.subscribe("media:f", told);
    store.putMedia(media("pending", 1));
    store.apply([{ type: "media.updated", seq: 1, recorded_at: at(2), media: media("stored", 2) }]);
    store.putMedia(media("pending", 1));
    expect(store.media("f")?.state).toBe("stored");
    expect(told).toHaveBeenCalledTimes(2);
    store.forgetUnsettledMedia();
    expect(store.media("f")?.state).toBe("stored");
    store.putMedia(media("failed", 3));
    store.forgetUnsettledMedia();
    expect(store.media("f")).toBeUndefined();
    expect(told).toHaveBeenCalledTimes(4);
  });

  it("d1_our reaction is shown at once, replaces the one before, and goes again when it was refused", () => {
    const store = new EntityStore();
    const theirs = { emoji: "❤️", direction: "inbound" as const, at: at(0) };
    store.putMessage(
      message("m", { reactions: [theirs, { emoji: "👍", direction: "outbound", at: at(0) }] }),
    );
    const emoji = () => store.message("m")?.reactions.map((reaction) => reaction.emoji);
    const undo = store.putReaction("m", "🙏", at(1));
    expect(emoji()).toEqual(["❤️", "🙏"]);
    undo();
    expect(emoji()).toEqual(["❤️", "👍"]);
    const late = store.putReaction("m", "", at(2));
    expect(emoji()).toEqual(["❤️"]);
    // The server has spoken meanwhile: its word stands.
    store.putMessage(message("m", { reactions: [theirs] }));
    late();
    expect(emoji()).toEqual(["❤️"]);
  });
});
