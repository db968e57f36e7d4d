import { act, fireEvent, render, screen } from "@testing-library/react";
import type { Content, Media } from "@waypost/core";
import { describe, expect, it, vi } from "vitest";
import { Bubble, type BubbleMessage } from "./Bubble.tsx";
import { LabelsProvider } from "./context.tsx";
import { ar } from "./labels.ar.ts";
import { en, type Labels } from "./labels.ts";
import { MediaProvider, OpenPicture } from "./media.tsx";
import { bubble, HandSource, media } from "./testing.ts";

const ref = (id: string, mime_type = "image/jpeg") => ({ id, mime_type, sha256: null });

function show(content: Content, more: Partial<BubbleMessage> = {}, source = new HandSource(), labels = en) {
  return render(
    <LabelsProvider labels={labels}>
      <MediaProvider source={source}>
        <Bubble message={bubble(content, more)} first />
      </MediaProvider>
    </LabelsProvider>,
  );
}

const button = (id: string, title: string) => ({ id, title });
const action = (given: Extract<Content, { type: "interactive" }>["action"], body = "Body"): Content => ({
  type: "interactive",
  body,
  action: given,
});

it("c2_a_linked_file_shows_where_it_is_and_opens_there", () => {
  const link = "https://shop.example/price%20list.pdf?x=1";
  for (const type of ["image", "video", "document", "sticker"] as const) {
    const { unmount } = show({ type, media: { link, mime_type: "" } } as Content);
    const opens = screen.getByRole("link");
    expect(opens).toHaveProperty("href", link);
    expect(opens.textContent).toContain("price list.pdf");
    expect(opens.textContent).toContain("shop.example");
    unmount();
  }
});

/** Every kind, and words that must be seen. A new kind fails the build until it is here. */
const KINDS: Record<Content["type"], [Content, string[]]> = {
  text: [{ type: "text", text: "hello" }, ["hello"]],
  image: [{ type: "image", media: ref("i"), caption: "The *door*" }, ["Photo", "The door"]],
  video: [{ type: "video", media: ref("v", "video/mp4"), caption: "The bell" }, ["Video", "The bell"]],
  audio: [{ type: "audio", media: ref("a", "audio/ogg"), is_voice: true }, ["0:00"]],
  document: [
    { type: "document", media: ref("d", "application/pdf"), caption: "Read it", filename: "note.pdf" },
    ["note.pdf", "PDF", "Read it"],
  ],
  sticker: [{ type: "sticker", media: ref("s", "image/webp"), is_animated: false }, ["Sticker"]],
  location: [
    { type: "location", latitude: 1.5, longitude: -2.25, name: "Quay" },
    ["Quay", "1.50000, -2.25000"],
  ],
  contacts: [{ type: "contacts", contacts: [{ name: "Priya" }] }, ["Priya"]],
  interactive: [
    {
      type: "interactive",
      header: { type: "text", text: "Head" },
      body: "The *body*",
      footer: "Foot",
      action: { type: "buttons", buttons: [button("1", "Yes"), button("2", "No")] },
    },
    ["Head", "The body", "Foot", "Yes", "No"],
  ],
  template: [
    {
      type: "template",
      name: "order_update",
      language: "en_US",
      header: "Head",
      body: "Your order *7*",
      footer: "Foot",
      buttons: ["Track"],
    },
    ["order_update", "Head", "Your order 7", "Foot", "Track"],
  ],
  reply: [
    { type: "reply", source: "list", title: "9:00", id: "m1", description: "Morning" },
    ["Chose from the list", "9:00", "Morning"],
  ],
  flow_reply: [
    { type: "flow_reply", answers: { screen_0_Full_name_0: "Ann", agree: true, flow_token: "secret" } },
    ["Form answers", "Full name", "Ann", "Agree", "✓"],
  ],
  order: [
    {
      type: "order",
      note: "Wrap it",
      items: [
        { product_id: "MUG", quantity: 3, price: 0.1, currency: "EUR" },
        { product_id: "TEA", quantity: 1, price: 2, currency: "EUR" },
      ],
    },
    ["4 items", "MUG", "€0.10 each", "€0.30", "TEA", "Total€2.30", "Wrap it"],
  ],
  call: [{ type: "call", state: "missed" }, ["Missed call"]],
  system: [
    { type: "system", event: "number_changed", text: "Ann has a new number" },
    ["Ann has a new number"],
  ],
  deleted: [{ type: "deleted" }, ["This message was deleted"]],
  unsupported: [{ type: "unsupported", kind: "poll", raw: { a: 1 } }, ["(poll)", '"a": 1']],
};

