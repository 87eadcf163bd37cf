/** Tracking body and hands with @vladmandic/human: MoveNet's points, and a model of hands. */

import type { BodyResult, HandResult } from "@vladmandic/human";
import type { Parts, Program } from "../program";
import { PARTS, type BodySeen, type HandPoints, type Part } from "./seen";
import type { BodyTracker } from "../tracking";
import type { Vec } from "../vec";

const BODY: Parts = {
  body: {
    enabled: true, modelPath: "movenet-lightning.json", maxDetected: 1, minConfidence: 0.2,
    skipFrames: 0, skipTime: 0,
  },
  hand: {
    enabled: true, maxDetected: 2, minConfidence: 0.5, landmarks: true,
    detector: { modelPath: "handtrack.json" }, skeleton: { modelPath: "handlandmark-lite.json" },
    // Between two searches for hands they are followed from where they were.
    skipFrames: 10, skipTime: 1_000,
  },
};

/**
 * A hand's depth comes in points of the square that the model saw, 224 of them, which lies 1.6 times
 * as large around a hand that is followed. The program does not tell it for a new one: taken as well.
 */
const SEEN_POINTS = 224;
const SEEN_AROUND = 1.6;

const KNOWN: ReadonlySet<string> = new Set(PARTS);

/** Starts the tracker; throws where the browser cannot run it. */
export async function humanBody(program: Program): Promise<BodyTracker> {
  await program.load(BODY);
  return {
    look: async (picture) => {
      const { width, height } = picture;
      const { body, hand } = await program.track(picture, BODY);
      return { width, height, parts: partsOf(body[0]), hands: hand.map(handOf) };
    },
  };
}

/** The parts that are of use, of a body. */
export function partsOf(body: Pick<BodyResult, "keypoints"> | undefined): BodySeen["parts"] {
  const parts: BodySeen["parts"] = {};
  for (const { part, position: [x, y], score } of body?.keypoints ?? []) {
    if (KNOWN.has(part)) {
      parts[part as Part] = { x, y, score };
    }
  }
  return parts;
}

/** A hand, all of it in pixels. */
export function handOf(hand: Pick<HandResult, "keypoints" | "fingerScore">): HandPoints {
  const spread = (axis: 0 | 1): number => {
    const values = hand.keypoints.map((it) => it[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  const depth = (SEEN_AROUND * Math.max(spread(0), spread(1))) / SEEN_POINTS;
  return {
    points: hand.keypoints.map(([x, y, z]): Vec => [x, y, (z ?? 0) * depth]),
    score: hand.fingerScore,
  };
}
