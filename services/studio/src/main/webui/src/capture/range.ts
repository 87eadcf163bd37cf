/**
 * The person's own range: how far each shape goes when they make the widest faces they can. An eye
 * that the tracker never sees wholly shut is wholly shut then.
 */

import type { Shape, Weights } from "./shapes";

/** How long the faces are watched. */
export const RANGE_MS = 10_000;
/** A slow tracker is given more time, until it has seen so many. */
const NEEDED = 20;
/** A shape that went less far from rest was not shown; and no noise grows to more than thrice itself. */
const LEAST = 0.35;

/** The widest of each shape that was seen, as the tracker gives it. */
export type Range = Weights;

/** Gathers the widest faces until there are enough. */
export class RangeTaker {
  private readonly widest: Weights = {};
  private before: Weights = {};
  private startMs: number | undefined;
  private nowMs = 0;
  private count = 0;

  /** How far it is, 0 to 1. */
  get progress(): number {
    const time = this.startMs === undefined ? 0 : (this.nowMs - this.startMs) / RANGE_MS;
    return Math.min(1, time, this.count / NEEDED);
  }

  /** Takes a sample; the range once there are enough. */
  take(weights: Weights, nowMs: number): Range | undefined {
    this.startMs ??= nowMs;
    this.nowMs = nowMs;
    for (const [name, value] of Object.entries(weights)) {
      const shape = name as Shape;
      // What two samples in a row reach, so that no single wrong one is a range.
      const held = Math.min(value, this.before[shape] ?? 0);
      this.widest[shape] = Math.max(this.widest[shape] ?? 0, held);
    }
    this.before = { ...weights };
    this.count += 1;
    return this.progress < 1 ? undefined : { ...this.widest };
  }
}

/** What counts as a full shape: 1 where none was shown. The gaze is a direction, and is left as it is. */
export function fullOf(shape: Shape, rest: number, range: Range | undefined): number {
  const widest = range?.[shape] ?? 0;
  return shape.startsWith("eyeLook") || widest - rest < LEAST ? 1 : widest;
}

/** How many shapes were shown. */
export function shown(rest: Weights, range: Range): number {
  return Object.keys(range)
    .filter((name) => fullOf(name as Shape, rest[name as Shape] ?? 0, range) < 1).length;
}