describe.each(["inbound", "outbound"] as const)("%s messages", (direction) => {
  it.each(Object.entries(KINDS))("d4_%s shows what it has", (kind, [content, wanted]) => {
    const { container } = show(content, { direction, status: direction === "outbound" ? "sent" : null });
    expect(screen.getByTestId("message").dataset.kind).toBe(kind);
    for (const words of wanted) expect(container.textContent).toContain(words);
    expect(container.textContent).not.toContain("secret");
  });
});

it("e8_every kind has a name and every label a translation", () => {
  const names = (labels: Labels) => Object.keys(labels.kinds).sort();
  expect(names(en)).toEqual(Object.keys(KINDS).sort());
  expect(names(ar)).toEqual(names(en));
  show({ type: "deleted" }, {}, new HandSource(), ar);
  expect(screen.getByTestId("message").textContent).toContain("حُذفت هذه الرسالة");
});

describe("things to tap", () => {
  const parameters = {
    reference_id: "R-1",
    currency: "INR",
    total_amount: { value: 249_900, offset: 100 },
    order: {
      status: "partially_shipped",
      items: [{ name: "Box", quantity: 3, amount: { value: 1, offset: 1 } }],
    },
  };
  const cards = [
    { body: { text: "One" }, action: { parameters: { display_text: "Go" } } },
    { nonsense: true },
  ];
  const ACTIONS: [Extract<Content, { type: "interactive" }>["action"], string[]][] = [
    [
      { type: "list", button: "Open", sections: [{ title: "Part", rows: [button("r", "Row")] }] },
      ["Open", "Part", "Row"],
    ],
    [{ type: "link", label: "Our page", url: "https://a.example" }, ["Our page"]],
    [{ type: "location_request" }, ["Send location"]],
    [{ type: "contact_request" }, ["Share phone number"]],
    [{ type: "call_permission_request" }, ["Allow calls?"]],
    [{ type: "voice_call", label: "Call us" }, ["Call us"]],
    [{ type: "flow", flow_id: "1", label: "Fill in" }, ["Fill in"]],
    [{ type: "product", product: { catalog_id: "c", product_id: "MUG" } }, ["MUG", "View product"]],
    [
      { type: "product_list", catalog_id: "c", sections: [{ title: "Cups", product_ids: ["A", "B"] }] },
      ["View items", "Cups", "A", "B"],
    ],
    [{ type: "catalog" }, ["View catalogue"]],
    [{ type: "address", country: "IN" }, ["Provide address"]],
    [{ type: "carousel", cards } as never, ["One", "Go", "Card 2"]],
    [{ type: "order_details", parameters } as never, ["R-1", "3×", "Box", "₹2,499.00", "Review and pay"]],
    [{ type: "order_status", parameters } as never, ["R-1", "partially shipped"]],
  ];
  it.each(ACTIONS)("c4_$type is drawn and is nobody's to tap here", (given, wanted) => {
    const { container } = show(action(given), { direction: "outbound", status: "sent" });
    for (const words of wanted) expect(container.textContent).toContain(words);
    expect(screen.queryAllByRole("button")).toEqual([]);
    expect(screen.queryAllByRole("link")).toEqual([]);
  });

  it("d4_what a provider sends in a form of its own may be anything", () => {
    for (const nonsense of [null, 7, "x", [], [null], { cards: 1 }]) {
      for (const type of ["carousel", "order_details", "order_status"] as const) {
        const { unmount } = show(action({ type, cards: nonsense, parameters: nonsense } as never));
        expect(screen.getByTestId("message").textContent).toContain("Body");
        unmount();
      }
      const { unmount } = show({ type: "flow_reply", answers: nonsense });
      unmount();
    }
  });
});

