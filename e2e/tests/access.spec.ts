// Every page, in both themes and both widths: no fault that axe can find, and a picture for a person to look at.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { Inbox } from "../src/inbox.ts";
import { Phone } from "../src/phone.ts";
import { expect, test } from "../src/test.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  impact: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

interface Findings {
  violations: Violation[];
  passes: unknown[];
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations, passed } = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: unknown): Promise<Findings> } };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations, passes } = await axe.run({ runOnly: tags });
    return { violations, passed: passes.length };
  });
  // Rules that found nothing to look at would pass as well.
  expect(passed).toBeGreaterThan(10);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} at ${node.target.join(" ")}\n${node.failureSummary}`));
}

const sizes = { desktop: { width: 1280, height: 800 }, mobile: { width: 390, height: 844 } };

for (const theme of ["light", "dark"] as const) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`every page is accessible: ${theme}, ${size}`, async ({ page, waypost }, info) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize(viewport);
      const look = async (name: string) => {
        await page.screenshot({ path: info.outputPath(`${name}-${theme}-${size}.png`) });
        expect.soft(await faults(page), name).toEqual([]);
      };
      const phone = await Phone.of(waypost.url, `Look ${theme} ${size}`);
      await phone.type("A question with a link https://example.org and *bold* words 🌿");

      await page.goto(waypost.url);
      await expect(page.getByTestId("email")).toBeVisible();
      await look("sign-in");

      const inbox = new Inbox(page);
      await inbox.open(waypost.url, waypost.signIn);
      await look("inbox");
      await inbox.choose(phone.name);
      await inbox.send("An answer");
      await inbox.expectStatus("An answer", /delivered|read/);
      await look("thread");

      await page.goto(`${waypost.url}/simulator`);
      await expect(page.getByTestId("phone").first()).toBeVisible();
      await look("simulator");
      await page.goto(`${waypost.url}/settings/numbers`);
      await expect(page.getByRole("heading").first()).toBeVisible();
      await look("settings");
    });
  }
}
