import { defineConfig } from "vitest/config";

export default defineConfig({
  // Everything is served by the studio itself under a strict content policy: no inline code.
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  test: {
    environment: "jsdom",
    include: ["test/*.test.ts"],
  },
});
