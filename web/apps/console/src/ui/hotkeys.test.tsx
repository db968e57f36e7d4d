import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { useHotkeys } from "./hotkeys.ts";

const pressed = vi.fn();
function Page() {
  useHotkeys({
    j: () => pressed("j"),
    "g i": () => pressed("g i"),
    Escape: () => pressed("Escape"),
    Enter: () => pressed("Enter"),
  });
  return (
    <>
      <input aria-label="field" />
      <button type="button">button</button>
    </>
  );
}

it("e5_single keys rest while somebody writes, composes or holds a modifier", () => {
  pressed.mockClear();
  render(<Page />);
  fireEvent.keyDown(document.body, { key: "j" });
  fireEvent.keyDown(screen.getByLabelText("field"), { key: "j" });
  fireEvent.keyDown(document.body, { key: "j", ctrlKey: true });
  fireEvent.keyDown(document.body, { key: "j", metaKey: true });
  fireEvent.keyDown(document.body, { key: "j", isComposing: true });
  expect(pressed.mock.calls).toEqual([["j"]]);
  fireEvent.keyDown(screen.getByLabelText("field"), { key: "Escape" });
  expect(pressed).toHaveBeenLastCalledWith("Escape");
});

it("e5_an open dialog has the keys for itself, even when the key closes it", () => {
  pressed.mockClear();
  render(<Page />);
  const dialog = document.createElement("div");
  dialog.setAttribute("role", "dialog");
  dialog.addEventListener("keydown", () => dialog.remove());
  document.body.append(dialog);
  fireEvent.keyDown(dialog, { key: "Escape" });
  expect(pressed).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: "Escape" });
  expect(pressed).toHaveBeenCalledExactlyOnceWith("Escape");
});

it("e5_two keys in a row, another layout, and a focused button", () => {
  pressed.mockClear();
  render(<Page />);
  fireEvent.keyDown(document.body, { key: "g" });
  fireEvent.keyDown(document.body, { key: "i" });
  expect(pressed.mock.calls).toEqual([["g i"]]);
  fireEvent.keyDown(document.body, { key: "ت", code: "KeyJ" });
  expect(pressed).toHaveBeenLastCalledWith("j");
  pressed.mockClear();
  fireEvent.keyDown(screen.getByRole("button"), { key: "Enter" });
  expect(pressed).not.toHaveBeenCalled();
});
