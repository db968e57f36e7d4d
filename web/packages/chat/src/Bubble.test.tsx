import { fireEvent, render, screen } from "@testing-library/react";
import type { Content, MessageStatus } from "@waypost/core";
import { describe, expect, it, vi } from "vitest";
import { Bubble, type BubbleMessage } from "./Bubble.tsx";
import { LabelsProvider } from "./context.tsx";
import { ar } from "./labels.ar.ts";
import { bubble } from "./testing.ts";

const text = (words: string): Content => ({ type: "text", text: words });
const sent = (status: MessageStatus, more: Partial<BubbleMessage> = {}) =>
  bubble(text("hi"), { direction: "outbound", status, client_ref: "r1", attempt: 1, ...more });

describe("a bubble", () => {
  it("d1_shows what was written and never runs it", () => {
    const hostile =
      '<img src=x onerror="alert(1)"> <script>alert(1)</script> *<b>bold</b>* javascript:alert(1)';
    const { container } = render(<Bubble message={bubble(text(hostile))} first />);
    expect(container.querySelector("img, script, b, a")).toBeNull();
    expect(container.querySelector("strong")?.textContent).toBe("<b>bold</b>");
    expect(container.textContent).toContain("<script>alert(1)</script>");
  });

  it("d1_links lead out safely", () => {
    render(<Bubble message={bubble(text("see https://a.example/x."))} first />);
    const link = screen.getByRole("link");
    expect(link.getAttribute("href")).toBe("https://a.example/x");
    expect(link.getAttribute("rel")).toContain("noopener");
    expect(link.getAttribute("target")).toBe("_blank");
  });

  it("e2_has the hooks that the end-to-end tests hold on to", () => {
    render(<Bubble message={sent("delivered")} first />);
    const message = screen.getByTestId("message");
    expect(message.dataset).toMatchObject({
      status: "delivered",
      direction: "outbound",
      clientRef: "r1",
      messageId: "m1",
    });
  });

  it.each([
    ["queued", "clock", "Waiting to be sent"],
    ["sending", "clock", "Sending"],
    ["unknown", "question", "Sent, not confirmed yet"],
    ["accepted", "clock", "Accepted by WhatsApp"],
    ["sent", "one", "Sent"],
    ["delivered", "two", "Delivered"],
    ["read", "read", "Read"],
    ["played", "read", "Played"],
    ["failed", "failed", "Not delivered"],
  ] as const)("e2_%s has a shape and words of its own", (status, shape, words) => {
    render(<Bubble message={sent(status)} first />);
    expect(screen.getByRole("img", { name: words }).dataset.shape).toBe(shape);
  });

  it("e2_inbound messages have no tick", () => {
    const { container } = render(<Bubble message={bubble(text("hi"))} first />);
    expect(container.querySelector(".wa-ticks")).toBeNull();
  });

  it("e3_a failure says why, what to do, how often, and can be tried again", () => {
    const onRetry = vi.fn();
    const error = {
      code: 131026,
      title: "Cannot receive messages.",
      remedy: "Check the number.",
      detail: "Message undeliverable",
    };
    const message = sent("failed", { error, attempt: 3 });
    const { container } = render(<Bubble message={message} first onRetry={onRetry} />);
    for (const words of [error.title, "(131026)", error.remedy, error.detail, "Attempt 3"]) {
      expect(container.textContent).toContain(words);
    }
    fireEvent.click(screen.getByTestId("message-retry"));
    expect(onRetry).toHaveBeenCalledWith(message);
  });

  it("e3_what the server refused can be edited or dropped, but not repeated", () => {
    const onEdit = vi.fn();
    const message = sent("failed", {
      local: { state: "refused", code: "window_closed" },
      error: { title: "Closed", remedy: "Wait" },
    });
    render(<Bubble message={message} first onRetry={() => {}} onEdit={onEdit} onDiscard={() => {}} />);
    expect(screen.queryByTestId("message-retry")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Edit" }));
    expect(onEdit).toHaveBeenCalled();
    expect(screen.getByRole("button", { name: "Discard" })).toBeTruthy();
  });

  it("b3_an unconfirmed message says that a retry may double it", () => {
    const { container } = render(<Bubble message={sent("unknown")} first onRetry={() => {}} />);
    expect(container.textContent).toContain("Retrying could send it twice");
  });

  it("d4_a kind that this version has never heard of is shown as it came", () => {
    const content = { type: "hologram", beam: 9 } as unknown as Content;
    const { container } = render(<Bubble message={bubble(content)} first />);
    expect(container.textContent).toContain("(hologram)");
    expect(container.textContent).toContain('"beam": 9');
  });

  it("d1_emoji alone are large", () => {
    const { container } = render(<Bubble message={bubble(text("🎉"))} first />);
    expect(container.querySelector("[data-big]")?.textContent).toBe("🎉");
  });

  it("d1_reactions say whose they are, and a quote leads to its message", () => {
    const onQuote = vi.fn();
    const at = "2026-11-20T09:00:00Z";
    const reactions = [
      { emoji: "👍", direction: "outbound", at },
      { emoji: "❤️", direction: "inbound", at },
    ] as const;
    const message = bubble(text("hi"), { reactions: [...reactions] });
    render(
      <Bubble
        message={message}
        first
        quote={{ name: "Ann", text: "Where?", messageId: "m0" }}
        onQuote={onQuote}
      />,
    );
    expect(screen.getByRole("img", { name: "You reacted with 👍" })).toBeTruthy();
    expect(screen.getByRole("img", { name: "Reacted with ❤️" })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: /Ann/ }));
    expect(onQuote).toHaveBeenCalledWith("m0");
  });

  it("e8_speaks the language it is given", () => {
    render(
      <LabelsProvider labels={ar}>
        <Bubble message={sent("read")} first />
      </LabelsProvider>,
    );
    expect(screen.getByRole("img", { name: "قُرئت" })).toBeTruthy();
  });
});
