import { describe, expect, it } from "vitest";
import { solveBody } from "../../src/capture/body/solver";
import { BONES, type Bone, type Bones, type Side } from "../../src/capture/body/bones";
import { BuildTaker, eyesPx, shoulderPx, TYPICAL } from "../../src/capture/body/build";
import { solveFingers, solvePalm } from "../../src/capture/body/hand";
import { handOf, partsOf } from "../../src/capture/body/human";
import type { BodySeen, Part } from "../../src/capture/body/seen";
import { about, mirrored, NONE, times, turned, X, Y, Z, type Turn } from "../../src/capture/turn";
import { dot, type Vec } from "../../src/capture/vec";
import { apart, asMirrored, flatHand, handAt, inMirror, person, posed, SHOULDERS_PX, to } from "./person";

const DEGREE = Math.PI / 180;
const LEFT = { upper: X, lower: X };
const RIGHT = { upper: to(-1, 0, 0), lower: to(-1, 0, 0) };

const solved = (seen: BodySeen): Bones => solveBody(seen, TYPICAL, undefined);
const same = (bones: Bones, bone: Bone, turn: Turn): void => {
  expect(apart(bones[bone] ?? [9, 9, 9, 9], turn), bone).toBeLessThan(0.02);
};

describe("the arms", () => {
  it("rest in the T-pose", () => {
    const bones = solved(person({ left: LEFT, right: RIGHT }));
    const names: Bone[] = ["spine", "neck", "leftUpperArm", "leftLowerArm", "rightUpperArm", "rightLowerArm"];
    expect(Object.keys(bones).sort()).toEqual([...names].sort());
    names.forEach((name) => { same(bones, name, NONE); });
  });

  it("are raised, and hang down", () => {
    const bones = solved(person({
      left: { upper: Y, lower: Y }, right: { upper: to(0, -1, 0), lower: to(0, -1, 0) },
    }));
    same(bones, "leftUpperArm", about(Z, 90 * DEGREE));
    same(bones, "leftLowerArm", NONE);
    same(bones, "rightUpperArm", about(Z, 90 * DEGREE));
    same(bones, "rightLowerArm", NONE);
  });

  it("bend their elbows towards the camera", () => {
    const bones = solved(person({ left: { upper: to(0, -1, 0), lower: Z } }));
    same(bones, "leftUpperArm", about(Z, -90 * DEGREE));
    same(bones, "leftLowerArm", about(Y, -90 * DEGREE));
  });

  it("twist the upper arm so that the elbow bends the way it can", () => {
    const bones = solved(person({ left: { upper: X, lower: Y } }));
    same(bones, "leftUpperArm", about(X, -90 * DEGREE));
    same(bones, "leftLowerArm", about(Y, -90 * DEGREE));
  });

  it("point as seen, whatever the lean, in front of the person", () => {
    let seed = 3;
    const random = (): number => {
      seed = (seed * 16_807) % 2_147_483_647;
      return (seed / 2_147_483_647) * 2 - 1;
    };
    for (let i = 0; i < 300; i += 1) {
      const lean = random() * 0.3;
      const upper = to(random(), random(), Math.abs(random()));
      const lower = to(random(), random(), Math.abs(random()));
      const side: Side = i % 2 === 0 ? "left" : "right";
      const bones = solved(person({ [side]: { upper, lower } }, lean));
      const arm = posed(bones, side);
      same(bones, "spine", about(Z, lean));
      same({ neck: times(bones.spine ?? NONE, bones.neck ?? NONE) }, "neck", NONE);
      // The way in the picture is exact; its depth is short by what counts as straight across.
      for (const [is, was] of [[arm.upper, upper], [arm.lower, lower]] as const) {
        expect(Math.atan2(is[1], is[0])).toBeCloseTo(Math.atan2(was[1], was[0]), 3);
        expect(is[2]).toBeGreaterThan(-1e-6);
        expect(dot(is, was), `${i}`).toBeGreaterThan(0.93);
      }
    }
  });

  it("are the other ones in a mirror", () => {
    const seen = person({
      left: { upper: to(0.4, -1, 0.3), lower: to(0.2, 0.8, 0.5), hand: times(about(Z, 1), about(X, 0.6)) },
      right: { upper: to(-0.2, -1, 0), lower: to(0.6, 0.1, 0.7) },
    }, 0.1);
    const bones = solved(seen);
    const turnedOver = asMirrored(solved(inMirror(seen)));
    expect(Object.keys(turnedOver).sort()).toEqual(Object.keys(bones).sort());
    for (const [bone, turn] of Object.entries(bones) as [Bone, Turn][]) {
      same(turnedOver, bone, turn);
    }
  });
});

