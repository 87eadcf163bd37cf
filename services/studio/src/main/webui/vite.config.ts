import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const root = dirname(fileURLToPath(import.meta.url));

/** Faces; then, where the presenter wants them, bodies and hands. */
const HUMAN_MODELS = ["blazeface", "facemesh", "movenet-lightning", "handtrack", "handlandmark-lite"];

/** The models that come with the second tracker's package, served under their own names. */
function humanModels(): Plugin {
  const models = join(root, "node_modules/@vladmandic/human/models");
  return {
    name: "human-models",
    generateBundle() {
      for (const name of HUMAN_MODELS) {
        for (const ending of ["json", "bin"]) {
          this.emitFile({
            type: "asset",
            fileName: `capture/models/human/${name}.${ending}`,
            source: readFileSync(join(models, `${name}.${ending}`)),
          });
        }
      }
    },
  };
}

export default defineConfig({
  plugins: [humanModels()],
  // Everything is served by the studio itself under a strict content policy: no inline code.
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { studio: join(root, "index.html"), capture: join(root, "capture/index.html") },
    },
  },
  worker: { format: "es" },
  test: {
    environment: "jsdom",
    include: ["test/*.test.ts", "test/capture/*.test.ts"],
  },
});
