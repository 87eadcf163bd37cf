/**
 * The person's own neutral: what their face gives while it is at rest and looks into the camera is
 * taken off every later sample.
 */

import { fullOf, type Range } from "./range";
import type { HeadPose } from "./wire";
import { weight, type Shape, type Weights } from "./shapes";
import { inverse, times, unit, type Turn } from "./turn";

/** No resting face fills more of a shape than this; a grimace while calibrating is cut off here. */
const MOST = 0.6;

/** How many samples make a neutral. */
export const NEEDED = 20;

/** Shapes whose rest is taken as it is: the lips of mouthClose follow the jaw, not the rest. */
const KEPT: ReadonlySet<string> = new Set(["mouthClose"]);

/** A resting face. */
export interface Neutral {
  weights: Weights;
  turn: Turn | undefined;
}

/** Gathers samples until there are enough for a neutral. */
export class NeutralTaker {
  private readonly sums = new Map<Shape, number>();
  private turn: [number, number, number, number] = [0, 0, 0, 0];
  private turns = 0;
  private count = 0;

  /** How far it is, 0 to 1. */
  get progress(): number {
    return Math.min(1, this.count / NEEDED);
  }

  /** Takes a sample; the neutral once there are enough. */
  take(weights: Weights, head: HeadPose | undefined): Neutral | undefined {
    for (const [name, value] of Object.entries(weights)) {
      this.sums.set(name as Shape, (this.sums.get(name as Shape) ?? 0) + value);
    }
    if (head !== undefined) {
      // Quaternions of small turns around the camera's axis all lie on one side; q and -q are one.
      const side = head.rotation[3] < 0 ? -1 : 1;
      head.rotation.forEach((part, i) => { this.turn[i] = (this.turn[i] ?? 0) + part * side; });
      this.turns += 1;
    }
    this.count += 1;
    return this.count < NEEDED ? undefined : this.made();
  }

  private made(): Neutral {
    const weights: Weights = {};
    for (const [name, sum] of this.sums) {
      weights[name] = KEPT.has(name) ? 0 : Math.min(MOST, sum / this.count);
    }
    return { weights, turn: this.turns === 0 ? undefined : unit(this.turn) };
  }
}

/** The weights against a neutral and a range: at rest 0, at the person's widest 1. */
export function relative(
  weights: Weights,
  neutral: Neutral | undefined,
  range?: Range,
): Weights {
  if (neutral === undefined) {
    return weights;
  }
  const result: Weights = {};
  for (const [name, value] of Object.entries(weights)) {
    const shape = name as Shape;
    const rest = neutral.weights[shape] ?? 0;
    const full = KEPT.has(shape) ? 1 : fullOf(shape, rest, range);
    result[shape] = weight((value - rest) / (full - rest));
  }
  return result;
}

/** The head's turn against a neutral; where it is stays as it is. */
export function relativeHead(
  head: HeadPose | undefined,
  neutral: Neutral | undefined,
): HeadPose | undefined {
  if (head === undefined || neutral?.turn === undefined) {
    return head;
  }
  return { ...head, rotation: unit(times(inverse(neutral.turn), head.rotation)) };
}
