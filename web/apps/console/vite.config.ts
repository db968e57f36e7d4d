/**
 * Builds the console. The server embeds `dist`: everything under /assets is named by its content.
 */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.WAYPOST_SERVER ?? "http://127.0.0.1:8080";
const proxy = {
  "/v1": { target: server, ws: true },
  "/_sim": { target: server },
  "/webhooks": { target: server },
};

export default defineConfig({
  plugins: [react()],
  build: {
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: "react", test: /node_modules\/(?:react|react-dom|scheduler)\// }],
        },
      },
    },
  },
  server: { proxy },
  preview: { proxy },
});
