/**
 * Time and chance, handed in so that tests decide both.
 */

export interface Timers {
  now(): number;
  random(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

interface Global {
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

export function systemTimers(): Timers {
  const global = globalThis as unknown as Global;
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    setTimeout: (run, ms) => global.setTimeout(run, ms),
    clearTimeout: (handle) => global.clearTimeout(handle),
  };
}