describe("what is not seen", () => {
  const arms = { left: { ...LEFT, hand: NONE }, right: { ...RIGHT, hand: NONE } };
  const without = (part: Part): Bones => {
    const seen = person(arms);
    const point = seen.parts[part];
    return solved({
      ...seen, parts: { ...seen.parts, ...(point === undefined ? {} : { [part]: { ...point, score: 0.2 } }) },
    });
  };

  it("is absent, with what hangs on it, and never zero", () => {
    expect(without("leftWrist")).toHaveProperty("leftUpperArm");
    expect(Object.keys(without("leftWrist")).filter((it) => /^left(Lower|Hand|Index)/.test(it))).toEqual([]);
    expect(without("leftWrist")).toHaveProperty("rightHand");
    expect(Object.keys(without("leftElbow")).filter((it) => /^left(Upper|Lower|Hand)/.test(it))).toEqual([]);
    expect(without("leftElbow")).toHaveProperty("leftIndexProximal");
    expect(without("rightShoulder")).toEqual({});
  });

  it("is everything where nobody is", () => {
    expect(solved({ width: 640, height: 480, parts: {}, hands: [] })).toEqual({});
    const { parts: { leftShoulder, rightShoulder } } = person({});
    const face: BodySeen = {
      width: 640, height: 480, hands: [],
      parts: { ...(leftShoulder && { leftShoulder }), ...(rightShoulder && { rightShoulder }) },
    };
    expect(Object.keys(solved(face))).toEqual(["spine", "neck"]);
  });

  it("is a hand that is nobody's, or that the model doubts, or whose points coincide", () => {
    const { hands } = person(arms);
    const [left] = hands;
    const seen = { ...person({ left: LEFT }), hands: left === undefined ? [] : [{ ...left, score: 0.4 }] };
    expect(solved(seen)).not.toHaveProperty("leftHand");
    expect(solved({ ...seen, hands: [handAt([20, -20, 0], NONE, "left")] })).not.toHaveProperty("leftHand");
    const wrist = left?.points[0] ?? [0, 0, 0];
    const one = Array.from({ length: 21 }, () => wrist);
    expect(solved({ ...seen, hands: [{ points: one, score: 1 }] })).not.toHaveProperty("leftHand");
    const points = (left?.points ?? []).map((it, i) => (i === 8 ? left?.points[7] ?? it : it));
    const bones = solved({ ...seen, hands: [{ points, score: 1 }] });
    expect(bones).toHaveProperty("leftIndexIntermediate");
    expect(bones).not.toHaveProperty("leftIndexDistal");
  });
});

/**
 * What the models made of three pictures: a portrait, a man whose elbows are out of view, and the
 * figure that the tracker's package brings to warm up, whose arms stand off.
 */
