/**
 * Weighs what a browser must fetch before the console runs, compressed, against its budget.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const KB = 1_000;
const BUDGET = { js: 240 * KB, css: 30 * KB, lazy: 90 * KB };
const dist = join(dirname(fileURLToPath(import.meta.url)), "../apps/console/dist");
const weigh = (path) => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;
const kilo = (bytes) => `${(bytes / KB).toFixed(1)} KB`;

const html = readFileSync(join(dist, "index.html"), "utf8");
const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((match) => match[1]);
const initial = new Set(named);
const sum = (kind) =>
  [...initial].filter((path) => path.endsWith(kind)).reduce((all, path) => all + weigh(path), 0);
const lazy = readdirSync(join(dist, "assets"))
  .filter((name) => name.endsWith(".js") && !initial.has(`assets/${name}`))
  .map((name) => ({ name, bytes: weigh(`assets/${name}`) }))
  .sort((a, b) => b.bytes - a.bytes);

const rows = [
  ["initial JS", sum(".js"), BUDGET.js],
  ["initial CSS", sum(".css"), BUDGET.css],
  [`largest lazy part (${lazy[0]?.name ?? "none"})`, lazy[0]?.bytes ?? 0, BUDGET.lazy],
];
let over = false;
for (const [name, bytes, budget] of rows) {
  const bad = bytes > budget;
  over ||= bad;
  console.log(`${bad ? "OVER " : "ok   "}${kilo(bytes).padStart(9)} of ${kilo(budget).padStart(9)}  ${name}`);
}
const maps = readdirSync(join(dist, "assets")).filter((name) => name.endsWith(".map"));
if (maps.length > 0) {
  over = true;
  console.log(`OVER  source maps in the build: ${maps.join(", ")}`);
}
process.exit(over ? 1 : 0);
