/**
 * A hand's turn and its fingers' bends from 21 landmarks (MediaPipe's order: wrist, then four from
 * root to tip for thumb, index, middle, ring and little finger). All of it for a left hand, in a
 * frame whose X goes to the person's left, Y up and Z to the camera; a right hand comes mirrored.
 */

import type { Finger, Limb, Side } from "./bones";
import { poseOf } from "../pose";
import { sure, type BodySeen } from "./seen";
import { about, inverse, times, turned, Y, Z, type Turn } from "../turn";
import { between, cross, direction, dot, minus, scaled, type Vec } from "../vec";

const LANDMARKS = 21;
const WRIST = 0;
const THUMB = 1;
const ROOTS: Record<Finger, number> = { Index: 5, Middle: 9, Ring: 13, Little: 17 };

const DEGREE = Math.PI / 180;
/** How far joints go; noise in the depth goes further. */
const BACKWARDS = -20 * DEGREE;
const MOST_BEND = { Proximal: 95 * DEGREE, Intermediate: 110 * DEGREE, Distal: 80 * DEGREE } as const;
const MOST_SPREAD = 20 * DEGREE;
/** Less sure than this is no hand. */
const SURE = 0.5;
/** A hand's wrist lies no further from the body's than this, in shoulder widths. */
const NEAR = 0.4;

/**
 * Whose hand is which: the hand model does not say, so a hand belongs to the nearest wrist of the
 * body, one each. A hand far from both is nobody's.
 */
export function handsOf(seen: BodySeen, shoulderPx: number): Partial<Record<Side, readonly Vec[]>> {
  const sides: Side[] = ["left", "right"];
  const pairs = sides.flatMap((side) => {
    const wrist = sure(seen, `${side}Wrist`);
    return wrist === undefined ? [] : seen.hands
      .filter((it) => it.score >= SURE && it.points.length === LANDMARKS)
      .map(({ points }) => {
        const [x, y] = points[WRIST] ?? [Number.NaN, Number.NaN];
        return { side, points, far: between(wrist, [x, -y, 0]) };
      });
  });
  const own: Partial<Record<Side, readonly Vec[]>> = {};
  for (const { side, points, far } of pairs.sort((a, b) => a.far - b.far)) {
    if (far <= NEAR * shoulderPx && own[side] === undefined && !Object.values(own).includes(points)) {
      own[side] = points;
    }
  }
  return own;
}

/**
 * How the palm is turned against the T-pose: fingers along X, back of the hand up, thumb to the
 * front. Undefined for what is no hand.
 */
export function solvePalm(hand: readonly Vec[]): Turn | undefined {
  const x = direction(minus(at(hand, ROOTS.Middle), at(hand, WRIST)));
  const across = minus(at(hand, ROOTS.Index), at(hand, ROOTS.Little));
  const z = direction(minus(across, scaled(x, dot(across, x))));
  return poseOf([...x, 0, ...cross(z, x), 0, ...z, 0, 0, 0, 0, 1])?.rotation;
}

/** The fingers against the palm. Thumbs bend at two joints; where their root points is left out. */
export function solveFingers(hand: readonly Vec[], palm: Turn): Partial<Record<Limb, Turn>> {
  const limbs: Partial<Record<Limb, Turn>> = {};
  for (const [finger, root] of Object.entries(ROOTS) as [Finger, number][]) {
    const [x, y, z] = turned(inverse(palm), bone(hand, root));
    const bend = limited(Math.atan2(-y, x), BACKWARDS, MOST_BEND.Proximal);
    // The further a finger is bent, the less is seen of where it points aside.
    const spread = limited(Math.asin(limited(-z, -1, 1)), -MOST_SPREAD, MOST_SPREAD) * Math.max(0, x);
    limbs[`${finger}Proximal`] = times(about(Y, spread), about(Z, -bend));
    limbs[`${finger}Intermediate`] = about(Z, -joint(hand, root, MOST_BEND.Intermediate));
    limbs[`${finger}Distal`] = about(Z, -joint(hand, root + 1, MOST_BEND.Distal));
  }
  limbs.ThumbProximal = about(Y, joint(hand, THUMB, MOST_BEND.Distal));
  limbs.ThumbDistal = about(Y, joint(hand, THUMB + 1, MOST_BEND.Distal));
  return limbs;
}

function at(hand: readonly Vec[], index: number): Vec {
  return hand[index] ?? [Number.NaN, Number.NaN, Number.NaN];
}

/** Where the bone behind a landmark points. */
function bone(hand: readonly Vec[], index: number): Vec {
  return direction(minus(at(hand, index + 1), at(hand, index)));
}

/** The angle between the bones before and behind the landmark after that one. */
function joint(hand: readonly Vec[], index: number, most: number): number {
  return limited(Math.acos(limited(dot(bone(hand, index), bone(hand, index + 1)), -1, 1)), 0, most);
}

function limited(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
