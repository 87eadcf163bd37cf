/**
 * Tracking with @vladmandic/human, for where no model of MediaPipe's is at hand: its models come with
 * the package. It gives landmarks, from which our own solver makes shapes: fewer and coarser ones.
 */

import type { Config } from "@vladmandic/human";
import programUrl from "../../node_modules/@vladmandic/human/dist/human.esm.js?url";
import { solve, SOLVED } from "./solver";
import type { Tracker } from "./tracking";

/** Landmarks of the mesh, without those of the irises. */
const POINTS = 468;

/** Starts the tracker; throws where the browser cannot run it. */
export async function human(models: string): Promise<Tracker> {
  const config: Partial<Config> = {
    backend: "webgl",
    modelBasePath: models,
    cacheModels: false,
    validateModels: false,
    debug: false,
    filter: { enabled: false },
    gesture: { enabled: false },
    face: {
      enabled: true,
      detector: { enabled: true, modelPath: "blazeface.json", maxDetected: 2, rotation: false },
      mesh: { enabled: true, modelPath: "facemesh.json" },
      attention: { enabled: false },
      iris: { enabled: false },
      emotion: { enabled: false },
      description: { enabled: false },
      antispoof: { enabled: false },
      liveness: { enabled: false },
    },
    body: { enabled: false },
    hand: { enabled: false },
    object: { enabled: false },
    segmentation: { enabled: false },
  };
  // Loaded as it is: it is a bundle of its own, and to bundle it again takes longer than all else.
  const { Human } = await import(/* @vite-ignore */ programUrl) as typeof import("@vladmandic/human");
  const program = new Human(config);
  await program.load();
  return {
    name: "human",
    shapes: SOLVED,
    track: async (picture) => {
      const result = await program.detect(picture);
      const mesh = result.face[0]?.mesh;
      if (mesh === undefined || mesh.length < POINTS) {
        return { faces: 0, face: undefined };
      }
      const points = new Float32Array(POINTS * 3);
      const landmarks = new Float32Array(POINTS * 2);
      mesh.slice(0, POINTS).forEach(([x, y, z], i) => {
        points.set([x, y, z ?? 0], i * 3);
        landmarks.set([x / picture.width, y / picture.height], i * 2);
      });
      const solved = solve(points, picture.width, picture.height);
      return {
        faces: result.face.length,
        face: solved === undefined ? undefined : { ...solved, landmarks },
      };
    },
  };
}
