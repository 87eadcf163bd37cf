/**
 * Turns as unit quaternions x, y, z, w in the drive model's frame: right-handed, X to the person's
 * left, Y up, Z out of the face. That is also the frame of a camera that the person looks into.
 */

import { cross, dot, type Vec } from "./vec";

export type Turn = readonly [number, number, number, number];

export const NONE: Turn = [0, 0, 0, 1];
export const X: Vec = [1, 0, 0];
export const Y: Vec = [0, 1, 0];
export const Z: Vec = [0, 0, 1];

/** First b, then a. */
export function times(a: Turn, b: Turn): Turn {
  const [ax, ay, az, aw] = a;
  const [bx, by, bz, bw] = b;
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ];
}

/** Scaled to length 1; no turn for what is none. */
export function unit(q: Turn): Turn {
  const size = Math.hypot(...q);
  return size < 1e-6 ? NONE : [q[0] / size, q[1] / size, q[2] / size, q[3] / size];
}

export function inverse([x, y, z, w]: Turn): Turn {
  return [-x, -y, -z, w];
}

/** The same turn seen in a mirror: a reflection in the YZ plane. */
export function mirrored([x, y, z, w]: Turn): Turn {
  return [x, -y, -z, w];
}

/** About a unit axis, counter-clockwise for who looks against it. */
export function about(axis: Vec, radians: number): Turn {
  const s = Math.sin(radians / 2);
  return [axis[0] * s, axis[1] * s, axis[2] * s, Math.cos(radians / 2)];
}

/** A vector, turned. */
export function turned(q: Turn, v: Vec): Vec {
  const [x, y, z] = times(times(q, [...v, 0]), inverse(q));
  return [x, y, z];
}

/** The shortest turn of one unit vector to another; about Y where they are opposite. */
export function arc(from: Vec, to: Vec): Turn {
  const cosine = dot(from, to);
  return cosine < -0.9999 ? [0, 1, 0, 0] : unit([...cross(from, to), 1 + cosine]);
}

/** A part of the way from one turn to another, by the shorter side; 0 to 1. */
export function toward(from: Turn, to: Turn, share: number): Turn {
  const side = from[0] * to[0] + from[1] * to[1] + from[2] * to[2] + from[3] * to[3] < 0 ? -1 : 1;
  const mixed = (i: 0 | 1 | 2 | 3): number => from[i] + (side * to[i] - from[i]) * share;
  return unit([mixed(0), mixed(1), mixed(2), mixed(3)]);
}

/** By how much a turn twists about the X axis, radians, -π to π. */
export function twist([x, , , w]: Turn): number {
  return w < 0 ? 2 * Math.atan2(-x, -w) : 2 * Math.atan2(x, w);
}
