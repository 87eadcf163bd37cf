/** A made person for tests: points of a picture 640 x 480 out of where arms and hands point. */

import type { Bones, Side } from "../../src/capture/body/bones";
import { TYPICAL } from "../../src/capture/body/build";
import type { BodySeen, HandPoints, Part } from "../../src/capture/body/seen";
import { inverse, mirrored, NONE, times, turned, X, type Turn } from "../../src/capture/turn";
import { direction, type Vec } from "../../src/capture/vec";

/** Between the shoulders, pixels. */
export const SHOULDERS_PX = 120;

export interface Arm {
  /** Where upper arm and forearm point, in the drive's frame. */
  upper: Vec;
  lower: Vec;
  /** How the hand is turned against the T-pose. */
  hand?: Turn;
}

/** The picture of a person with those arms; the left and right are the person's. */
export function person(arms: Partial<Record<Side, Arm>>, leanRadians = 0): BodySeen {
  const seen: BodySeen = { width: 640, height: 480, parts: {}, hands: [] };
  const hands: HandPoints[] = [];
  const sides: Side[] = ["left", "right"];
  for (const side of sides) {
    const half = (side === "left" ? 0.5 : -0.5) * SHOULDERS_PX;
    const shoulder: Vec = [320 + half * Math.cos(leanRadians), -240 + half * Math.sin(leanRadians), 0];
    put(seen, `${side}Shoulder`, shoulder);
    const arm = arms[side];
    if (arm !== undefined) {
      const elbow = along(shoulder, arm.upper, TYPICAL.upperArm * SHOULDERS_PX);
      const wrist = along(elbow, arm.lower, TYPICAL.lowerArm * SHOULDERS_PX);
      put(seen, `${side}Elbow`, elbow);
      put(seen, `${side}Wrist`, wrist);
      if (arm.hand !== undefined) {
        hands.push(handAt(wrist, arm.hand, side));
      }
    }
  }
  return { ...seen, hands };
}

/** A left hand in its own T-pose: fingers along X, thumb to the front; `bend` of the index finger. */
export function flatHand(bend = 0): Vec[] {
  const points: Vec[] = [[0, 0, 0]];
  for (const part of [14, 28, 41, 51]) {
    points.push([part, 0, part]);
  }
  const roots: Vec[] = [[80, 0, 20], [84, 0, 0], [80, 0, -16], [72, 0, -30]];
  roots.forEach(([x, y, z], finger) => {
    const angle = finger === 0 ? bend : 0;
    points.push([x, y, z], [x + 34, y, z]);
    points.push([x + 34 + 22 * Math.cos(angle), y - 22 * Math.sin(angle), z]);
    points.push([x + 34 + 40 * Math.cos(angle), y - 40 * Math.sin(angle), z]);
  });
  return points;
}

/** That hand at a wrist, as the tracker gives it. */
export function handAt(wrist: Vec, turn: Turn, side: Side, left = flatHand()): HandPoints {
  const size = SHOULDERS_PX / 400;
  const points = left.map((point): Vec => {
    const own: Vec = side === "left" ? point : [-point[0], point[1], point[2]];
    const [x, y, z] = turned(turn, own);
    return [wrist[0] + x * size, -(wrist[1] + y * size), -z * size];
  });
  return { points, score: 0.9 };
}

/** The same picture in a mirror: what was left is right. */
export function inMirror(seen: BodySeen): BodySeen {
  const parts: BodySeen["parts"] = {};
  for (const [part, point] of Object.entries(seen.parts)) {
    const other = part.startsWith("left") ? part.replace("left", "right") : part.replace("right", "left");
    parts[other as Part] = { ...point, x: seen.width - point.x };
  }
  return {
    ...seen, parts,
    hands: seen.hands.map((hand) => ({
      ...hand, points: hand.points.map(([x, y, z]): Vec => [seen.width - x, y, z]),
    })),
  };
}

/** Where the bones of an arm end up: the turn of each against the T-pose, by way of its parents. */
export function posed(bones: Bones, side: Side): { upper: Vec; lower: Vec; hand: Turn } {
  const aside: Vec = side === "left" ? X : [-1, 0, 0];
  const upper = times(bones.spine ?? NONE, bones[`${side}UpperArm`] ?? NONE);
  const lower = times(upper, bones[`${side}LowerArm`] ?? NONE);
  return {
    upper: turned(upper, aside), lower: turned(lower, aside),
    hand: times(lower, bones[`${side}Hand`] ?? NONE),
  };
}

/** The angle between two turns, radians. */
export function apart(a: Turn, b: Turn): number {
  const [x, y, z, w] = times(inverse(a), b);
  return 2 * Math.atan2(Math.hypot(x, y, z), Math.abs(w));
}

/** The bones of a mirrored picture, as they would be in the picture itself. */
export function asMirrored(bones: Bones): Bones {
  return Object.fromEntries(Object.entries(bones).map(([name, turn]) => [
    name.startsWith("left") ? name.replace("left", "right") : name.replace("right", "left"),
    mirrored(turn),
  ]));
}

export const to = (x: number, y: number, z: number): Vec => direction([x, y, z]);

function along(from: Vec, way: Vec, length: number): Vec {
  return [from[0] + way[0] * length, from[1] + way[1] * length, 0];
}

function put(seen: BodySeen, part: Part, [x, y]: Vec): void {
  seen.parts[part] = { x, y: -y, score: 0.8 };
}
