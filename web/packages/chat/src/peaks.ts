/**
 * The shape of a recording, read from its bytes: how loud it is along the way, and how long it lasts.
 */

export interface Shape {
  /** From 0 to 1, along the recording. */
  peaks: readonly number[];
  seconds: number;
}

export const BARS = 44;
/** Larger recordings are not worth the work of decoding them just to be drawn. */
export const DRAWN_BELOW = 1_500_000;
/** Enough for a picture, and little to keep. */
const SAMPLE_RATE = 8_000;

export function shapeOf(samples: Float32Array, seconds: number): Shape {
  const peaks: number[] = [];
  const width = samples.length / BARS;
  let loudest = 0;
  for (let bar = 0; bar < BARS; bar += 1) {
    let sum = 0;
    const from = Math.floor(bar * width);
    const to = Math.max(from + 1, Math.floor((bar + 1) * width));
    for (let i = from; i < to; i += 1) sum += (samples[i] ?? 0) ** 2;
    const loud = Math.sqrt(sum / (to - from));
    peaks.push(loud);
    loudest = Math.max(loudest, loud);
  }
  return { peaks: loudest === 0 ? peaks : peaks.map((peak) => peak / loudest), seconds };
}

const known = new Map<string, Promise<Shape | null>>();
let line: Promise<unknown> = Promise.resolve();

/** `null` where this browser cannot decode it. One after another, each once. */
export function readShape(url: string): Promise<Shape | null> {
  const before = known.get(url);
  if (before) return before;
  const shape = line.then(async () => {
    try {
      const response = await fetch(url, { credentials: "same-origin" });
      if (!response.ok) return null;
      const context = new OfflineAudioContext(1, 1, SAMPLE_RATE);
      const sound = await context.decodeAudioData(await response.arrayBuffer());
      return shapeOf(sound.getChannelData(0), sound.duration);
    } catch {
      return null;
    }
  });
  line = shape;
  known.set(url, shape);
  return shape;
}
