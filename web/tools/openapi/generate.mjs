/**
 * Writes packages/core/src/types.gen.ts from openapi.json. With `--check` it writes nothing and fails
 * when the two have parted.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../../packages/core/src/types.gen.ts");
if (!existsSync(join(here, "node_modules/openapi-typescript"))) {
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-fund", "--no-audit"], { cwd: here, stdio: "inherit" });
}
const { astToString, default: openapi } = await import("openapi-typescript");
const nodes = await openapi(new URL("../../openapi.json", import.meta.url), { alphabetize: true });
const text = `/** Written by \`npm run gen:api\` from openapi.json; do not edit. */\n${astToString(nodes)}`;

if (process.argv.includes("--check")) {
  if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
    console.error("types.gen.ts is not what openapi.json says: run `npm run gen:api`.");
    process.exit(1);
  }
} else writeFileSync(target, text);
