import { expect, it } from "vitest";
import { createBackoff } from "./backoff.ts";
import { chance } from "./testing/fixtures.ts";

it("d7_waits double, stay below the cap, are spread, and begin again after success", () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const backoff = createBackoff({ firstMs: 1_000, capMs: 30_000, random: chance(seed) });
    for (let i = 0; i < 40; i += 1) {
      const ceiling = Math.min(30_000, 1_000 * 2 ** i);
      const wait = backoff.next();
      expect(wait).toBeGreaterThanOrEqual(ceiling / 2);
      expect(wait).toBeLessThanOrEqual(ceiling);
    }
    expect(backoff.failures).toBe(40);
    backoff.reset();
    expect(backoff.next()).toBeLessThanOrEqual(1_000);
  }
  const waits = Array.from({ length: 50 }, (_, seed) =>
    createBackoff({ firstMs: 1_000, capMs: 30_000, random: chance(seed * 7_919) }).next(),
  );
  expect(new Set(waits).size).toBeGreaterThan(40);
});
