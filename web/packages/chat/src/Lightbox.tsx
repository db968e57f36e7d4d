/**
 * A picture as large as the window, and those before and after it.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useLabels } from "./context.tsx";
import { Icon, type IconName } from "./icons.tsx";
import { useMediaSource } from "./media.tsx";

export interface PictureInLine {
  mediaId: string;
  alt: string;
}

interface View {
  zoom: number;
  /** Quarter turns. */
  turns: number;
  x: number;
  y: number;
}

const STILL: View = { zoom: 1, turns: 0, x: 0, y: 0 };
const MOST = 6;
const STEP = 1.5;
const PAN_PX = 80;

interface LightboxProps {
  pictures: readonly PictureInLine[];
  /** The media id of the one that is shown. */
  shown: string;
  onShow: (mediaId: string) => void;
  onClose: () => void;
}

export default function Lightbox({ pictures, shown, onShow, onClose }: LightboxProps) {
  const labels = useLabels();
  const source = useMediaSource();
  const dialog = useRef<HTMLDialogElement>(null);
  const [view, setView] = useState(STILL);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
  }, []);

  const place = pictures.findIndex((picture) => picture.mediaId === shown);
  const picture = pictures[place];
  const show = (at: number) => {
    const next = pictures[at];
    if (!next) return;
    setView(STILL);
    onShow(next.mediaId);
  };
  const zoom = (factor: number) =>
    setView((now) => {
      const next = Math.min(MOST, Math.max(1, now.zoom * factor));
      return next === 1 ? { ...now, zoom: 1, x: 0, y: 0 } : { ...now, zoom: next };
    });
  const pan = (x: number, y: number) => setView((now) => ({ ...now, x: now.x + x, y: now.y + y }));
  const rotate = () => setView((now) => ({ ...now, turns: now.turns + 1 }));

  const onKeyDown = (event: KeyboardEvent<HTMLDialogElement>) => {
    // What is below must not hear of it.
    event.stopPropagation();
    const back = getComputedStyle(event.currentTarget).direction === "rtl" ? 1 : -1;
    const zoomed = view.zoom > 1;
    const keys: Record<string, () => void> = {
      Escape: onClose,
      ArrowLeft: () => (zoomed ? pan(PAN_PX, 0) : show(place + back)),
      ArrowRight: () => (zoomed ? pan(-PAN_PX, 0) : show(place - back)),
      ArrowUp: () => zoomed && pan(0, PAN_PX),
      ArrowDown: () => zoomed && pan(0, -PAN_PX),
      "+": () => zoom(STEP),
      "=": () => zoom(STEP),
      "-": () => zoom(1 / STEP),
      "0": () => setView(STILL),
      r: rotate,
    };
    const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };
  const onPointerMove = (event: PointerEvent) => {
    const from = drag.current;
    if (!from || view.zoom === 1) return;
    if (Math.abs(event.clientX - from.x) + Math.abs(event.clientY - from.y) > 3) from.moved = true;
    pan(event.clientX - from.x, event.clientY - from.y);
    from.x = event.clientX;
    from.y = event.clientY;
  };

  if (!picture || !source) return null;
  const url = source.url(picture.mediaId);
  return (
    <dialog
      ref={dialog}
      className="wa-lightbox"
      data-testid="lightbox"
      aria-label={labels.viewer.title}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={onClose}
    >
      <div className="wa-lightbox-bar">
        <span className="wa-lightbox-place" role="status">
          <bdi>{labels.viewer.of(place + 1, pictures.length)}</bdi>
        </span>
        <Tool
          icon="minus"
          label={labels.viewer.zoomOut}
          disabled={view.zoom === 1}
          onClick={() => zoom(1 / STEP)}
        />
        <Tool
          icon="plus"
          label={labels.viewer.zoomIn}
          disabled={view.zoom >= MOST}
          onClick={() => zoom(STEP)}
        />
        <Tool icon="rotate" label={labels.viewer.rotate} onClick={rotate} />
        <a
          className="wa-lightbox-tool"
          href={url}
          download={source.get(picture.mediaId)?.filename ?? ""}
          aria-label={labels.media.download}
          title={labels.media.download}
        >
          <Icon name="download" size={20} />
        </a>
        <Tool icon="close" label={labels.viewer.close} onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: every gesture here has a key and a button too. */}
      <div
        className="wa-lightbox-stage"
        data-zoomed={view.zoom > 1 || undefined}
        onPointerDown={(event) => {
          drag.current = { x: event.clientX, y: event.clientY, moved: false };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          drag.current = null;
        }}
        onPointerLeave={() => {
          drag.current = null;
        }}
        onWheel={(event) => zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15)}
        onDoubleClick={() => (view.zoom > 1 ? setView({ ...view, zoom: 1, x: 0, y: 0 }) : zoom(2.25))}
      >
        <img
          key={picture.mediaId}
          src={url}
          alt={picture.alt || labels.kinds.image}
          draggable={false}
          data-turned={view.turns % 2 === 1 || undefined}
          style={{
            transform: `translate(${view.x}px, ${view.y}px) scale(${view.zoom}) rotate(${view.turns * 90}deg)`,
          }}
        />
      </div>
      <Tool
        icon="previous"
        label={labels.viewer.previous}
        disabled={place <= 0}
        onClick={() => show(place - 1)}
        side="start"
      />
      <Tool
        icon="next"
        label={labels.viewer.next}
        disabled={place >= pictures.length - 1}
        onClick={() => show(place + 1)}
        side="end"
      />
      {picture.alt ? (
        <p className="wa-lightbox-words" dir="auto">
          {picture.alt}
        </p>
      ) : null}
    </dialog>
  );
}

interface ToolProps {
  icon: IconName;
  label: string;
  onClick: () => void;
  disabled?: boolean;
  side?: "start" | "end";
}

function Tool({ icon, label, onClick, disabled = false, side }: ToolProps) {
  return (
    <button
      type="button"
      className="wa-lightbox-tool"
      data-side={side}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} size={20} />
    </button>
  );
}
