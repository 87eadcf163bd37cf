/** Whether the face stands well in the picture. */

import type { Face } from "./tracking";

export type Framing = "none" | "several" | "far" | "near" | "aside" | "turned" | "good";

/** The guide's oval in the picture: centre and half axes, in parts of the picture's height. */
export const GUIDE = { x: 0, y: -0.02, rx: 0.24, ry: 0.33 } as const;

const NEAR = 0.82;
/** A smaller face is too far off, one further from the guide's middle aside; parts of the height. */
const FACE = { far: 0.26, aside: 0.2 } as const;
/** For who wants their arms in the picture, and so their head small and near its upper edge. */
const BODY = { far: 0.13, aside: 0.38 } as const;
/** Half the angle's cosine: a turn of about 35 degrees. */
const TURNED = Math.cos((35 / 2) * (Math.PI / 180));

/**
 * Judges a face.
 *
 * @param aspect width of the picture over its height
 * @param withBody whether the arms shall be in the picture too
 */
export function framing(
  face: Face | undefined,
  faces: number,
  aspect: number,
  withBody = false,
): Framing {
  const limits = withBody ? BODY : FACE;
  if (face === undefined || face.landmarks.length === 0) {
    return "none";
  }
  if (faces > 1) {
    return "several";
  }
  const box = bounds(face.landmarks);
  const height = box.bottom - box.top;
  if (height < limits.far) {
    return "far";
  }
  if (height > NEAR) {
    return "near";
  }
  const x = ((box.left + box.right) / 2 - 0.5) * aspect;
  const y = (box.top + box.bottom) / 2 - 0.5 - GUIDE.y;
  if (Math.hypot(x, y) > limits.aside) {
    return "aside";
  }
  if (face.head !== undefined && Math.abs(face.head.rotation[3]) < TURNED) {
    return "turned";
  }
  return "good";
}

function bounds(landmarks: Float32Array): { left: number; right: number; top: number; bottom: number } {
  const box = { left: 1, right: 0, top: 1, bottom: 0 };
  for (let i = 0; i + 1 < landmarks.length; i += 2) {
    const x = landmarks[i] ?? 0;
    const y = landmarks[i + 1] ?? 0;
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}