describe("real points", () => {
  const picture = (points: Partial<Record<Part, [number, number, number]>>): BodySeen => ({
    width: 480, height: 480, hands: [],
    parts: Object.fromEntries(Object.entries(points).map(([part, [x, y, score]]) => [part, { x, y, score }])),
  });

  it("of a portrait give the arm that shows, and not the one behind a helmet", () => {
    const bones = solved(picture({
      leftShoulder: [299, 258, 0.77], rightShoulder: [101, 241, 0.58], leftElbow: [300, 372, 0.17],
      rightElbow: [59, 389, 0.4], leftWrist: [253, 447, 0.19], rightWrist: [132, 460, 0.22],
    }));
    expect(Object.keys(bones)).toEqual(["spine", "neck", "rightUpperArm"]);
    const { upper } = posed(bones, "right");
    expect(Math.atan2(upper[1], upper[0]) / DEGREE).toBeCloseTo(-106, 0);
    expect(apart(bones.spine ?? NONE, about(Z, -4.9 * DEGREE))).toBeLessThan(0.01);
  });

  it("of a face and shoulders give the trunk alone", () => {
    const bones = solved(picture({
      leftShoulder: [351, 343, 0.38], rightShoulder: [137, 339, 0.4],
      leftElbow: [422, 361, 0.16], rightElbow: [82, 344, 0.16],
    }));
    expect(Object.keys(bones)).toEqual(["spine", "neck"]);
  });

  it("of a figure give both arms, and the hand that was found, pointing down with its back to us", () => {
    const keypoints: [number, number, number][] = [
      [305, 173, 0], [299, 172, -8], [293, 176, -16], [290, 181, -24], [287, 187, -32],
      [300, 182, -29], [300, 190, -40], [301, 196, -46], [301, 201, -49],
      [306, 186, -30], [306, 194, -42], [306, 200, -45], [306, 205, -47],
      [310, 189, -30], [311, 197, -39], [310, 201, -38], [310, 205, -38],
      [313, 190, -31], [314, 197, -37], [315, 201, -36], [314, 205, -37],
    ];
    const bones = solved({
      ...picture({
        leftShoulder: [229, 77, 0.83], rightShoulder: [171, 81, 0.88], leftElbow: [269, 127, 0.91],
        rightElbow: [143, 132, 0.9], leftWrist: [298, 169, 0.63], rightWrist: [97, 164, 0.77],
      }),
      hands: [handOf({ keypoints, fingerScore: 0.73 })],
    });
    expect(Object.keys(bones).filter((it) => it.startsWith("right"))).toEqual(["rightUpperArm", "rightLowerArm"]);
    const { hand } = posed(bones, "left");
    expect(turned(hand, X)[1]).toBeLessThan(-0.7);
    expect(turned(hand, Y)[2]).toBeGreaterThan(0.7);
    expect(turned(hand, Z)[0]).toBeLessThan(-0.7);
    for (const [bone, turn] of Object.entries(bones).filter(([it]) => /Index|Middle|Ring|Little/.test(it))) {
      expect(apart(turn, NONE), bone).toBeLessThan(30 * DEGREE);
    }
  });
});

