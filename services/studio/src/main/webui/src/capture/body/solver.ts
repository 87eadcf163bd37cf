/**
 * Bones of the upper body from a flat picture's points.
 *
 * A picture has no depth, so it is assumed: limbs keep their length (measured with the neutral face,
 * else typical), and what a limb lacks of it in the picture points towards the camera, never behind
 * the person. The picture is taken as a parallel projection, and the trunk as standing upright in a
 * plane that faces the camera: it leans to the sides, but neither turns nor bends.
 *
 * The right arm is solved as the left one of the mirrored picture.
 */

import type { Bone, Bones, Limb, Side } from "./bones";
import { shoulderLine, shoulderPx, type Build } from "./build";
import { handsOf, solveFingers, solvePalm } from "./hand";
import { sure, type BodySeen } from "./seen";
import { about, arc, inverse, mirrored, NONE, times, turned, twist, X, Z, type Turn } from "../turn";
import { direction, dot, minus, type Vec } from "../vec";

const DEGREE = Math.PI / 180;
const MOST_LEAN = 30 * DEGREE;
/** An arm that shows this much of its length is straight across; more would be noise seen as depth. */
const ACROSS = 0.94;
/** Below the first bend an elbow tells nothing of the upper arm's twist, above the second all. */
const BENT = { little: Math.sin(15 * DEGREE), enough: Math.sin(45 * DEGREE) } as const;
const MOST_TWIST = 100 * DEGREE;
/** No wrist bends further: the landmarks are wrong then. */
const MOST_WRIST = Math.cos(100 * DEGREE);

/**
 * What is seen, as bones; what is not is absent.
 *
 * @param eyes between the outer eye corners, pixels, where the face is seen
 */
export function solveBody(seen: BodySeen, build: Build, eyes: number | undefined): Bones {
  const bones: Bones = {};
  const line = shoulderLine(seen);
  if (line !== undefined) {
    const lean = limited(Math.atan2(line[1], line[0]) - build.level, MOST_LEAN);
    bones.spine = about(Z, lean);
    // The head's pose is against the camera, so it must not lean with the trunk a second time.
    bones.neck = about(Z, -lean);
  }
  const widthPx = shoulderPx(seen, build, eyes);
  if (widthPx === undefined || widthPx <= 0) {
    return bones;
  }
  const hands = handsOf(seen, widthPx);
  const sides: Side[] = ["left", "right"];
  for (const side of sides) {
    const flip = side === "left" ? 1 : -1;
    const own = (turn: Turn): Turn => (side === "left" ? turn : mirrored(turn));
    const at = (part: "Shoulder" | "Elbow" | "Wrist"): Vec | undefined => {
      const point = sure(seen, `${side}${part}`);
      return point === undefined ? undefined : [flip * point[0], point[1], 0];
    };
    const hand = hands[side]?.map(([x, y, z]): Vec => [flip * x, -y, -z]);
    const trunk = own(bones.spine ?? NONE);
    const limbs = solveArm(trunk, at("Shoulder"), at("Elbow"), at("Wrist"), hand, {
      upper: build.upperArm * widthPx, lower: build.lowerArm * widthPx,
    });
    for (const [limb, turn] of Object.entries(limbs) as [Limb, Turn][]) {
      const bone: Bone = `${side}${limb}`;
      // Points that coincide have no direction; such a bone is not seen.
      if (turn.every(Number.isFinite)) {
        bones[bone] = own(turn);
      }
    }
  }
  return bones;
}

/** A left arm, its hand and its fingers. Lengths in pixels. */
function solveArm(
  trunk: Turn,
  shoulder: Vec | undefined,
  elbow: Vec | undefined,
  wrist: Vec | undefined,
  hand: readonly Vec[] | undefined,
  lengths: { upper: number; lower: number },
): Partial<Record<Limb, Turn>> {
  const palm = hand === undefined ? undefined : solvePalm(hand);
  const fingers = hand === undefined || palm === undefined ? {} : solveFingers(hand, palm);
  if (shoulder === undefined || elbow === undefined) {
    return fingers;
  }
  const straight = arc(X, turned(inverse(trunk), pointing(minus(elbow, shoulder), lengths.upper)));
  if (wrist === undefined) {
    return { ...fingers, UpperArm: straight };
  }
  const forearm = turned(inverse(trunk), pointing(minus(wrist, elbow), lengths.lower));
  const UpperArm = times(straight, about(X, hinge(straight, forearm)));
  const LowerArm = arc(X, turned(inverse(UpperArm), forearm));
  if (palm === undefined) {
    return { ...fingers, UpperArm, LowerArm };
  }
  const Hand = times(inverse(times(trunk, times(UpperArm, LowerArm))), palm);
  if (dot(turned(Hand, X), X) < MOST_WRIST) {
    return { ...fingers, UpperArm, LowerArm };
  }
  // A wrist does not twist: the forearm does, and half of it keeps the skin from wringing.
  const half = about(X, twist(Hand) / 2);
  return {
    ...fingers, UpperArm, LowerArm: times(LowerArm, half), Hand: times(inverse(half), Hand),
  };
}

/** Where a limb of that length points that is seen as that. */
function pointing([x, y]: Vec, lengthPx: number): Vec {
  const full = lengthPx * ACROSS;
  return direction([x, y, Math.sqrt(Math.max(0, full * full - x * x - y * y))]);
}

/**
 * How the upper arm twists so that its elbow, which bends forwards in the T-pose, bends towards the
 * forearm. Nothing where the arm is straight.
 */
function hinge(upper: Turn, forearm: Vec): number {
  const [, y, z] = turned(inverse(upper), forearm);
  const way = (Math.hypot(y, z) - BENT.little) / (BENT.enough - BENT.little);
  return limited(Math.atan2(-y, z), MOST_TWIST) * Math.min(1, Math.max(0, way));
}

function limited(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
