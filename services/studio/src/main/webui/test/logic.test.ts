import { describe, expect, it } from "vitest";
import { badges, driverNotes } from "../src/badges";
import type { DriveStanding, RenderStatus } from "../src/api";
import { age, amounts, money, NONE, signedMilliseconds, span } from "../src/format";
import { BEAT_LOST_MS, Freshness } from "../src/freshness";
import { behind, dropBefore, jumpTarget, LANDING_S } from "../src/preview/liveedge";
import { points } from "../src/sparkline";
import { lookUp, preferredLanguage, tables } from "../src/text";
import { details } from "../src/view/notice";

const status: RenderStatus = {
  slate_reason: "NONE",
  fps: 30,
  frames: 1,
  dropped_frames: 0,
  capture_to_encoded_ms: { p50: 1, p95: 2, p99: 3 },
  av_skew_ms: { p50: 1, p95: 2, p99: 3 },
  lease_age_ms: 800,
  label_checks_passed: 3,
  label_checks_failed: 0,
  destinations: [],
  media_time_us: 0,
  aigc_read_back: false,
  slate_frames: 0,
  lease_gap_ms: 0,
  quality: { level: 0, levels: 4, steps_down: 0, drawn_share: 1 },
};

const standing: DriveStanding = {
  verdict: "LIVE", reasons: [], challenges: "CLEAR", challengeable: true, enforced: true, slate: "UNSPECIFIED",
};

const tone = (name: string, of: Partial<RenderStatus>) =>
  badges("LIVE", { ...status, ...of }).find((it) => it.name === name)?.tone;

describe("the live edge", () => {
  it("plays on when less than a second behind", () => {
    expect(jumpTarget([{ start: 0, end: 10 }], 9.2)).toBeUndefined();
  });

  it("jumps near the end when further behind", () => {
    expect(jumpTarget([{ start: 0, end: 10 }], 8.5)).toBeCloseTo(10 - LANDING_S);
  });

  it("jumps over a gap that a slow connection left", () => {
    expect(jumpTarget([{ start: 0, end: 4 }, { start: 6, end: 6.6 }], 4.5)).toBeCloseTo(6.35);
  });

  it("never jumps before the newest stretch begins", () => {
    expect(jumpTarget([{ start: 6, end: 6.1 }], 0)).toBe(6);
  });

  it("waits when nothing is buffered", () => {
    expect(jumpTarget([], 3)).toBeUndefined();
    expect(behind([], 3)).toBe(0);
  });

  it("lets old media go in steps", () => {
    expect(dropBefore([{ start: 0, end: 20 }], 9)).toBeUndefined();
    expect(dropBefore([{ start: 0, end: 20 }], 20)).toBe(12);
  });
});

describe("freshness", () => {
  it("is stale after silence, and unknown before the first word", () => {
    const beat = new Freshness(BEAT_LOST_MS);
    expect(beat.isStale(1e12)).toBe(false);
    beat.heard(1_000);
    expect(beat.isStale(1_000 + BEAT_LOST_MS)).toBe(false);
    expect(beat.isStale(1_001 + BEAT_LOST_MS)).toBe(true);
  });

  it("is stale at once when the source says so, until it speaks again", () => {
    const room = new Freshness(10_000);
    room.heard(0);
    room.revoke();
    expect(room.isStale(1)).toBe(true);
    room.heard(2);
    expect(room.isStale(3)).toBe(false);
  });
});

