import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { ComposerCore } from "./Composer.tsx";

function Held({ onSend, start = "" }: { onSend: (text: string) => void; start?: string }) {
  const [value, setValue] = useState(start);
  return <ComposerCore value={value} onChange={setValue} onSend={onSend} />;
}
const input = () => screen.getByTestId("composer-input");

describe("the composer", () => {
  it("e3_sends on Enter, not on Shift+Enter, and not while a word is being composed", () => {
    const onSend = vi.fn();
    render(<Held onSend={onSend} start="  hello " />);
    fireEvent.keyDown(input(), { key: "Enter", shiftKey: true });
    fireEvent.keyDown(input(), { key: "Enter", isComposing: true });
    fireEvent.keyDown(input(), { key: "Enter", keyCode: 229 });
    expect(onSend).not.toHaveBeenCalled();
    fireEvent.keyDown(input(), { key: "Enter" });
    expect(onSend).toHaveBeenCalledExactlyOnceWith("hello");
  });

  it("e3_nothing and only space is not sent", () => {
    const onSend = vi.fn();
    render(<Held onSend={onSend} start={" \n "} />);
    fireEvent.keyDown(input(), { key: "Enter" });
    expect(screen.getByTestId<HTMLButtonElement>("composer-send").disabled).toBe(true);
    expect(onSend).not.toHaveBeenCalled();
  });

  it("e3_counts near the limit, by characters and not by their bytes, and stops beyond it", () => {
    const onSend = vi.fn();
    render(<Held onSend={onSend} start={"👍".repeat(4_000)} />);
    expect(screen.getByRole("status").textContent).toBe("96 characters left");
    fireEvent.change(input(), { target: { value: "👍".repeat(4_097) } });
    expect(screen.getByRole("status").textContent).toBe("1 character too long");
    fireEvent.keyDown(input(), { key: "Enter" });
    expect(onSend).not.toHaveBeenCalled();
    fireEvent.change(input(), { target: { value: "👍".repeat(4_096) } });
    fireEvent.click(screen.getByTestId("composer-send"));
    expect(onSend).toHaveBeenCalledTimes(1);
  });

  it("e3_a short text is not counted", () => {
    render(<Held onSend={() => {}} start="short" />);
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("d5_pasted files are attached, unless they only accompany a text", () => {
    const onFiles = vi.fn();
    render(<ComposerCore value="" onChange={() => {}} onSend={() => {}} onFiles={onFiles} />);
    const file = new File(["x"], "a.png", { type: "image/png" });
    const paste = (files: File[], text: string) =>
      fireEvent.paste(input(), { clipboardData: { files, getData: () => text } });
    paste([file], "a\tb");
    paste([], "words");
    expect(onFiles).not.toHaveBeenCalled();
    paste([file], "");
    expect(onFiles).toHaveBeenCalledExactlyOnceWith([file]);
  });

  it("d5_with files an empty text may be sent, and nothing while they are made ready", () => {
    const onSend = vi.fn();
    const props = { value: "", onChange: () => {}, onSend, loaded: true, idle: <b>microphone</b> };
    const { rerender } = render(<ComposerCore {...props} busy />);
    fireEvent.keyDown(input(), { key: "Enter" });
    expect(onSend).not.toHaveBeenCalled();
    rerender(<ComposerCore {...props} />);
    fireEvent.keyDown(input(), { key: "Enter" });
    expect(onSend).toHaveBeenCalledExactlyOnceWith("");
    expect(screen.queryByText("microphone")).toBeNull();
    rerender(<ComposerCore {...props} loaded={false} />);
    expect(screen.getByText("microphone")).toBeTruthy();
    expect(screen.queryByTestId("composer-send")).toBeNull();
  });
});
