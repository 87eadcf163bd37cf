/**
 * ARKit shapes from the landmarks of a face mesh, for the tracker that gives no shapes itself.
 *
 * The landmarks are turned into the face's own frame first (X from the person's right to their left,
 * Y up, Z out of the face, one unit from outer eye corner to outer eye corner), so that a turn of the
 * head is no change of the face. Each shape is then one distance, from its usual value at rest to
 * its usual value at full; the person's own rest is taken off by the neutral pose. What cannot be
 * told from such distances, such as the cheeks or the tongue, is left out rather than guessed.
 */

import type { HeadPose } from "./wire";
import { poseOf } from "./pose";
import { weight, type Shape, type Weights } from "./shapes";
import { between, cross, dot, length, minus, scaled, type Vec } from "./vec";

/** The shapes that are solved. */
export const SOLVED: readonly Shape[] = [
  "eyeBlinkLeft", "eyeBlinkRight", "eyeWideLeft", "eyeWideRight",
  "browInnerUp", "browOuterUpLeft", "browOuterUpRight", "browDownLeft", "browDownRight",
  "jawOpen", "mouthSmileLeft", "mouthSmileRight", "mouthFrownLeft", "mouthFrownRight",
  "mouthPucker", "mouthFunnel", "mouthLeft", "mouthRight",
];

/** Landmarks of the mesh; left and right are the person's. */
const AT = {
  forehead: 10, chin: 152, noseTip: 1,
  eyeOuterLeft: 263, eyeInnerLeft: 362, lidUpLeft: 386, lidDownLeft: 374,
  eyeOuterRight: 33, eyeInnerRight: 133, lidUpRight: 159, lidDownRight: 145,
  browInnerLeft: 285, browOuterLeft: 276, browInnerRight: 55, browOuterRight: 46,
  lipUp: 13, lipDown: 14, cornerLeft: 291, cornerRight: 61,
} as const;

/** The distance between the outer eye corners of an adult, centimetres. */
const EYES_CM = 9;
/** How wide a laptop's or phone's camera sees along the picture's longer side, where unknown. */
const VIEW = 2 * Math.tan((60 / 2) * (Math.PI / 180));

/** How far a value is on the way from rest to full, 0 to 1. */
const ramp = (value: number, rest: number, full: number): number =>
  weight((value - rest) / (full - rest));

/**
 * Shapes and pose of a face.
 *
 * @param mesh x, y and z of each landmark in pixels: x to the right, y down, z away from the camera
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 */
export function solve(
  mesh: Float32Array,
  width: number,
  height: number,
): { weights: Weights; head: HeadPose | undefined } | undefined {
  // In the camera's frame: Y up, Z towards the camera.
  const raw = (name: keyof typeof AT): Vec => [
    mesh[AT[name] * 3] ?? Number.NaN,
    -(mesh[AT[name] * 3 + 1] ?? Number.NaN),
    -(mesh[AT[name] * 3 + 2] ?? Number.NaN),
  ];
  const across = minus(raw("eyeOuterLeft"), raw("eyeOuterRight"));
  const size = length(across);
  const upwards = minus(raw("forehead"), raw("chin"));
  const x = scaled(across, 1 / size);
  const straight = minus(upwards, scaled(x, dot(upwards, x)));
  const y = scaled(straight, 1 / length(straight));
  const z = cross(x, y);
  const origin = scaled(minus(raw("eyeOuterLeft"), scaled(raw("eyeOuterRight"), -1)), 0.5);
  if (![...x, ...y, ...origin].every(Number.isFinite)) {
    return undefined;
  }
  const at = (name: keyof typeof AT): Vec => {
    const from = minus(raw(name), origin);
    return [dot(from, x) / size, dot(from, y) / size, dot(from, z) / size];
  };
  const distanceCm = (EYES_CM * Math.max(width, height)) / (size * VIEW);
  const cm = EYES_CM / size;
  const head = poseOf([
    ...x, 0, ...y, 0, ...z, 0,
    (origin[0] - width / 2) * cm, (origin[1] + height / 2) * cm, -distanceCm, 1,
  ]);
  return { weights: weights(at), head };
}

function weights(at: (name: keyof typeof AT) => Vec): Weights {
  const lids = (side: "Left" | "Right"): number =>
    between(at(`lidUp${side}`), at(`lidDown${side}`)) /
    between(at(`eyeOuter${side}`), at(`eyeInner${side}`));
  const open = { Left: lids("Left"), Right: lids("Right") };
  const brow = (part: "Inner" | "Outer", side: "Left" | "Right"): number =>
    at(`brow${part}${side}`)[1] - at(`eye${part}${side}`)[1];
  const lip = between(at("lipUp"), at("lipDown"));
  const width = between(at("cornerLeft"), at("cornerRight"));
  const middle = (at("lipUp")[1] + at("lipDown")[1]) / 2;
  const raised = (side: "Left" | "Right"): number => at(`corner${side}`)[1] - middle;
  const aside = (at("cornerLeft")[0] + at("cornerRight")[0]) / 2 - at("noseTip")[0] * 0.5;
  const narrow = ramp(width, 0.5, 0.36);
  return {
    eyeBlinkLeft: ramp(open.Left, 0.27, 0.1),
    eyeBlinkRight: ramp(open.Right, 0.27, 0.1),
    eyeWideLeft: ramp(open.Left, 0.36, 0.5),
    eyeWideRight: ramp(open.Right, 0.36, 0.5),
    browInnerUp: ramp((brow("Inner", "Left") + brow("Inner", "Right")) / 2, 0.24, 0.36),
    browOuterUpLeft: ramp(brow("Outer", "Left"), 0.22, 0.34),
    browOuterUpRight: ramp(brow("Outer", "Right"), 0.22, 0.34),
    browDownLeft: ramp(brow("Inner", "Left"), 0.2, 0.12),
    browDownRight: ramp(brow("Inner", "Right"), 0.2, 0.12),
    jawOpen: ramp(lip, 0.03, 0.5),
    mouthSmileLeft: Math.min(ramp(raised("Left"), 0, 0.09), ramp(width, 0.5, 0.68)),
    mouthSmileRight: Math.min(ramp(raised("Right"), 0, 0.09), ramp(width, 0.5, 0.68)),
    mouthFrownLeft: ramp(raised("Left"), -0.05, -0.14) * (1 - ramp(lip, 0.03, 0.2)),
    mouthFrownRight: ramp(raised("Right"), -0.05, -0.14) * (1 - ramp(lip, 0.03, 0.2)),
    mouthPucker: narrow * (1 - ramp(lip, 0.05, 0.2)),
    mouthFunnel: narrow * ramp(lip, 0.05, 0.2),
    mouthLeft: ramp(aside, 0.03, 0.14),
    mouthRight: ramp(-aside, 0.03, 0.14),
  };
}
