/** The head's pose from a tracker's matrix. */

import type { HeadPose } from "./wire";

/** The contract refuses a head further off than this, centimetres. */
const FAR_CM = 1_000;

/**
 * The pose from a 4x4 face-to-camera matrix, column by column, in centimetres. The quaternion is
 * taken from the branch whose divisor is largest (Shepperd's method), after the columns' length,
 * which holds the face's size, is taken off.
 */
export function poseOf(matrix: ArrayLike<number>): HeadPose | undefined {
  const at = (row: number, column: number): number => matrix[column * 4 + row] ?? Number.NaN;
  const size = [0, 1, 2].map((column) => Math.hypot(at(0, column), at(1, column), at(2, column)));
  const r = (row: number, column: number): number => at(row, column) / (size[column] ?? 1);
  const trace = r(0, 0) + r(1, 1) + r(2, 2);
  let q: [number, number, number, number];
  if (trace > 0) {
    const s = Math.sqrt(trace + 1) * 2;
    q = [(r(2, 1) - r(1, 2)) / s, (r(0, 2) - r(2, 0)) / s, (r(1, 0) - r(0, 1)) / s, s / 4];
  } else if (r(0, 0) > r(1, 1) && r(0, 0) > r(2, 2)) {
    const s = Math.sqrt(1 + r(0, 0) - r(1, 1) - r(2, 2)) * 2;
    q = [s / 4, (r(0, 1) + r(1, 0)) / s, (r(0, 2) + r(2, 0)) / s, (r(2, 1) - r(1, 2)) / s];
  } else if (r(1, 1) > r(2, 2)) {
    const s = Math.sqrt(1 + r(1, 1) - r(0, 0) - r(2, 2)) * 2;
    q = [(r(0, 1) + r(1, 0)) / s, s / 4, (r(1, 2) + r(2, 1)) / s, (r(0, 2) - r(2, 0)) / s];
  } else {
    const s = Math.sqrt(1 + r(2, 2) - r(0, 0) - r(1, 1)) * 2;
    q = [(r(0, 2) + r(2, 0)) / s, (r(1, 2) + r(2, 1)) / s, s / 4, (r(1, 0) - r(0, 1)) / s];
  }
  const length = Math.hypot(...q);
  const positionCm: [number, number, number] = [at(0, 3), at(1, 3), at(2, 3)];
  const usable =
    Math.abs(length - 1) < 0.05 && positionCm.every((part) => Math.abs(part) <= FAR_CM);
  return usable
    ? { rotation: [q[0] / length, q[1] / length, q[2] / length, q[3] / length], positionCm }
    : undefined;
}
