/**
 * Voice notes and other recordings.
 */
import { formatBytes, formatDuration } from "@waypost/core";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useLabels } from "../context.tsx";
import { Icon } from "../icons.tsx";
import { useMedia, useMediaSource } from "../media.tsx";
import { BARS, DRAWN_BELOW, readShape, type Shape } from "../peaks.ts";
import { type VoiceOrigin, voice } from "../voice.ts";
import type { Of } from "./kinds.ts";
import { Linked } from "./Linked.tsx";
import { Missing } from "./Missing.tsx";

export type Heard = VoiceOrigin;

const FLAT: readonly number[] = Array.from({ length: BARS }, () => 0);

interface VoiceProps {
  content: Of<"audio">;
  heard?: Heard;
}

export function VoiceView({ content, heard }: VoiceProps) {
  const labels = useLabels();
  const name = content.is_voice ? labels.voiceMessage : labels.kinds.audio;
  const { id, link } = content.media;
  if (!id) return <Linked link={link ?? ""} icon="microphone" kind={name} />;
  return <KeptVoice id={id} name={name} content={content} {...(heard ? { heard } : {})} />;
}

function KeptVoice({ id, name, content, heard }: VoiceProps & { id: string; name: string }) {
  const source = useMediaSource();
  const media = useMedia(id);
  const url = source && media?.state === "stored" ? source.url(media.id) : null;
  return (
    <div className="wa-voice" data-voice={content.is_voice || undefined} role="group" aria-label={name}>
      {media && media.state !== "stored" ? (
        <Missing media={media} icon="microphone" />
      ) : (
        <Player
          id={id}
          url={url}
          size={media?.size ?? null}
          name={media?.filename ?? name}
          {...(heard ? { heard } : {})}
        />
      )}
    </div>
  );
}

interface PlayerProps {
  id: string;
  /** `null`: it cannot be played yet. */
  url: string | null;
  size: number | null;
  name: string;
  /** How long it is, where that is known and cannot be read from it. */
  seconds?: number;
  heard?: Heard;
}

export function Player({ id, url, size, name, seconds, heard }: PlayerProps) {
  const labels = useLabels();
  const state = useSyncExternalStore(
    voice.subscribe,
    () => voice.state,
    () => voice.state,
  );
  const shape = useShape(url, size);
  const mine = state.id === id;
  const duration = (mine && state.duration) || shape?.seconds || seconds || 0;
  const position = mine ? state.position : 0;
  const playing = mine && state.playing;
  if (mine && state.failed && url) {
    return (
      <div className="wa-voice-broken">
        <span>{labels.media.unplayable}</span>
        <a className="wa-small-button" href={url} download={name}>
          <Icon name="download" size={15} />
          {labels.media.download}
        </a>
      </div>
    );
  }
  return (
    <>
      <button
        type="button"
        className="wa-voice-button"
        data-testid="voice-play"
        disabled={!url}
        aria-label={playing ? labels.media.pause : labels.media.play}
        onClick={() => url && voice.toggle(id, url, heard ?? null)}
      >
        <Icon name={playing ? "pause" : "play"} size={20} />
      </button>
      <span className="wa-voice-middle">
        <Track
          peaks={shape?.peaks ?? FLAT}
          position={position}
          duration={duration}
          live={mine}
          onSeek={(seconds) => voice.seek(id, seconds)}
        />
        <span className="wa-voice-time">
          <bdi>{formatDuration(position > 0 ? position : duration)}</bdi>
          {!duration && size ? <bdi>{formatBytes(size, labels.locale)}</bdi> : null}
        </span>
      </span>
      {mine && (playing || position > 0) ? (
        <button
          type="button"
          className="wa-voice-rate"
          aria-label={labels.media.speed(state.rate)}
          onClick={() => voice.faster()}
        >
          <bdi>{state.rate}×</bdi>
        </button>
      ) : (
        <span className="wa-voice-mark" aria-hidden="true">
          <Icon name="microphone" size={18} />
        </span>
      )}
    </>
  );
}

interface TrackProps {
  peaks: readonly number[];
  position: number;
  duration: number;
  live: boolean;
  onSeek: (seconds: number) => void;
}

const GAP = 4;
const HEIGHT = 24;

function Track({ peaks, position, duration, live, onSeek }: TrackProps) {
  const labels = useLabels();
  const played = duration > 0 ? Math.round((position / duration) * peaks.length) : 0;
  const draw = (from: number, to: number) =>
    peaks
      .slice(from, to)
      .map((peak, index) => {
        const half = 1 + (peak * (HEIGHT - 4)) / 2;
        return `M${(from + index) * GAP + 2} ${HEIGHT / 2 - half}v${2 * half}`;
      })
      .join("");
  return (
    <span className="wa-track">
      <svg viewBox={`0 0 ${BARS * GAP} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path className="wa-track-rest" d={draw(played, peaks.length)} />
        <path className="wa-track-played" d={draw(0, played)} />
      </svg>
      <input
        type="range"
        min={0}
        max={Math.max(duration, 0.1)}
        step={0.1}
        value={Math.min(position, Math.max(duration, 0.1))}
        disabled={!live || duration === 0}
        aria-label={labels.media.seek}
        aria-valuetext={labels.media.at(formatDuration(position), formatDuration(duration))}
        onChange={(event) => onSeek(Number(event.currentTarget.value))}
      />
    </span>
  );
}

/** The recording's own shape, read once it is here and small enough. */
function useShape(url: string | null, size: number | null): Shape | null {
  const [shape, setShape] = useState<Shape | null>(null);
  useEffect(() => {
    if (!url || size === null || size > DRAWN_BELOW || typeof OfflineAudioContext === "undefined") return;
    let wanted = true;
    void readShape(url).then((found) => {
      if (wanted) setShape(found);
    });
    return () => {
      wanted = false;
    };
  }, [url, size]);
  return shape;
}
