import { describe, expect, it } from "vitest";
import { framing } from "../../src/capture/framing";
import { NEEDED, NeutralTaker, relative, relativeHead } from "../../src/capture/neutral";
import { poseOf } from "../../src/capture/pose";
import { RANGE_MS, RangeTaker, shown, type Range } from "../../src/capture/range";
import { solve, SOLVED } from "../../src/capture/solver";
import { isShape, SHAPES, type Weights } from "../../src/capture/shapes";
import type { Face } from "../../src/capture/tracking";

/** A turn about Y, to the person's left, in radians, as a matrix by columns. */
function turned(yaw: number, scale = 1): number[] {
  const c = Math.cos(yaw) * scale;
  const s = Math.sin(yaw) * scale;
  return [c, 0, -s, 0, 0, scale, 0, 0, s, 0, c, 0, 1, -2, -40, 1];
}

describe("the pose", () => {
  it.each([0, 0.4, -1, 1.5, Math.PI])("is the turn of the matrix, whatever its scale: %f", (yaw) => {
    const pose = poseOf(turned(yaw, 2));
    expect(Math.abs(pose?.rotation[1] ?? 9)).toBeCloseTo(Math.abs(Math.sin(yaw / 2)), 5);
    expect(Math.abs(pose?.rotation[3] ?? 9)).toBeCloseTo(Math.abs(Math.cos(yaw / 2)), 5);
    expect(pose?.positionCm).toEqual([1, -2, -40]);
  });

  it("is none for what is no pose", () => {
    expect(poseOf([])).toBeUndefined();
    expect(poseOf(Array.from({ length: 16 }, () => Number.NaN))).toBeUndefined();
    const far = turned(0);
    far[14] = -1_001;
    expect(poseOf(far)).toBeUndefined();
  });
});

describe("the neutral pose", () => {
  it("takes the resting face off, and leaves a full shape full", () => {
    const taker = new NeutralTaker();
    const head = poseOf(turned(0.2));
    for (let i = 1; i < NEEDED; i += 1) {
      expect(taker.take({ jawOpen: 0.2, mouthPucker: 0.9 }, head)).toBeUndefined();
    }
    const neutral = taker.take({ jawOpen: 0.2, mouthPucker: 0.9 }, head);

    expect(relative({ jawOpen: 0.2 }, neutral).jawOpen).toBe(0);
    expect(relative({ jawOpen: 0.6 }, neutral).jawOpen).toBeCloseTo(0.5);
    expect(relative({ jawOpen: 1 }, neutral).jawOpen).toBe(1);
    expect(relative({ mouthPucker: 1 }, neutral).mouthPucker).toBe(1);
    const straight = relativeHead(poseOf(turned(0.2)), neutral);
    expect(straight?.rotation[3]).toBeCloseTo(1, 5);
    const more = relativeHead(poseOf(turned(0.5)), neutral);
    expect(more?.rotation[1]).toBeCloseTo(Math.sin(0.15), 5);
    expect(more?.positionCm).toEqual([1, -2, -40]);
  });

  it("changes nothing before it is set", () => {
    expect(relative({ jawOpen: 0.4 }, undefined)).toEqual({ jawOpen: 0.4 });
    expect(relativeHead(undefined, undefined)).toBeUndefined();
  });
});

describe("the range", () => {
  /** A made face a frame, at 30 Hz for as long as the range is measured. */
  function measured(face: (frame: number) => Weights): Range {
    const taker = new RangeTaker();
    for (let i = 0; i <= 1_000; i += 1) {
      const range = taker.take(face(i), 5_000 + i * 33);
      if (range !== undefined) {
        expect(i * 33).toBeGreaterThanOrEqual(RANGE_MS);
        return range;
      }
    }
    throw new Error("it never ended");
  }

  const neutral = { weights: { eyeBlinkLeft: 0.1, jawOpen: 0.1, browInnerUp: 0.2 }, turn: undefined };

  it("makes the widest that was shown a full shape, and leaves what was not shown", () => {
    const range = measured((i) => ({
      eyeBlinkLeft: i % 30 < 5 ? 0.6 : 0.1, jawOpen: 0.1 + 0.5 * Math.sin(i / 20) ** 2, browInnerUp: 0.3,
    }));

    const all = { eyeBlinkLeft: 0.6, jawOpen: 0.6, browInnerUp: 0.3 };
    expect(relative(all, neutral, range).eyeBlinkLeft).toBe(1);
    expect(relative(all, neutral, range).jawOpen).toBeCloseTo(1, 1);
    expect(relative(all, neutral, range).browInnerUp).toBeCloseTo(0.125);
    expect(relative({ eyeBlinkLeft: 0.1 }, neutral, range).eyeBlinkLeft).toBe(0);
    expect(relative({ eyeBlinkLeft: 0.35 }, neutral, range).eyeBlinkLeft).toBeCloseTo(0.5);
    expect(shown(neutral.weights, range)).toBe(2);
    expect(relative(all, neutral).eyeBlinkLeft).toBeCloseTo(0.5 / 0.9);
  });

  it("takes no single wrong sample for a range, and leaves the gaze alone", () => {
    const range = measured((i) => ({ jawOpen: i === 40 ? 0.9 : 0.1, eyeLookUpLeft: 0.6, mouthClose: 0.5 }));

    expect(relative({ jawOpen: 0.9 }, neutral, range).jawOpen).toBeCloseTo(0.8 / 0.9);
    expect(relative({ eyeLookUpLeft: 0.6 }, neutral, range).eyeLookUpLeft).toBeCloseTo(0.6);
    expect(relative({ mouthClose: 0.5 }, neutral, range).mouthClose).toBeCloseTo(0.5);
  });

  it("waits for a slow tracker", () => {
    const taker = new RangeTaker();
    for (let second = 0; second < 19; second += 1) {
      expect(taker.take({ jawOpen: 0.8 }, second * 1_000)).toBeUndefined();
    }
    expect(taker.progress).toBeCloseTo(0.95);
    expect(taker.take({ jawOpen: 0.8 }, 19_000)?.jawOpen).toBe(0.8);
  });
});

