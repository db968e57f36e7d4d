import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import Lightbox from "./Lightbox.tsx";
import { MediaProvider } from "./media.tsx";
import { HandSource, media } from "./testing.ts";

const PICTURES = ["a", "b", "c"].map((mediaId) => ({ mediaId, alt: mediaId === "b" ? "The gate" : "" }));

function show(first: string) {
  const onClose = vi.fn();
  function Held() {
    const [shown, setShown] = useState(first);
    return <Lightbox pictures={PICTURES} shown={shown} onShow={setShown} onClose={onClose} />;
  }
  render(
    <MediaProvider
      source={new HandSource(...PICTURES.map((p) => media(p.mediaId, { filename: "door.jpg" })))}
    >
      <Held />
    </MediaProvider>,
  );
  const dialog = screen.getByTestId("lightbox");
  const image = () => screen.getByRole("img");
  const press = (key: string) => fireEvent.keyDown(dialog, { key });
  return { onClose, image, press };
}

it("d4_arrows walk through the pictures and stop at both ends", () => {
  const { image, press } = show("b");
  expect(image().getAttribute("src")).toBe("/v1/media/b");
  expect(screen.getByRole("status").textContent).toBe("2 of 3");
  expect(image().getAttribute("alt")).toBe("The gate");
  press("ArrowRight");
  press("ArrowRight");
  expect(image().getAttribute("src")).toBe("/v1/media/c");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Next photo" }).disabled).toBe(true);
  press("ArrowLeft");
  press("ArrowLeft");
  press("ArrowLeft");
  expect(image().getAttribute("src")).toBe("/v1/media/a");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Previous photo" }).disabled).toBe(true);
});

it("d4_zooms, moves what is zoomed, turns, and begins anew with the next picture", () => {
  const { image, press } = show("a");
  const transform = () => image().style.transform;
  press("+");
  expect(transform()).toContain("scale(1.5)");
  press("ArrowRight");
  expect(image().getAttribute("src")).toBe("/v1/media/a");
  expect(transform()).toContain("translate(-80px, 0px)");
  fireEvent.click(screen.getByRole("button", { name: "Rotate" }));
  expect(transform()).toContain("rotate(90deg)");
  press("-");
  press("-");
  expect(transform()).toContain("translate(0px, 0px) scale(1)");
  press("ArrowRight");
  expect(transform()).toBe("translate(0px, 0px) scale(1) rotate(0deg)");
});

it("d4_Escape and the button close it, and a picture can be saved", () => {
  const { onClose, press } = show("a");
  press("Escape");
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(onClose).toHaveBeenCalledTimes(2);
  const save = screen.getByRole("link", { name: "Download" });
  expect(save.getAttribute("href")).toBe("/v1/media/a");
  expect(save.getAttribute("download")).toBe("door.jpg");
});

it("d4_a browser's own shortcuts stay its own", () => {
  const { image } = show("a");
  fireEvent.keyDown(screen.getByTestId("lightbox"), { key: "r", ctrlKey: true });
  expect(image().style.transform).toContain("rotate(0deg)");
});