describe("where a message came from", () => {
  it("b4_says that it was passed on, and how often", () => {
    const { container, unmount } = show({ type: "text", text: "x" }, { origin: { is_forwarded: true } });
    expect(container.textContent).toContain("Forwarded");
    unmount();
    const often = show(
      { type: "text", text: "x" },
      { origin: { is_forwarded: true, is_frequently_forwarded: true } },
    );
    expect(often.container.textContent).toContain("Forwarded many times");
  });

  it("b4_shows the advertisement, and leads to it only if it is on the web", () => {
    const referral = { source_type: "ad", headline: "Half price", body: "All week" };
    const first = show({ type: "text", text: "x" }, { origin: { referral } });
    for (const words of ["Came by an ad", "Half price", "All week"])
      expect(first.container.textContent).toContain(words);
    expect(screen.queryByRole("link")).toBeNull();
    first.unmount();
    for (const [url, links] of [
      ["https://fb.example/1", 1],
      ["javascript:alert(1)", 0],
      ["data:text/html,x", 0],
    ] as const) {
      const { unmount } = show(
        { type: "text", text: "x" },
        { origin: { referral: { ...referral, source_url: url } } },
      );
      const found = screen.queryAllByRole("link");
      expect(found.length, url).toBe(links);
      for (const link of found) expect(link.getAttribute("href")).toMatch(/^https:/);
      unmount();
    }
  });

  it("b4_an edited message says so and when; a deleted one only that it is gone", () => {
    const { unmount } = show({ type: "text", text: "new" }, { edited_at: "2026-11-20T10:00:00Z" });
    expect(screen.getByText("edited").title).toContain("20 Nov 2026");
    unmount();
    const gone = show({ type: "deleted" }, { edited_at: "2026-11-20T10:00:00Z", reactions: [] });
    expect(gone.container.textContent).not.toContain("edited");
  });
});

it("d1_hostile words stay words in every kind", () => {
  const evil = '<img src=x onerror="alert(1)"><script>alert(1)</script>';
  let planted = 0;
  const plant = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plant);
    if (value && typeof value === "object")
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) =>
          ["type", "source", "event", "media"].includes(key) ? [key, inner] : [key, plant(inner)],
        ),
      );
    planted += 1;
    return typeof value === "string" ? `${evil}${planted}` : value;
  };
  for (const [content] of Object.values(KINDS)) {
    const { container, unmount } = show(plant(content) as Content);
    expect(container.querySelector("img, script"), content.type).toBeNull();
    unmount();
  }
});

