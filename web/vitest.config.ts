/**
 * Unit and component tests. What has a screen asks for one by its file name.
 */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "plain", include: ["{packages,apps}/*/src/**/*.test.ts"], environment: "node" } },
      {
        plugins: [react()],
        test: {
          name: "screen",
          include: ["{packages,apps}/*/src/**/*.test.tsx"],
          environment: "jsdom",
          setupFiles: ["./vitest.setup.ts"],
        },
      },
    ],
  },
});