/** A face that fills that box of the picture. */
function boxed(left: number, top: number, right: number, bottom: number, yaw = 0): Face {
  return {
    weights: {}, head: poseOf(turned(yaw)),
    landmarks: Float32Array.from([left, top, right, bottom]),
  };
}

describe("the framing", () => {
  it("says what to do", () => {
    expect(framing(undefined, 0, 1.5)).toBe("none");
    expect(framing(boxed(0.4, 0.25, 0.6, 0.7), 2, 1.5)).toBe("several");
    expect(framing(boxed(0.4, 0.25, 0.6, 0.7), 1, 1.5)).toBe("good");
    expect(framing(boxed(0.45, 0.4, 0.55, 0.6), 1, 1.5)).toBe("far");
    expect(framing(boxed(0.45, 0.1, 0.55, 0.3), 1, 1.5, true)).toBe("good");
    expect(framing(boxed(0.1, 0, 0.9, 1), 1, 1.5)).toBe("near");
    expect(framing(boxed(0.05, 0.25, 0.25, 0.7), 1, 1.5)).toBe("aside");
    expect(framing(boxed(0.4, 0.25, 0.6, 0.7, 0.9), 1, 1.5)).toBe("turned");
  });
});

/** A made face in its own frame: X to the person's left, Y up, Z out; eye corners one apart. */
const REST: Record<number, [number, number, number]> = {
  10: [0, 0.65, 0], 152: [0, -1, 0], 1: [0, -0.4, 0.3],
  263: [0.5, 0, 0], 362: [0.2, 0, 0.05], 386: [0.35, 0.05, 0.05], 374: [0.35, -0.04, 0.05],
  33: [-0.5, 0, 0], 133: [-0.2, 0, 0.05], 159: [-0.35, 0.05, 0.05], 145: [-0.35, -0.04, 0.05],
  285: [0.15, 0.22, 0.1], 276: [0.55, 0.2, 0], 55: [-0.15, 0.22, 0.1], 46: [-0.55, 0.2, 0],
  13: [0, -0.6, 0.15], 14: [0, -0.615, 0.15], 291: [0.25, -0.62, 0.1], 61: [-0.25, -0.62, 0.1],
};

/** The face as a camera of 640 x 480 sees it, turned about Y. */
function mesh(changes: Record<number, [number, number, number]>, yaw = 0): Float32Array {
  const points = new Float32Array(468 * 3);
  for (const [index, [x, y, z]] of Object.entries({ ...REST, ...changes })) {
    const turnedX = Math.cos(yaw) * x + Math.sin(yaw) * z;
    const turnedZ = -Math.sin(yaw) * x + Math.cos(yaw) * z;
    points.set([320 + turnedX * 120, 240 - y * 120, -turnedZ * 120], Number(index) * 3);
  }
  return points;
}

describe("the solver", () => {
  it("solves only shapes that there are, and finds none in a face at rest", () => {
    expect(SOLVED.every(isShape)).toBe(true);
    const solved = solve(mesh({}), 640, 480);
    expect(Object.keys(solved?.weights ?? {}).sort()).toEqual([...SOLVED].sort());
    Object.entries(solved?.weights ?? {}).forEach(([name, value]) => {
      expect(value, name).toBeLessThan(0.1);
    });
    expect(solved?.head?.rotation[3]).toBeCloseTo(1, 3);
    expect(solved?.head?.positionCm[2]).toBeLessThan(-30);
    expect(SHAPES).toHaveLength(51);
  });

  it.each([0, 0.5, -0.5])("finds the same in a turned head: %f", (yaw) => {
    const winking = mesh({ 386: [0.35, 0.01, 0.05], 374: [0.35, -0.01, 0.05] }, yaw);
    expect(solve(winking, 640, 480)?.weights.eyeBlinkLeft).toBe(1);
    expect(solve(winking, 640, 480)?.weights.eyeBlinkRight).toBeLessThan(0.1);
    const gaping = mesh({ 14: [0, -1.05, 0.15] }, yaw);
    expect(solve(gaping, 640, 480)?.weights.jawOpen).toBeGreaterThan(0.8);
    const smiling = mesh({ 291: [0.34, -0.51, 0.1], 61: [-0.34, -0.51, 0.1] }, yaw);
    expect(solve(smiling, 640, 480)?.weights.mouthSmileLeft).toBeGreaterThan(0.8);
    const pose = solve(mesh({}, yaw), 640, 480)?.head;
    expect(pose?.rotation[1]).toBeCloseTo(Math.sin(yaw / 2), 3);
  });

  it("tells the left from the right brow", () => {
    const raised = mesh({ 276: [0.55, 0.36, 0] });
    expect(solve(raised, 640, 480)?.weights.browOuterUpLeft).toBe(1);
    expect(solve(raised, 640, 480)?.weights.browOuterUpRight).toBeLessThan(0.1);
  });

  it("is silent about what is no mesh", () => {
    expect(solve(new Float32Array(), 640, 480)).toBeUndefined();
  });
});
