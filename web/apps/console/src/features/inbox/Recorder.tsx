/**
 * Records a voice message: with a level that moves, a pause, and a listen before it goes.
 */
import { Icon, Player, SendArrow, voice } from "@waypost/chat";
import { FILE_LIMITS, formatDuration } from "@waypost/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

/** What the server can make a voice message of; the first that this browser records. */
const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus"];
const BITS_PER_SECOND = 32_000;
/** Stops while what was recorded still fits, with room for what surrounds the sound. */
const LONGEST_SECONDS = (0.85 * FILE_LIMITS.audio * 8) / BITS_PER_SECOND;
const BARS = 28;

type Stage = "asking" | "denied" | "recording" | "paused" | "review";

interface RecorderProps {
  onSend: (file: File) => void;
  onDiscard: () => void;
}

export default function Recorder({ onSend, onDiscard }: RecorderProps) {
  const { t } = useTranslation();
  const [stage, setStage] = useState<Stage>("asking");
  const [take, setTake] = useState<{ file: File; url: string } | null>(null);
  const seconds = useSeconds(stage === "recording");
  const recorder = useRef<MediaRecorder | null>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);

  useEffect(() => {
    let gone = false;
    let opened: MediaStream | null = null;
    let url: string | null = null;
    const begin = async () => {
      opened = await navigator.mediaDevices.getUserMedia({ audio: true });
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      if (gone || !mimeType) throw new Error("no microphone, or nothing to record with");
      const parts: Blob[] = [];
      const made = new MediaRecorder(opened, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
      recorder.current = made;
      made.ondataavailable = (event) => parts.push(event.data);
      made.onstop = () => {
        for (const track of opened?.getTracks() ?? []) track.stop();
        if (gone) return;
        const type = mimeType.split(";")[0] ?? "";
        const file = new File(parts, `voice.${type.split("/")[1]}`, { type });
        url = URL.createObjectURL(file);
        setStream(null);
        setTake({ file, url });
        setStage("review");
      };
      // In one piece: in parts, the file would lack its lengths and an index.
      made.start();
      setStream(opened);
      setStage("recording");
    };
    begin().catch(() => {
      for (const track of opened?.getTracks() ?? []) track.stop();
      if (!gone) setStage("denied");
    });
    return () => {
      gone = true;
      if (recorder.current && recorder.current.state !== "inactive") recorder.current.stop();
      for (const track of opened?.getTracks() ?? []) track.stop();
      if (url) URL.revokeObjectURL(url);
      if (voice.state.id === "recording") voice.stop();
    };
  }, []);

  const pause = () => {
    recorder.current?.pause();
    setStage("paused");
  };
  const goOn = () => {
    recorder.current?.resume();
    setStage("recording");
  };
  const finish = useCallback(() => {
    if (recorder.current && recorder.current.state !== "inactive") recorder.current.stop();
  }, []);

  useEffect(() => {
    if (seconds > LONGEST_SECONDS) finish();
  }, [seconds, finish]);

  return (
    <div
      className="wp-recorder"
      role="group"
      aria-label={t("attach.voice")}
      data-testid="recorder"
      data-stage={stage}
    >
      <button
        type="button"
        className="wa-tool"
        aria-label={t("recorder.discard")}
        title={t("recorder.discard")}
        onClick={onDiscard}
      >
        <Icon name="trash" />
      </button>
      {stage === "denied" ? (
        <p className="wp-recorder-words" role="alert">
          {t("recorder.denied")}
        </p>
      ) : null}
      {stage === "asking" ? <p className="wp-recorder-words">{t("recorder.asking")}</p> : null}
      {stage === "recording" || stage === "paused" ? (
        <>
          <span className="wp-recorder-dot" data-on={stage === "recording" || undefined} aria-hidden="true" />
          <bdi className="wp-recorder-time" role="timer">
            {formatDuration(seconds)}
          </bdi>
          <Level stream={stream} still={stage === "paused"} />
          <button
            type="button"
            className="wa-tool"
            aria-label={t(stage === "paused" ? "recorder.resume" : "recorder.pause")}
            title={t(stage === "paused" ? "recorder.resume" : "recorder.pause")}
            onClick={stage === "paused" ? goOn : pause}
          >
            <Icon name={stage === "paused" ? "microphone" : "pause"} />
          </button>
          <button
            type="button"
            className="wa-send"
            data-testid="recorder-finish"
            aria-label={t("recorder.finish")}
            title={t("recorder.finish")}
            onClick={finish}
          >
            <Icon name="check" />
          </button>
        </>
      ) : null}
      {stage === "review" && take ? (
        <>
          <div className="wa-voice wp-recorder-take">
            <Player id="recording" url={take.url} size={null} seconds={seconds} name={take.file.name} />
          </div>
          <button
            type="button"
            className="wa-send"
            data-testid="recorder-send"
            aria-label={t("recorder.send")}
            title={t("recorder.send")}
            onClick={() => onSend(take.file)}
          >
            <SendArrow />
          </button>
        </>
      ) : null}
    </div>
  );
}

/** Counts while `running`, and keeps what it has. */
function useSeconds(running: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!running) return;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      setSeconds((before) => before + (now - last) / 1_000);
      last = now;
    }, 200);
    return () => clearInterval(timer);
  }, [running]);
  return seconds;
}

/** How loud it is, now and a moment ago. */
function Level({ stream, still }: { stream: MediaStream | null; still: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!stream || still) return;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const loud = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      const bars = place.current;
      if (!bars?.firstElementChild) return;
      const bar = bars.firstElementChild as HTMLElement;
      bar.style.blockSize = `${Math.round(3 + Math.min(1, loud * 5) * 21)}px`;
      bars.append(bar);
    }, 80);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }, [stream, still]);
  return (
    <span className="wp-recorder-level" ref={place} aria-hidden="true">
      {Array.from({ length: BARS }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike.
        <i key={index} />
      ))}
    </span>
  );
}
