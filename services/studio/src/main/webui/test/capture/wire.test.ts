import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hear } from "../../src/capture/wire";
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
