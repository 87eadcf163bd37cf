import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hear, motion, open } from "../../src/capture/wire";
import { all, count, floats } from "../page/protobuf";
import { HEARD, SENT } from "./messages";

const golden = JSON.parse(
  readFileSync("test/capture/golden.json", "utf8"),
) as Record<"sent" | "heard", Record<string, string>>;

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, "hex"));

describe("the messages", () => {
  it.each(Object.keys(SENT))("writes %s as the contract's Java classes do", (name) => {
    expect(Buffer.from(SENT[name]?.() ?? []).toString("hex")).toBe(golden.sent[name]);
  });

  it.each(Object.keys(HEARD))("reads %s as the contract's Java classes write it", (name) => {
    expect(hear(bytes(golden.heard[name] ?? ""))).toEqual(HEARD[name]);
  });

  it("name bones in the header and give those that are seen, in its order", () => {
    const opening = all(Buffer.from(open({
      driveId: "d", driveToken: "t", shapeNames: ["jawOpen"], boneNames: ["spine", "leftHand"],
      withVoice: true, producer: "", deviceTimeUs: 1,
    })), 1)[0]?.bytes ?? Buffer.alloc(0);
    const header = all(opening, 3)[0]?.bytes ?? Buffer.alloc(0);
    expect(all(header, 2).map((it) => it.bytes.toString())).toEqual(["spine", "leftHand"]);

    const bones = Array.from({ length: 36 }, () => undefined);
    const batch = all(Buffer.from(motion({
      sequence: 1, deviceTimeUs: 2, weights: [0.5], head: undefined,
      bones: [undefined, [0, 0, 0, 1], ...bones.slice(3), [0.5, 0.5, 0.5, 0.5]],
    })), 2)[0]?.bytes ?? Buffer.alloc(0);
    const sample = all(batch, 1)[0]?.bytes ?? Buffer.alloc(0);
    expect(count(sample, 6)).toBe(2 ** 1 + 2 ** 35);
    expect(floats(sample, 7)).toEqual([0, 0, 0, 1, 0.5, 0.5, 0.5, 0.5]);
    expect(floats(sample, 4)).toEqual([0.5]);
  });

  it("skips what it does not know, of every kind of field", () => {
    const unknown = "c03e01" + "c93e0102030405060708" + "cd3e01020304" + "ca3e03616263";
    expect(hear(bytes(unknown + (golden.heard["ack"] ?? "")))).toEqual(HEARD["ack"]);
    expect(hear(bytes(unknown))).toEqual({ is: "other" });
  });

  it("throws a RangeError, and nothing else, for damage", () => {
    const whole = bytes(golden.heard["challenge"] ?? "");
    for (let length = 1; length < whole.length; length += 1) {
      expect(() => hear(whole.subarray(0, length))).toThrow(RangeError);
    }
  });
});
