/** Tracking with MediaPipe's Face Landmarker. Its program comes from us, never from elsewhere. */

import { FaceLandmarker } from "@mediapipe/tasks-vision";
import loaderUrl from "@mediapipe/tasks-vision/vision_wasm_module_internal.js?url";
import binaryUrl from "@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url";
import { poseOf } from "./pose";
import { isShape, SHAPES, weight, type Weights } from "./shapes";
import type { Tracker } from "./tracking";

/** Two, so that a second face in view is noticed and said. */
const MOST_FACES = 2;

/** Starts the tracker; throws where the browser cannot run it. */
export async function landmarker(faceModel: string): Promise<Tracker> {
  const make = (delegate: "GPU" | "CPU"): Promise<FaceLandmarker> =>
    FaceLandmarker.createFromOptions(
      { wasmLoaderPath: loaderUrl, wasmBinaryPath: binaryUrl },
      {
        baseOptions: { modelAssetPath: faceModel, delegate },
        runningMode: "VIDEO",
        numFaces: MOST_FACES,
        outputFaceBlendshapes: true,
        outputFacialTransformationMatrixes: true,
      },
    );
  // The graphics processor is no faster for one small face on most phones, and slower to start.
  const model = await make("CPU");
  return {
    name: "mediapipe",
    shapes: SHAPES,
    track: (picture, timeMs) => {
      const result = model.detectForVideo(picture, timeMs);
      const points = result.faceLandmarks[0];
      if (points === undefined) {
        return Promise.resolve({ faces: 0, face: undefined });
      }
      const weights: Weights = {};
      for (const { categoryName, score } of result.faceBlendshapes[0]?.categories ?? []) {
        if (isShape(categoryName)) {
          weights[categoryName] = weight(score);
        }
      }
      const landmarks = new Float32Array(points.length * 2);
      points.forEach((point, i) => { landmarks.set([point.x, point.y], i * 2); });
      const matrix = result.facialTransformationMatrixes[0]?.data;
      return Promise.resolve({
        faces: result.faceLandmarks.length,
        face: { weights, head: matrix === undefined ? undefined : poseOf(matrix), landmarks },
      });
    },
  };
}