describe("files", () => {
  const photo: Content = { type: "image", media: ref("i"), caption: "Gate" };
  const states: [Partial<Media>, string, boolean][] = [
    [{ state: "pending" }, "Arriving…", false],
    [
      { state: "failed", error: { reason: "gone", detail: "404" } },
      "WhatsApp no longer has this file.",
      true,
    ],
    [{ state: "expired" }, "This file is no longer kept.", false],
  ];
  const kinds: Content[] = [
    photo,
    { type: "video", media: ref("i"), caption: null },
    { type: "audio", media: ref("i"), is_voice: true },
    { type: "document", media: ref("i"), caption: null, filename: "a.pdf" },
    { type: "sticker", media: ref("i"), is_animated: false },
  ];
  it.each(states)(
    "b11_a file that is %o is told of, and asked for again where that can help",
    (state, words, again) => {
      for (const content of kinds) {
        const source = new HandSource(media("i", state));
        const { container, unmount } = show(content, {}, source);
        expect(container.textContent, content.type).toContain(words);
        expect(container.querySelector("img, video, a"), content.type).toBeNull();
        const retry = screen.queryByTestId("media-again");
        expect(retry !== null).toBe(again);
        if (retry) fireEvent.click(retry);
        expect(source.fetchedAgain).toEqual(again ? ["i"] : []);
        unmount();
      }
    },
  );

  it("b11_a picture is asked about once, shown small, and opens large", () => {
    const source = new HandSource();
    const onOpen = vi.fn();
    render(
      <MediaProvider source={source}>
        <OpenPicture value={onOpen}>
          <Bubble message={bubble(photo)} first />
        </OpenPicture>
      </MediaProvider>,
    );
    expect(source.wanted).toEqual(["i"]);
    expect(screen.getByRole("img", { name: "Gate" })).toBeTruthy();
    act(() => source.put(media("i")));
    const image = screen.getByRole("img", { name: "Gate" });
    expect(image.getAttribute("src")).toBe("/v1/media/i/thumbnail");
    fireEvent.click(screen.getByTestId("open-photo"));
    expect(onOpen).toHaveBeenCalledWith("i");
  });

  it("b11_a picture that does not load is told of in words", () => {
    const { container } = show(photo, {}, new HandSource(media("i")));
    fireEvent.error(screen.getByRole("img", { name: "Gate" }));
    expect(container.querySelector("img")).toBeNull();
    expect(container.textContent).toContain("Photo");
  });

  it("b11_a document says what it is and how large, and is saved under its name", () => {
    const source = new HandSource(media("d", { mime_type: "application/pdf", has_thumbnail: false }));
    const content: Content = { type: "document", media: ref("d"), caption: null, filename: "note.pdf" };
    const { container } = show(content, {}, source);
    expect(container.textContent).toContain("180 kB · PDF");
    const download = screen.getByRole("link", { name: "Download note.pdf" });
    expect(download.getAttribute("download")).toBe("note.pdf");
    expect(download.getAttribute("href")).toBe("/v1/media/d");
  });

  it("b11_without a source of files a message still tells what it holds", () => {
    const { container } = render(<Bubble message={bubble(photo)} first />);
    expect(container.textContent).toContain("Gate");
    expect(container.querySelector("img")).toBeNull();
  });
});

describe("reactions", () => {
  const at = "2026-11-20T09:00:00Z";
  const react = (more: Partial<BubbleMessage> = {}) => {
    const onReact = vi.fn();
    const message = bubble({ type: "text", text: "hi" }, more);
    render(<Bubble message={message} first onReact={onReact} />);
    return { onReact, message };
  };

  it("d1_an agent reacts with one of a few emoji", () => {
    const { onReact, message } = react();
    fireEvent.click(screen.getByTestId("message-react"));
    const choice = screen.getByRole("button", { name: "React with ❤️" });
    fireEvent.click(choice);
    expect(onReact).toHaveBeenCalledExactlyOnceWith(message, "❤️");
    expect(screen.queryByRole("button", { name: "React with ❤️" })).toBeNull();
  });

  it("d1_and takes it back by the same emoji, or by the one on the message", () => {
    const { onReact, message } = react({ reactions: [{ emoji: "👍", direction: "outbound", at }] });
    fireEvent.click(screen.getByTestId("message-react"));
    const chosen = screen.getByRole("button", { name: "Take 👍 back" });
    expect(chosen.getAttribute("aria-pressed")).toBe("true");
    fireEvent.click(chosen);
    fireEvent.click(screen.getByRole("button", { name: "You reacted with 👍. Take 👍 back" }));
    expect(onReact.mock.calls).toEqual([
      [message, ""],
      [message, ""],
    ]);
  });

  it("d1_Escape closes the choice and gives the focus back", () => {
    react();
    const opener = screen.getByTestId("message-react");
    fireEvent.click(opener);
    expect(document.activeElement?.textContent).toBe("👍");
    fireEvent.keyDown(document.activeElement as Element, { key: "ArrowRight" });
    expect(document.activeElement?.textContent).toBe("❤️");
    fireEvent.keyDown(document.activeElement as Element, { key: "Escape" });
    expect(screen.queryByRole("button", { name: "React with 👍" })).toBeNull();
    expect(document.activeElement).toBe(opener);
  });

  it("d1_what was deleted or has no id at WhatsApp cannot be reacted to", () => {
    react({ wamid: null });
    expect(screen.queryByTestId("message-react")).toBeNull();
  });
});
