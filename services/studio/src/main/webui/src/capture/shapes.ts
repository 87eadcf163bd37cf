/**
 * The blend shapes that the page sends: ARKit's names but for tongueOut, which no tracker here sees
 * and which is therefore absent, not zero. In the order in which MediaPipe gives them, though
 * everything binds by name. Left and right are the person's own.
 */
export const SHAPES = [
  "browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight",
  "cheekPuff", "cheekSquintLeft", "cheekSquintRight",
  "eyeBlinkLeft", "eyeBlinkRight", "eyeLookDownLeft", "eyeLookDownRight", "eyeLookInLeft",
  "eyeLookInRight", "eyeLookOutLeft", "eyeLookOutRight", "eyeLookUpLeft", "eyeLookUpRight",
  "eyeSquintLeft", "eyeSquintRight", "eyeWideLeft", "eyeWideRight",
  "jawForward", "jawLeft", "jawOpen", "jawRight",
  "mouthClose", "mouthDimpleLeft", "mouthDimpleRight", "mouthFrownLeft", "mouthFrownRight",
  "mouthFunnel", "mouthLeft", "mouthLowerDownLeft", "mouthLowerDownRight", "mouthPressLeft",
  "mouthPressRight", "mouthPucker", "mouthRight", "mouthRollLower", "mouthRollUpper",
  "mouthShrugLower", "mouthShrugUpper", "mouthSmileLeft", "mouthSmileRight",
  "mouthStretchLeft", "mouthStretchRight", "mouthUpperUpLeft", "mouthUpperUpRight",
  "noseSneerLeft", "noseSneerRight",
] as const;

/** One of the names. */
export type Shape = (typeof SHAPES)[number];

/** Weights by name, 0 to 1; what a tracker does not see is not in it. */
export type Weights = Partial<Record<Shape, number>>;

const KNOWN: ReadonlySet<string> = new Set(SHAPES);

/** Whether that is one of the names. */
export function isShape(name: string): name is Shape {
  return KNOWN.has(name);
}

/** 0 to 1; what is no number is 0. */
export function weight(value: number): number {
  return value > 0 ? Math.min(value, 1) : 0;
}
