import { defineConfig } from "vitest/config";

// The page in a real Chromium against a fake studio.
export default defineConfig({
  test: {
    environment: "node",
    include: ["test/page/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    // A busy machine draws the page late; nothing here is about how fast.
    expect: { poll: { timeout: 30_000 } },
  },
});
