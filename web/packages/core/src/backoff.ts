/**
 * How long to wait before the next try: doubling, capped, and spread so that a thousand clients do
 * not come back in the same instant.
 */

export interface BackoffOptions {
  firstMs: number;
  capMs: number;
  random: () => number;
}

export interface Backoff {
  /** The wait before the next try; every call counts as one failed try. */
  next(): number;
  reset(): void;
  readonly failures: number;
}

/** Half of each wait is fixed and half is drawn, so a wait is never near zero. */
export function createBackoff({ firstMs, capMs, random }: BackoffOptions): Backoff {
  let failures = 0;
  return {
    next() {
      const ceiling = Math.min(capMs, firstMs * 2 ** Math.min(failures, 30));
      failures += 1;
      return Math.round(ceiling / 2 + (ceiling / 2) * random());
    },
    reset() {
      failures = 0;
    },
    get failures() {
      return failures;
    },
  };
}
