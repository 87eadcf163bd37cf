import { describe, expect, it } from "vitest";
import { Follow, HELD_MS } from "../../src/capture/body/follow";
import { Pace } from "../../src/capture/body/pace";
import { about, NONE, Z } from "../../src/capture/turn";
import { apart } from "./person";

describe("the body's turn", () => {
  it("comes again when the face had as long as the last look", () => {
    const pace = new Pace();
    expect(pace.due(0)).toBe(true);
    pace.began(0);
    expect(pace.due(20)).toBe(false);
    expect(pace.ended(40)).toBe(40);
    expect(pace.due(79)).toBe(false);
    expect(pace.due(80)).toBe(true);
  });
});

describe("the body between two looks", () => {
  const there = { leftUpperArm: about(Z, 1) };

  it("moves within the time of a look, and arrives", () => {
    const follow = new Follow();
    follow.seen({ leftUpperArm: NONE }, 0);
    expect(follow.at(10)).toEqual({ leftUpperArm: NONE });
    follow.seen(there, 100);
    expect(apart(follow.at(100).leftUpperArm ?? NONE, NONE)).toBeCloseTo(0);
    expect(apart(follow.at(150).leftUpperArm ?? NONE, NONE)).toBeCloseTo(0.5);
    expect(apart(follow.at(200).leftUpperArm ?? NONE, NONE)).toBeCloseTo(1);
    expect(apart(follow.at(300).leftUpperArm ?? NONE, NONE)).toBeCloseTo(1);
  });

  it("holds a bone that is not seen for a while, then leaves it out", () => {
    const follow = new Follow();
    follow.seen(there, 0);
    for (let ms = 100; ms <= HELD_MS + 100; ms += 100) {
      follow.seen({ spine: NONE }, ms);
    }
    expect(Object.keys(follow.at(HELD_MS))).toEqual(["leftUpperArm", "spine"]);
    expect(Object.keys(follow.at(HELD_MS + 101))).toEqual(["spine"]);
  });

  it("is absent where looks come too seldom", () => {
    const follow = new Follow();
    follow.seen(there, 0);
    follow.seen(there, HELD_MS + 1);
    expect(follow.slow).toBe(true);
    expect(follow.at(HELD_MS + 2)).toEqual({});
    follow.seen(there, HELD_MS + 200);
    expect(follow.slow).toBe(false);
    expect(Object.keys(follow.at(HELD_MS + 201))).toEqual(["leftUpperArm"]);
  });
});
