/** What goes between the page and its tracking worker. */

import type { BodySeen } from "./body/seen";
import type { HeadPose } from "./wire";
import type { Shape, Weights } from "./shapes";

/** Which tracker; the second is there where no model file is. */
export type TrackerName = "mediapipe" | "human";

/** To the worker: begin, then pictures, one at a time; body and hands when they are wanted. */
export type ToTracker =
  | { is: "begin"; faceModel: string | undefined; humanModels: string }
  | { is: "watch-body"; on: boolean }
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
  | { is: "tracked"; timeMs: number; tookMs: number; faces: number; face: Face | undefined }
  | { is: "body"; timeMs: number; tookMs: number; seen: BodySeen }
  | { is: "body-failed"; message: string };

/** A tracker within the worker. */
export interface Tracker {
  readonly name: TrackerName;
  readonly shapes: readonly Shape[];
  /** The most prominent face of a picture, and how many there are. */
  track: (picture: ImageBitmap, timeMs: number) => Promise<{ faces: number; face: Face | undefined }>;
}

/** A tracker of body and hands beside it. */
export interface BodyTracker {
  look: (picture: ImageBitmap) => Promise<BodySeen>;
}