describe("badges", () => {
  it("are good while everything holds", () => {
    expect(tone("badgeLabel", {})).toBe("good");
    expect(tone("badgeLease", {})).toBe("good");
    expect(tone("badgeDrive", {})).toBe("good");
  });

  it.each([
    ["badgeLabel", { slate_reason: "LABEL_MISSING", label_checks_failed: 1 }],
    ["badgeLease", { slate_reason: "LEASE_REVOKED" }],
    ["badgeLease", { lease_age_ms: -1 }],
    ["badgeDrive", { slate_reason: "DRIVE_LOST" }],
  ] as const)("%s is bad for %o", (name, of) => {
    expect(tone(name, of)).toBe("bad");
  });

  it("do not claim a driver while the operator's slate hides him", () => {
    expect(tone("badgeDrive", { slate_reason: "OPERATOR" })).toBe("idle");
  });

  it.each([
    ["LIVE", "UNSPECIFIED", "good"],
    ["LIVE", "CHALLENGES_MISSED", "bad"],
    ["DEGRADED", "UNSPECIFIED", "warn"],
    ["NOT_LIVE", "UNSPECIFIED", "bad"],
    ["UNSPECIFIED", "UNSPECIFIED", "idle"],
  ] as const)("of a driver who is %s with slate %s is %s", (verdict, slate, expected) => {
    expect(tone("badgeDriver", { drive_standing: { ...standing, verdict, slate } })).toBe(expected);
  });

  it("say why a driver is in doubt, and what follows", () => {
    const notes = driverNotes({
      ...status,
      drive_standing: {
        ...standing, verdict: "NOT_LIVE", reasons: ["LOOP", "FROM_TOMORROW"], challenges: "RECHECK",
        challengeable: false, enforced: false,
      },
    });
    expect(notes).toEqual([
      "measure_LOOP", "challenges_RECHECK", "standing_NOBODY_TO_ASK", "standing_OBSERVED",
    ]);
    expect(driverNotes(undefined)).toEqual([]);
  });

  it("say what moves by itself now, and not what did before", () => {
    const undriven_parts = [
      { part: "EYELIDS", moved_by: "IDLE", now: true, frames: 30 },
      { part: "CHEST", moved_by: "IDLE", now: false, frames: 30 },
      { part: "MOUTH", moved_by: "VOICE", now: true, frames: 4 },
      { part: "FROM_TOMORROW", moved_by: "IDLE", now: true, frames: 1 },
    ];
    const drive_standing = { ...standing, verdict: "DEGRADED" as const, reasons: ["MOUTH_FROM_VOICE"] };
    expect(driverNotes({ ...status, undriven_parts, drive_standing })).toEqual([
      "measure_MOUTH_FROM_VOICE", "undriven_EYELIDS", "undriven_MOUTH",
    ]);
    expect(driverNotes({ ...status, undriven_parts })).toEqual(["undriven_EYELIDS", "undriven_MOUTH"]);
  });

  it("claim nothing without figures", () => {
    expect(badges("CREATED", undefined).every((it) => it.tone === "idle")).toBe(true);
  });
});

describe("formats", () => {
  it("knows how many digits a currency has", () => {
    expect(money({ currency_code: "CNY", amount_minor: 1990 }, "en")).toBe("¥19.90");
    expect(money({ currency_code: "JPY", amount_minor: 1990 }, "en")).toBe("¥1,990");
    expect(money({ currency_code: "KWD", amount_minor: 1990 }, "en")).toContain("1.990");
  });

  it("keeps currencies apart", () => {
    expect(amounts([], "en")).toBe(NONE);
    expect(
      amounts(
        [
          { currency_code: "GBP", amount_minor: 100 },
          { currency_code: "USD", amount_minor: 200 },
        ],
        "en",
      ),
    ).toBe("£1.00 · $2.00");
  });

  it("writes ages and spans", () => {
    expect(age(900)).toBe("900 ms");
    expect(age(7_100)).toBe("7.1 s");
    expect(span(3_725_000)).toBe("1:02:05");
    expect(signedMilliseconds(4.4)).toBe("+4 ms");
    expect(signedMilliseconds(-4.4)).toBe("-4 ms");
  });

  it("draws a line that ends at the right edge", () => {
    expect(points([1, 2]).split(" ").at(-1)).toMatch(/^120\.0,/);
    expect(points([])).toBe("");
  });
});

describe("texts", () => {
  it("has every text in both languages", () => {
    expect(Object.keys(tables.zh).sort()).toEqual(Object.keys(tables.en).sort());
    expect(Object.values(tables.zh).every((it) => it.length > 0)).toBe(true);
  });

  it("follows the stored choice, then the browser", () => {
    expect(preferredLanguage("en", "zh-CN")).toBe("en");
    expect(preferredLanguage(null, "zh-TW")).toBe("zh");
    expect(preferredLanguage("xx", "de")).toBe("en");
  });

  it("falls back for a word that a newer studio sends", () => {
    expect(lookUp(tables.en, "state_LIVE", "?")).toBe("Live");
    expect(lookUp(tables.en, "state_NEW", "NEW")).toBe("NEW");
  });

  it("names every reason of a refusal", () => {
    expect(details("NOT_LICENSED", { reasons: "LICENCE_EXPIRED,TOO_MANY_ROOMS" }, "no")).toBe(
      "LICENCE_EXPIRED · TOO_MANY_ROOMS",
    );
    expect(details("UNKNOWN", {}, "")).toBe("UNKNOWN");
  });
});