describe("the hands", () => {
  it.each([NONE, about(Y, 0.7), times(about(Z, 1.2), about(X, -1.4)), about(X, Math.PI)].map((turn) => ({ turn })))(
    "turn as the palm does: $turn", ({ turn }) => {
      const { points } = handAt([0, 0, 0], turn, "left");
      const palm = solvePalm(points.map(([x, y, z]): Vec => [x, -y, -z]));
      expect(apart(palm ?? [9, 9, 9, 9], turn)).toBeLessThan(1e-3);
    });

  it.each<Side>(["left", "right"])("turn the %s wrist, half of it in the forearm", (side) => {
    const own = (turn: Turn): Turn => (side === "left" ? turn : mirrored(turn));
    const hand = times(about(Z, 0.3), about(X, 1.2));
    const arm = side === "left" ? LEFT : RIGHT;
    const bones = solved(person({ [side]: { ...arm, hand: own(hand) } }));
    expect(apart(posed(bones, side).hand, own(hand))).toBeLessThan(0.02);
    expect(apart(bones[`${side}LowerArm`] ?? NONE, own(about(X, 0.6)))).toBeLessThan(0.02);
    expect(posed(bones, side).lower[0]).toBeCloseTo(side === "left" ? 1 : -1, 2);
  });

  it("have straight fingers in the T-pose, and bend one", () => {
    const straight = solveFingers(flatHand(), NONE);
    expect(Object.keys(straight)).toHaveLength(14);
    for (const turn of Object.values(straight)) {
      expect(apart(turn, NONE)).toBeLessThan(0.02);
    }
    const bent = solveFingers(flatHand(70 * DEGREE), NONE);
    expect(apart(bent.IndexIntermediate ?? NONE, about(Z, -70 * DEGREE))).toBeLessThan(0.02);
    expect(apart(bent.IndexProximal ?? NONE, NONE)).toBeLessThan(0.02);
    expect(apart(bent.MiddleIntermediate ?? NONE, NONE)).toBeLessThan(0.02);
  });

  it("belong to the nearest wrist, one each", () => {
    const seen = person({ left: { ...LEFT, hand: NONE }, right: { ...RIGHT, hand: NONE } });
    const bones = solved({ ...seen, hands: [...seen.hands].reverse() });
    same(bones, "leftHand", NONE);
    same(bones, "rightHand", NONE);
    expect(Object.keys(bones).every((it) => BONES.includes(it as Bone))).toBe(true);
    expect(BONES).toHaveLength(36);
  });

  it("come from the tracker with a depth in pixels", () => {
    const keypoints = Array.from({ length: 21 }, (_, i): [number, number, number] => [100 + i * 5, 50, -14]);
    expect(handOf({ keypoints, fingerScore: 0.7 }).points[20]).toEqual([200, 50, -10]);
    const parts = partsOf({ keypoints: [
      { part: "leftWrist", position: [3, 4], positionRaw: [0, 0], score: 0.6 },
      { part: "nose", position: [1, 1], positionRaw: [0, 0], score: 1 },
    ] });
    expect(parts).toEqual({ leftWrist: { x: 3, y: 4, score: 0.6 } });
    expect(partsOf(undefined)).toEqual({});
  });
});

describe("the person's build", () => {
  const face = { landmarks: new Float32Array(468 * 2), weights: {}, head: undefined };
  const looking = (yaw: number): Parameters<typeof eyesPx>[0] => {
    const landmarks = new Float32Array(468 * 2);
    const half = (0.5 * 30 * Math.cos(yaw)) / 640;
    landmarks.set([0.5 + half, 0.5], 263 * 2);
    landmarks.set([0.5 - half, 0.5], 33 * 2);
    return { landmarks, weights: {}, head: { rotation: about(Y, yaw), positionCm: [0, 0, -50] } };
  };

  it("knows the eyes' distance whichever way the head is turned", () => {
    expect(eyesPx(looking(0), 640, 480)).toBeCloseTo(30);
    expect(eyesPx(looking(0.7), 640, 480)).toBeCloseTo(30);
    expect(eyesPx(looking(1.4), 640, 480)).toBeUndefined();
    expect(eyesPx(face, 640, 480)).toBeUndefined();
  });

  it("is measured where it is visible", () => {
    const taker = new BuildTaker();
    const seen = person({ left: { upper: X, lower: Z }, right: RIGHT }, 0.05);
    for (let i = 0; i < 5; i += 1) {
      taker.take(seen, 30);
    }
    const build = taker.made();
    expect(build.shoulders).toBeCloseTo(SHOULDERS_PX / 30);
    expect(build.level).toBeCloseTo(0.05);
    expect(build.upperArm).toBeCloseTo(TYPICAL.upperArm);
    expect(build.lowerArm).toBeCloseTo(TYPICAL.lowerArm);
    same(solveBody(seen, build, undefined), "spine", NONE);
    expect(shoulderPx(seen, build, 15)).toBeCloseTo(SHOULDERS_PX / 2);
  });

  it("stays typical where it is not, or cannot be", () => {
    expect(new BuildTaker().made()).toEqual(TYPICAL);
    const taker = new BuildTaker();
    taker.take(person({ left: { upper: Z, lower: Z } }, 0.9), 300);
    expect(taker.made()).toEqual(TYPICAL);
  });
});
