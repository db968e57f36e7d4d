// The pictures of the documents, taken from the real demo: `npm run pictures`.
import config from "./playwright.config.ts";

export default { ...config, testDir: "pictures", workers: 1 };
