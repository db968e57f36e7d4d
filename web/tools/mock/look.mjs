/**
 * Takes pictures of the console's states and checks each with axe. Needs a server (the pretended one
 * or a real one) and Debian's chromium.
 *
 *   URL=http://127.0.0.1:8080 node tools/mock/look.mjs OUT_FOLDER [name…]
 */
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [out = "/tmp/look", ...only] = process.argv.slice(2);
const url = process.env.URL ?? "http://127.0.0.1:8080";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
mkdirSync(out, { recursive: true });

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const tiny = { width: 320, height: 568 };
const first = async (page) => {
  await page.locator('[data-testid="conversation-row"]').first().click();
  await page.locator('[data-testid="thread"]').waitFor();
  await page.waitForTimeout(500);
};
const byName = (name) => async (page) => {
  await page.locator('[data-testid="conversation-row"]', { hasText: name }).first().click();
  await page.locator('[data-testid="thread"]').waitFor();
  await page.waitForTimeout(500);
};
const kinds = async (page) => {
  await byName("Leila Smith")(page);
  await page.locator(".wa-scroller").evaluate((element) => element.scrollTo(0, 0));
  await page.waitForTimeout(1_200);
};
/** Three files: one that is up, one that takes its time, one that the server refuses. */
const tray = async (page) => {
  await first(page);
  const files = page.locator('[data-testid="composer-files"]');
  const pixel = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==",
    "base64",
  );
  await files.setInputFiles([{ name: "door.png", mimeType: "image/png", buffer: pixel }]);
  await page.locator('[data-testid="tray-item"][data-state="ready"]').waitFor();
  await mock(page, "upload=fail");
  await files.setInputFiles([
    { name: "contract-2026.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(240_000, 1) },
  ]);
  await page.locator('[data-testid="tray-item"][data-state="failed"]').waitFor();
  await mock(page, "upload=slow");
  await files.setInputFiles([{ name: "bell.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(900_000, 1) }]);
  await page.waitForTimeout(500);
};
const emptyTray = (page) => mock(page, "upload=on");
const mock = (page, query) => page.request.get(`${url}/_mock?${query}`);
const dark = { "waypost.theme": "dark" };
const light = { "waypost.theme": "light" };
const arabic = { "waypost.language": "ar" };

/** High enough for every kind at once. */
const tall = (width) => ({ width, height: 5_600 });

const SCENES = [
  { name: "kinds-light", size: tall(1000), keep: light, path: "/inbox", act: kinds },
  { name: "kinds-dark", size: tall(1000), keep: dark, path: "/inbox", act: kinds },
  { name: "kinds-rtl-light", size: tall(1000), keep: { ...light, ...arabic }, path: "/inbox", act: kinds },
  { name: "kinds-mobile-light", size: tall(390), keep: light, path: "/inbox", act: kinds },
  { name: "kinds-tiny-dark", size: tall(320), keep: dark, path: "/inbox", act: kinds },
  {
    name: "photo-light",
    size: wide,
    keep: light,
    path: "/inbox",
    act: async (page) => {
      await kinds(page);
      await page.locator('[data-testid="open-photo"]').first().click();
      await page.locator('[data-testid="lightbox"]').waitFor();
      await page.waitForTimeout(500);
    },
  },
  { name: "tray-light", size: wide, keep: light, path: "/inbox", act: tray, after: emptyTray },
  {
    name: "tray-mobile-dark",
    size: phone,
    keep: dark,
    path: "/inbox",
    scale: 2,
    act: tray,
    after: emptyTray,
  },
  {
    name: "playing-elsewhere-light",
    size: wide,
    keep: light,
    path: "/inbox",
    act: async (page) => {
      await kinds(page);
      await page.locator(".wa-scroller").evaluate((element) => element.scrollTo(0, 2_150));
      await page.waitForTimeout(900);
      await page.locator('[data-testid="voice-play"]').first().click();
      await page.waitForTimeout(1_500);
      await byName("Grace Khan")(page);
      await page.locator('[data-testid="now-playing"]').waitFor();
    },
  },
  {
    name: "recording-light",
    size: wide,
    keep: light,
    path: "/inbox",
    act: async (page) => {
      await first(page);
      await page.locator('[data-testid="composer-record"]').click();
      await page.waitForTimeout(2_500);
    },
  },
  {
    name: "recorded-rtl-dark",
    size: phone,
    keep: { ...dark, ...arabic },
    path: "/inbox",
    scale: 2,
    act: async (page) => {
      await first(page);
      await page.locator('[data-testid="composer-record"]').click();
      await page.waitForTimeout(1_600);
      await page.locator('[data-testid="recorder-finish"]').click();
      await page.locator('[data-testid="recorder-send"]').waitFor();
      await page.waitForTimeout(300);
    },
  },
  {
    name: "react-dark",
    size: wide,
    keep: dark,
    path: "/inbox",
    act: async (page) => {
      await first(page);
      await page.keyboard.press("x");
      await page.waitForTimeout(400);
    },
  },
  { name: "inbox-light", size: wide, keep: light, path: "/inbox", act: first },
  { name: "inbox-dark", size: wide, keep: dark, path: "/inbox", act: first },
  { name: "inbox-rtl-dark", size: wide, keep: { ...dark, ...arabic }, path: "/inbox", act: first },
  { name: "inbox-rtl-light", size: wide, keep: { ...light, ...arabic }, path: "/inbox", act: first },
  {
    name: "thread-up-light",
    size: wide,
    keep: light,
    path: "/inbox",
    act: async (page) => {
      await first(page);
      await page.locator(".wa-scroller").hover();
      await page.mouse.wheel(0, -720);
      await page.waitForTimeout(400);
    },
  },
  {
    name: "closed-light",
    size: wide,
    keep: light,
    path: "/inbox",
    act: async (page) => {
      await page.locator(".wp-list-scroll").evaluate((element) => element.scrollTo(0, 99999));
      await page.waitForTimeout(300);
      await page.locator('[data-testid="conversation-row"]').last().click();
      await page.waitForTimeout(600);
    },
  },
  { name: "soon-light", size: wide, keep: light, path: "/inbox", act: byName("Grace Khan") },
  { name: "none-light", size: wide, keep: light, path: "/inbox", act: (page) => page.waitForTimeout(400) },
  {
    name: "search-empty-light",
    size: wide,
    keep: light,
    path: "/inbox?q=zzzz",
    act: (page) => page.waitForTimeout(600),
  },
  {
    name: "polling-light",
    size: wide,
    keep: light,
    path: "/inbox",
    act: async (page) => {
      await first(page);
      await mock(page, "live=off");
      await page.locator('[data-testid="connection-chip"][data-state="polling"]').waitFor();
      await page.locator('[data-testid="connection-chip"]').click();
      await page.waitForTimeout(400);
    },
    after: (page) => mock(page, "live=on"),
  },
  {
    name: "offline-dark",
    size: wide,
    keep: dark,
    path: "/inbox",
    act: async (page) => {
      await first(page);
      await page.context().setOffline(true);
      await page.waitForTimeout(700);
      await page.locator('[data-testid="composer-input"]').fill("This waits until we are back");
      await page.keyboard.press("Enter");
      await page.waitForTimeout(500);
    },
    after: (page) => page.context().setOffline(false),
  },
  {
    name: "composer-long-light",
    size: wide,
    keep: light,
    path: "/inbox",
    act: async (page) => {
      await first(page);
      await page
        .locator('[data-testid="composer-input"]')
        .fill("We checked this with the depot. ".repeat(125));
      await page.waitForTimeout(300);
    },
    after: (page) => page.locator('[data-testid="composer-input"]').fill(""),
  },
  {
    name: "shortcuts-light",
    size: wide,
    keep: light,
    path: "/inbox",
    act: async (page) => {
      await page.locator('[data-testid="conversation-row"]').first().waitFor();
      await page.keyboard.press("?");
      await page.waitForTimeout(600);
    },
  },
  {
    name: "account-light",
    size: wide,
    keep: light,
    path: "/inbox",
    act: async (page) => {
      await page.locator('[data-testid="account-menu"]').click();
      await page.waitForTimeout(500);
    },
  },
  { name: "medium-light", size: { width: 1024, height: 768 }, keep: light, path: "/inbox", act: first },
  {
    name: "medium-drawer-light",
    size: { width: 1024, height: 768 },
    keep: light,
    path: "/inbox",
    act: async (page) => {
      await first(page);
      await page.locator('[data-testid="details-toggle"]').click();
      await page.waitForTimeout(600);
    },
  },
  {
    name: "mobile-list-light",
    size: phone,
    keep: light,
    path: "/inbox",
    scale: 2,
    act: (page) => page.waitForTimeout(500),
  },
  { name: "mobile-thread-dark", size: phone, keep: dark, path: "/inbox", scale: 2, act: first },
  { name: "mobile-thread-light", size: phone, keep: light, path: "/inbox", scale: 2, act: first },
  {
    name: "tiny-list-light",
    size: tiny,
    keep: light,
    path: "/inbox",
    scale: 2,
    act: (page) => page.waitForTimeout(500),
  },
  { name: "tiny-thread-light", size: tiny, keep: light, path: "/inbox", scale: 2, act: first },
  {
    name: "tiny-rtl-thread-light",
    size: tiny,
    keep: { ...light, ...arabic },
    path: "/inbox",
    scale: 2,
    act: first,
  },
  {
    name: "contacts-light",
    size: wide,
    keep: light,
    path: "/contacts",
    act: (page) => page.waitForTimeout(500),
  },
  {
    name: "contacts-mobile-dark",
    size: phone,
    keep: dark,
    path: "/contacts",
    scale: 2,
    act: (page) => page.waitForTimeout(500),
  },
  {
    name: "numbers-light",
    size: wide,
    keep: light,
    path: "/settings/numbers",
    act: (page) => page.waitForTimeout(500),
  },
  {
    name: "numbers-mobile-dark",
    size: phone,
    keep: dark,
    path: "/settings/numbers",
    scale: 2,
    act: (page) => page.waitForTimeout(500),
  },
  {
    name: "connect-light",
    size: wide,
    keep: light,
    path: "/settings/numbers",
    act: async (page) => {
      await page.locator('[data-testid="connect-number"]').click();
      await page.locator('[data-testid="number-meta_phone_number_id"]').fill("10654");
      await page.locator('[data-testid="number-test"]').click();
      await page.waitForTimeout(600);
    },
  },
  {
    name: "appearance-dark",
    size: wide,
    keep: dark,
    path: "/settings/appearance",
    act: (page) => page.waitForTimeout(400),
  },
  {
    name: "appearance-rtl-light",
    size: wide,
    keep: { ...light, ...arabic },
    path: "/settings/appearance",
    act: (page) => page.waitForTimeout(400),
  },
  {
    name: "simulator-light",
    size: wide,
    keep: light,
    path: "/simulator",
    act: (page) => page.waitForTimeout(900),
  },
  {
    name: "simulator-dark",
    size: wide,
    keep: dark,
    path: "/simulator",
    act: (page) => page.waitForTimeout(900),
  },
  {
    name: "simulator-mobile-light",
    size: phone,
    keep: light,
    path: "/simulator",
    scale: 2,
    act: (page) => page.waitForTimeout(900),
  },
  {
    name: "missing-light",
    size: wide,
    keep: light,
    path: "/nowhere",
    act: (page) => page.waitForTimeout(300),
  },
  {
    name: "login-light",
    size: wide,
    keep: light,
    path: "/login",
    out: true,
    act: (page) => page.waitForTimeout(500),
  },
  {
    name: "login-mobile-dark",
    size: phone,
    keep: dark,
    path: "/login",
    out: true,
    scale: 2,
    act: (page) => page.waitForTimeout(500),
  },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
  ],
});
let bad = 0;
for (const scene of SCENES.filter((s) => only.length === 0 || only.includes(s.name))) {
  const context = await browser.newContext({
    viewport: scene.size,
    deviceScaleFactor: scene.scale ?? 1,
    timezoneId: "Europe/Berlin",
  });
  await context.addInitScript((kept) => {
    for (const [name, value] of Object.entries(kept)) localStorage.setItem(name, value);
  }, scene.keep);
  const page = await context.newPage();
  const noise = [];
  page.on("console", (message) => message.type() === "error" && noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(String(error)));
  if (scene.out)
    await page.route("**/v1/me", (route) =>
      route.fulfill({
        status: 401,
        contentType: "application/problem+json",
        body: '{"code":"not_signed_in","title":"Sign in","status":401}',
      }),
    );
  try {
    await page.goto(url + scene.path);
    await scene.act(page);
    await page.screenshot({ path: `${out}/${scene.name}.png` });
    await page.evaluate(axe);
    const found = await page.evaluate(() =>
      window.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        rules: { region: { enabled: false } },
      }),
    );
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    const hits = found.violations.map(
      (v) => `${v.id}×${v.nodes.length}: ${v.nodes[0].target.join(" ")} ${v.nodes[0].any[0]?.message ?? ""}`,
    );
    const quiet = noise.filter(
      (line) =>
        !(
          /401|ERR_INTERNET|WebSocket|Failed to load resource/.test(line) &&
          (scene.out || /offline|polling|tray/.test(scene.name))
        ),
    );
    if (hits.length + quiet.length > 0 || overflow > 0) bad += 1;
    console.log(
      `${hits.length + quiet.length > 0 || overflow > 0 ? "LOOK" : "ok  "} ${scene.name}${overflow > 0 ? ` overflow ${overflow}px` : ""}`,
    );
    for (const line of [...hits, ...quiet]) console.log(`       ${line}`);
  } catch (error) {
    bad += 1;
    console.log(`FAIL ${scene.name}: ${String(error).split("\n")[0]} ${noise.join(" | ")}`);
    await page.screenshot({ path: `${out}/${scene.name}.png` });
  }
  await scene.after?.(page);
  await context.close();
}
await browser.close();
process.exit(bad > 0 ? 1 : 0);
