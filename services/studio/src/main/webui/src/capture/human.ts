/**
 * Tracking the face with @vladmandic/human, which gives landmarks; our own solver makes shapes of
 * them: fewer and coarser ones than MediaPipe's.
 */

import type { Parts, Program } from "./program";
import { solve, SOLVED } from "./solver";
import type { Tracker } from "./tracking";

/** Landmarks of the mesh, without those of the irises. */
const POINTS = 468;

const FACE: Parts = {
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
};

/** Starts the tracker; throws where the browser cannot run it. */
export async function human(program: Program): Promise<Tracker> {
  await program.load(FACE);
  return {
    name: "human",
    shapes: SOLVED,
    track: async (picture) => {
      const result = await program.track(picture, FACE);
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
