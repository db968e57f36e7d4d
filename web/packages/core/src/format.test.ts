import { describe, expect, it } from "vitest";
import { bucketOf, characters, formatPhone, initials, serviceWindow } from "./format.ts";
import { at, T0 } from "./testing/fixtures.ts";

describe("formats", () => {
  it("c7_numbers are grouped behind their country code and never lose a digit", () => {
    expect(formatPhone("+474645193159")).toBe("+47 464 519 3159");
    expect(formatPhone("+16505550142")).toBe("+1 650 555 0142");
    expect(formatPhone("+971501234567")).toBe("+971 501 234 567");
    expect(formatPhone("+4915112345678")).toBe("+49 151 123 456 78");
    for (const odd of ["", "+12", "hello", "+49 151"]) expect(formatPhone(odd)).toBe(odd);
    for (const code of ["1", "7", "20", "27", "351", "380", "44", "49", "593", "90", "971", "998"]) {
      const phone = `+${code}123456789`;
      expect(formatPhone(phone).replace(/ /g, "")).toBe(phone);
      expect(formatPhone(phone).startsWith(`+${code} `)).toBe(true);
    }
  });

  it("initials are letters of the first and last word", () => {
    expect(initials("Arjun Dubois")).toBe("AD");
    expect(initials("ليلى حداد")).toBe("لح");
    expect(initials("Tomás de la Vega")).toBe("TV");
    expect(initials("🙂 Ann")).toBe("A");
    expect(initials("+4915112345678")).toBe("");
    expect(initials("")).toBe("");
  });

  it("a bucket is stable and within bounds", () => {
    const buckets = new Set<number>();
    for (let i = 0; i < 500; i += 1) {
      const bucket = bucketOf(`id-${i}`, 10);
      expect(bucket).toBe(bucketOf(`id-${i}`, 10));
      buckets.add(bucket);
    }
    expect([...buckets].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("c8_the window is open until the instant it ends, and soon over in its last four hours", () => {
    const hour = 3_600;
    expect(serviceWindow(at(24 * hour), T0).state).toBe("open");
    expect(serviceWindow(at(4 * hour), T0).state).toBe("soon");
    expect(serviceWindow(at(1), T0)).toEqual({ state: "soon", remainingMs: 1_000 });
    expect(serviceWindow(at(0), T0).state).toBe("closed");
    expect(serviceWindow(null, T0).state).toBe("none");
    expect(serviceWindow("nonsense", T0).state).toBe("closed");
  });

  it("characters are counted as the server counts them", () => {
    expect(characters("a👍é")).toBe(3);
    expect(characters("👨‍👩‍👧")).toBe(5);
  });
});
