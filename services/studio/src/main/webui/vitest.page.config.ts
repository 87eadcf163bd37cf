import { defineConfig } from "vitest/config";

// The page in a real Chromium against a fake studio.
export default defineConfig({
  test: {
    environment: "node",
    include: ["test/page/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
