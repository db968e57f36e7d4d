import { expect, it, vi } from "vitest";
import { BARS, shapeOf } from "./peaks.ts";
import { type AudioLike, Voice } from "./voice.ts";

class HandAudio implements AudioLike {
  #src = "";
  get src(): string {
    return this.#src;
  }
  /** As in a browser, another source begins anew. */
  set src(next: string) {
    this.#src = next;
    this.currentTime = 0;
    this.duration = Number.NaN;
    this.paused = true;
  }
  currentTime = 0;
  playbackRate = 1;
  duration = Number.NaN;
  paused = true;
  refuse = false;
  #listeners: [string, () => void][] = [];
  play = vi.fn(async () => {
    if (this.refuse) throw new Error("NotSupportedError");
    this.paused = false;
    this.tell("play");
  });
  pause = vi.fn(() => {
    this.paused = true;
    this.tell("pause");
  });
  addEventListener(type: string, listener: () => void): void {
    this.#listeners.push([type, listener]);
  }
  tell(type: string): void {
    for (const [name, listener] of this.#listeners) if (name === type) listener();
  }
}

function hands() {
  const audio = new HandAudio();
  const voice = new Voice(() => audio);
  return { audio, voice };
}

it("d4_one voice is heard at a time, and pauses and goes on where it was", () => {
  const { audio, voice } = hands();
  voice.toggle("a", "/a", { conversationId: "c", messageId: "m" });
  audio.duration = 20;
  audio.tell("durationchange");
  audio.currentTime = 7;
  audio.tell("timeupdate");
  expect(voice.state).toMatchObject({ id: "a", playing: true, position: 7, duration: 20 });
  voice.toggle("a", "/a");
  expect(voice.state).toMatchObject({ id: "a", playing: false, position: 7 });
  voice.toggle("a", "/a");
  expect(audio.src).toBe("/a");
  expect(voice.state.playing).toBe(true);
  voice.toggle("b", "/b");
  expect(audio.src).toBe("/b");
  expect(voice.state).toMatchObject({ id: "b", position: 0, duration: 0, from: null });
});

it("d4_seeks only in what is heard", () => {
  const { audio, voice } = hands();
  voice.toggle("a", "/a");
  voice.seek("b", 5);
  expect(audio.currentTime).toBe(0);
  voice.seek("a", 5);
  expect(audio.currentTime).toBe(5);
  expect(voice.state.position).toBe(5);
});

it("d4_the speed goes 1, 1.5, 2, 1 and stays for the next voice", () => {
  const { audio, voice } = hands();
  voice.toggle("a", "/a");
  const seen = [1, 2, 3, 4].map(() => {
    voice.faster();
    return audio.playbackRate;
  });
  expect(seen).toEqual([1.5, 2, 1, 1.5]);
  voice.toggle("b", "/b");
  expect(audio.playbackRate).toBe(1.5);
  expect(voice.state.rate).toBe(1.5);
});

it("d4_what cannot be played says so, and may be tried again", async () => {
  const { audio, voice } = hands();
  audio.refuse = true;
  voice.toggle("a", "/a");
  await vi.waitFor(() => expect(voice.state.failed).toBe(true));
  audio.refuse = false;
  voice.toggle("a", "/a");
  expect(voice.state).toMatchObject({ failed: false, playing: true });
});

it("d4_at its end it is ready to begin again", () => {
  const { audio, voice } = hands();
  voice.toggle("a", "/a");
  audio.currentTime = 9;
  audio.tell("ended");
  expect(voice.state).toMatchObject({ playing: false, position: 0 });
});

it("d4_the shape of a recording follows its loudness, and silence is flat", () => {
  const samples = new Float32Array(8_000).map((_, i) => (i < 4_000 ? 0.1 : 0.5) * Math.sin(i));
  const { peaks, seconds } = shapeOf(samples, 1);
  expect(seconds).toBe(1);
  expect(peaks).toHaveLength(BARS);
  expect(Math.max(...peaks)).toBe(1);
  expect(peaks[2]).toBeCloseTo(0.2, 1);
  expect(peaks[BARS - 2]).toBeGreaterThan(0.95);
  expect(shapeOf(new Float32Array(100), 1).peaks.every((peak) => peak === 0)).toBe(true);
  expect(shapeOf(new Float32Array(0), 0).peaks).toHaveLength(BARS);
});
