/**
 * The bones that the page sends where it tracks the upper body: VRM 1.0's names, left and right the
 * person's own. Rotations are local to the parent bone and relative to the T-pose, in which the arms
 * point aside and the palms down. A bone that is not seen is absent.
 */

import type { Turn } from "../turn";

const SIDES = ["left", "right"] as const;
const FINGERS = ["Index", "Middle", "Ring", "Little"] as const;

export type Side = (typeof SIDES)[number];
export type Finger = (typeof FINGERS)[number];
/** The part of a name behind the side; the thumb's metacarpal is no bone that a hinge moves. */
export type Limb =
  | "UpperArm" | "LowerArm" | "Hand" | "ThumbProximal" | "ThumbDistal"
  | `${Finger}${"Proximal" | "Intermediate" | "Distal"}`;
export type Bone = "spine" | "neck" | `${Side}${Limb}`;

/** Rotations by name; what is not seen is not in it. */
export type Bones = Partial<Record<Bone, Turn>>;

const LIMBS: readonly Limb[] = [
  "UpperArm", "LowerArm", "Hand", "ThumbProximal", "ThumbDistal",
  ...FINGERS.flatMap((it): Limb[] => [`${it}Proximal`, `${it}Intermediate`, `${it}Distal`]),
];

/** In the order of the header. */
export const BONES: readonly Bone[] = [
  "spine", "neck",
  ...SIDES.flatMap((side) => LIMBS.map((limb): Bone => `${side}${limb}`)),
];
