/** What is drawn of the upper body: the tracked points, and the arms of the puppet. */

import type { Bones, Side } from "./bones";
import { TYPICAL } from "./build";
import { sure, type BodySeen } from "./seen";
import { mirrored, NONE, times, turned, X, type Turn } from "../turn";
import type { Vec } from "../vec";

type Place = (x: number, y: number) => readonly [number, number];

const SIDES: readonly Side[] = ["left", "right"];
/** Landmarks of a hand, from its wrist along each finger. */
const FINGERS = [1, 5, 9, 13, 17].map((root) => [0, root, root + 1, root + 2, root + 3]);
const HAND = 0.2;

/** Shoulders, arms and hands over the picture; `place` takes parts of the picture, 0 to 1. */
export function drawBody(context: CanvasRenderingContext2D, seen: BodySeen, place: Place): void {
  const placed = ([x, y]: Vec): readonly [number, number] => place(x / seen.width, y / seen.height);
  const [left = [], right = []] = SIDES.map((side) => armOf(seen, side));
  stroke(context, [...left.reverse(), ...right].map(placed));
  for (const { points } of seen.hands) {
    for (const finger of FINGERS) {
      stroke(context, finger.flatMap((i) => {
        const point = points[i];
        return point === undefined ? [] : [placed(point)];
      }));
    }
  }
}

/** An arm from the shoulder as far as it is seen, Y down. */
function armOf(seen: BodySeen, side: Side): Vec[] {
  const points: Vec[] = [];
  for (const joint of ["Shoulder", "Elbow", "Wrist"] as const) {
    const point = sure(seen, `${side}${joint}`);
    if (point === undefined) {
      break;
    }
    points.push([point[0], -point[1], 0]);
  }
  return points;
}

/**
 * The puppet's shoulders and arms out of nothing but what is sent, as long as a typical person's.
 *
 * @param width of the shoulders, pixels; their middle is the context's origin
 */
export function drawArms(context: CanvasRenderingContext2D, bones: Bones, width: number): void {
  const trunk = bones.spine ?? NONE;
  // Mirrored like the picture: the person's left is on the left.
  const placed = ([x, y]: Vec): readonly [number, number] => [-x * width, -y * width];
  for (const side of SIDES) {
    const flip = side === "left" ? 1 : -1;
    const own = (turn: Turn | undefined): Turn =>
      turn === undefined ? NONE : side === "left" ? turn : mirrored(turn);
    let turn = own(trunk);
    const shoulder = turned(turn, [0.5, 0, 0]);
    const line: Vec[] = [[0, 0, 0], shoulder];
    let at = shoulder;
    for (const [limb, length] of [
      ["UpperArm", TYPICAL.upperArm], ["LowerArm", TYPICAL.lowerArm], ["Hand", HAND],
    ] as const) {
      const bone = bones[`${side}${limb}`];
      if (bone === undefined) {
        break;
      }
      turn = times(turn, own(bone));
      const [x, y, z] = turned(turn, X);
      at = [at[0] + x * length, at[1] + y * length, at[2] + z * length];
      line.push(at);
    }
    stroke(context, line.map(([x, y, z]) => placed([flip * x, y, z])));
  }
}

function stroke(context: CanvasRenderingContext2D, line: readonly (readonly [number, number])[]): void {
  context.beginPath();
  line.forEach(([x, y], i) => {
    if (i === 0) {
      context.moveTo(x, y);
    } else {
      context.lineTo(x, y);
    }
  });
  context.stroke();
}
