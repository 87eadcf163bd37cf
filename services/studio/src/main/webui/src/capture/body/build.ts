/** The person's build, as far as a flat picture needs it to be told the depth of an arm. */

import type { Side } from "./bones";
import { sure, type BodySeen } from "./seen";
import type { Face } from "../tracking";
import { turned, X } from "../turn";
import { between, minus, type Vec } from "../vec";

/** Lengths that do not change while a person drives. */
export interface Build {
  /** From shoulder to elbow and from elbow to wrist, in shoulder widths. */
  upperArm: number;
  lowerArm: number;
  /** The shoulders' width in widths between the outer eye corners; undefined until measured. */
  shoulders: number | undefined;
  /** How the line of the shoulders slopes at rest, radians; left higher is positive. */
  level: number;
}

/**
 * An adult's, before any is measured: 0.186 and 0.146 of the height against 0.259 for the shoulders
 * (Drillis and Contini 1966, as in Winter, Biomechanics and Motor Control of Human Movement).
 */
export const TYPICAL: Build = {
  upperArm: 0.186 / 0.259, lowerArm: 0.146 / 0.259, shoulders: undefined, level: 0,
};

/** An arm that seems shorter than this part of the typical one points at the camera: not its length. */
const SHORTEST = 0.8;
const LONGEST = 1.5;
const SHOULDERS = { least: 2.5, most: 6.5 } as const;
const STEEPEST = 15 * (Math.PI / 180);
const EYE_LEFT = 263;
const EYE_RIGHT = 33;
/** A head turned further shows too little of the line between its eyes. */
const TURNED = 0.5;

/** Between the outer eye corners, pixels, as if the face looked into the camera. */
export function eyesPx(face: Face | undefined, width: number, height: number): number | undefined {
  if (face?.head === undefined || face.landmarks.length <= EYE_LEFT * 2 + 1) {
    return undefined;
  }
  const at = (i: number): Vec => [
    (face.landmarks[i * 2] ?? 0) * width, (face.landmarks[i * 2 + 1] ?? 0) * height, 0,
  ];
  const [x, y] = turned(face.head.rotation, X);
  const shown = Math.hypot(x, y);
  return shown < TURNED ? undefined : between(at(EYE_LEFT), at(EYE_RIGHT)) / shown;
}

/** The line of the shoulders from right to left, pixels, Y up. */
export function shoulderLine(seen: BodySeen): Vec | undefined {
  const left = sure(seen, "leftShoulder");
  const right = sure(seen, "rightShoulder");
  return left === undefined || right === undefined ? undefined : minus(left, right);
}

/**
 * A shoulder width in pixels. By the face where the width was measured, so that shoulders that turn
 * aside do not seem narrow; else by the shoulders themselves.
 */
export function shoulderPx(seen: BodySeen, build: Build, eyes: number | undefined): number | undefined {
  if (build.shoulders !== undefined && eyes !== undefined) {
    return build.shoulders * eyes;
  }
  const line = shoulderLine(seen);
  return line === undefined ? undefined : Math.hypot(...line);
}

/** Measures while the neutral face is taken; what is not visible then stays typical. */
export class BuildTaker {
  private upperArm = 0;
  private lowerArm = 0;
  private readonly widths: number[] = [];
  private readonly slopes: number[] = [];

  /** @param eyes as {@link eyesPx} gives it */
  take(seen: BodySeen, eyes: number | undefined): void {
    const line = shoulderLine(seen);
    const width = line === undefined ? 0 : Math.hypot(...line);
    if (line === undefined || width === 0) {
      return;
    }
    this.slopes.push(Math.atan2(line[1], line[0]));
    if (eyes !== undefined && eyes > 0) {
      this.widths.push(width / eyes);
    }
    const sides: Side[] = ["left", "right"];
    for (const side of sides) {
      const elbow = sure(seen, `${side}Elbow`);
      const shoulder = sure(seen, `${side}Shoulder`);
      const wrist = sure(seen, `${side}Wrist`);
      // The longest seen: a limb can look too short, never too long.
      if (elbow !== undefined && shoulder !== undefined) {
        this.upperArm = Math.max(this.upperArm, between(elbow, shoulder) / width);
      }
      if (elbow !== undefined && wrist !== undefined) {
        this.lowerArm = Math.max(this.lowerArm, between(wrist, elbow) / width);
      }
    }
  }

  made(): Build {
    const shoulders = middle(this.widths);
    const level = middle(this.slopes) ?? 0;
    return {
      upperArm: arm(this.upperArm, TYPICAL.upperArm),
      lowerArm: arm(this.lowerArm, TYPICAL.lowerArm),
      shoulders: shoulders !== undefined && shoulders >= SHOULDERS.least && shoulders <= SHOULDERS.most
        ? shoulders : undefined,
      level: Math.abs(level) <= STEEPEST ? level : 0,
    };
  }
}

function arm(measured: number, typical: number): number {
  return measured >= typical * SHORTEST && measured <= typical * LONGEST ? measured : typical;
}

function middle(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
