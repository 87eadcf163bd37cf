/** What the trackers of body and hands see in a picture: points, before anything is solved. */

import type { Vec } from "../vec";

/** The parts of a body that are of use here; left and right are the person's. */
export const PARTS = [
  "leftShoulder", "rightShoulder", "leftElbow", "rightElbow", "leftWrist", "rightWrist",
] as const;

export type Part = (typeof PARTS)[number];

/** A point of the picture, pixels from its upper left corner, and how sure the tracker is, 0 to 1. */
export interface BodyPoint {
  x: number;
  y: number;
  score: number;
}

/** A hand, not known whose: 21 landmarks in MediaPipe's order. */
export interface HandPoints {
  /** x to the right, y down, z away from the camera, pixels; z is the model's estimate. */
  points: readonly Vec[];
  /** How sure the tracker is, 0 to 1. */
  score: number;
}

export interface BodySeen {
  /** Of the picture, pixels. */
  width: number;
  height: number;
  parts: Partial<Record<Part, BodyPoint>>;
  hands: readonly HandPoints[];
}

/** Less sure than this is not seen. */
const SURE = 0.35;

/** A part in a frame whose Y is up, pixels; undefined where the tracker is not sure. */
export function sure(seen: BodySeen, part: Part): Vec | undefined {
  const point = seen.parts[part];
  return point === undefined || !(point.score >= SURE) ? undefined : [point.x, -point.y, 0];
}
