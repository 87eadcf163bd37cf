/** What goes between the page and its tracking worker. */

import type { HeadPose } from "./wire";
import type { Shape, Weights } from "./shapes";

/** Which tracker; the second is there where no model file is. */
export type TrackerName = "mediapipe" | "human";

/** To the worker: begin, then pictures, one at a time. */
export type ToTracker =
  | { is: "begin"; faceModel: string | undefined; humanModels: string }
  | { is: "picture"; bitmap: ImageBitmap; timeMs: number };

/** A face, as tracked. */
export interface Face {
  weights: Weights;
  head: HeadPose | undefined;
  /** x and y of each landmark, 0 to 1 of the picture. */
  landmarks: Float32Array;
}

/** From the worker. */
export type FromTracker =
  | { is: "ready"; tracker: TrackerName; shapes: readonly Shape[] }
  | { is: "failed"; message: string }
  | { is: "tracked"; timeMs: number; tookMs: number; faces: number; face: Face | undefined };

/** A tracker within the worker. */
export interface Tracker {
  readonly name: TrackerName;
  readonly shapes: readonly Shape[];
  /** The most prominent face of a picture, and how many there are. */
  track: (picture: ImageBitmap, timeMs: number) => Promise<{ faces: number; face: Face | undefined }>;
}
