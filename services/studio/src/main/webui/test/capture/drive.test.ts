import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SampleClock } from "../../src/capture/clock";
import { Drive, type DriveState } from "../../src/capture/drive";
import { Rate } from "../../src/capture/rate";
import { asked, captureTables } from "../../src/capture/text";
import { fragmentOf, takeTicket, ticketIn } from "../../src/capture/ticket";

const golden = JSON.parse(
  readFileSync("test/capture/golden.json", "utf8"),
) as Record<"sent" | "heard", Record<string, string>>;

const TICKET = {
  driveId: "01980000-0000-7000-8000-000000000001",
  driveToken: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG",
};

class FakeSocket extends EventTarget {
  static made: FakeSocket[] = [];
  binaryType = "";
  bufferedAmount = 0;
  readonly sent: Uint8Array[] = [];
  closed = 0;

  constructor(readonly url: string) {
    super();
    FakeSocket.made.push(this);
  }

  send(message: Uint8Array): void {
    this.sent.push(message);
  }

  close(code: number): void {
    this.closed = code;
  }

  hears(name: string): void {
    const bytes = Uint8Array.from(Buffer.from(golden.heard[name] ?? "", "hex"));
    this.dispatchEvent(new MessageEvent("message", { data: bytes.buffer }));
  }

  ends(code: number): void {
    this.dispatchEvent(Object.assign(new Event("close"), { code }));
  }
}

describe("the drive", () => {
  let states: DriveState[];
  let drive: Drive;
  let prompts: string[];
  const socket = (): FakeSocket => {
    const newest = FakeSocket.made.at(-1);
    if (newest === undefined) {
      throw new Error("no connection was made");
    }
    return newest;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", FakeSocket);
    FakeSocket.made = [];
    states = [];
    prompts = [];
    drive = new Drive("ws://127.0.0.1:1/ws/drive", TICKET, { shapes: ["jawOpen"], bones: ["spine"] }, true, "test", {
      changed: (state) => { states.push(state); },
      challenged: () => undefined,
      prompted: (prompt) => { prompts.push(prompt.digit); },
    });
  });

  afterEach(() => {
    drive.stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("opens first, waits until it is open, and then counts on from what came before", () => {
    drive.start();
    drive.motion(1, [0.5], undefined);
    socket().dispatchEvent(new Event("open"));
    drive.motion(2, [0.5], undefined);
    expect(socket().sent).toHaveLength(1);
    expect(socket().url).not.toContain(TICKET.driveToken);

    socket().hears("opened");
    drive.motion(3, [0.5], undefined);

    expect(socket().sent).toHaveLength(2);
    // 301 as a varint, in a batch of one: the service has had 300.
    expect(Buffer.from(socket().sent[1] ?? []).toString("hex")).toContain("08ad02");
    expect(states).toEqual(["connecting", "driving"]);
  });

  it("names its bones when it opens, and sends those that are seen", () => {
    drive.start();
    socket().dispatchEvent(new Event("open"));
    socket().hears("opened_new");
    drive.motion(1, [0.5], undefined, [[0, 0, 0, 1]]);
    drive.motion(2, [0.5], undefined, [undefined]);
    const [opening, with1, without] = socket().sent;
    expect(Buffer.from(opening ?? []).toString()).toContain("spine");
    // The presence mask and four floats.
    expect((with1?.length ?? 0) - (without?.length ?? 0)).toBe(2 + 2 + 16);
  });

  it("begins a lesson when it drives, and shows what to say", () => {
    drive.start();
    drive.teachDigits();
    expect(socket().sent).toHaveLength(0);
    socket().hears("opened_new");
    drive.teachDigits();
    socket().hears("digit_prompt");
    expect(Buffer.from(socket().sent[0] ?? []).toString("hex")).toBe(golden.sent["teach_digits"]);
    expect(prompts).toEqual(["7"]);
  });

  it("answers a ping at once", () => {
    drive.start();
    socket().hears("opened_new");
    socket().hears("ping");
    expect(socket().sent).toHaveLength(1);
  });

  it("leaves motion out before voice when the network is slow", () => {
    drive.start();
    socket().hears("opened_new");
    socket().bufferedAmount = 40_000;
    drive.motion(1, [0.5], undefined);
    drive.voice(1, 48_000, { pcm: new Int16Array(960) });
    socket().bufferedAmount = 100_000;
    drive.voice(2, 48_000, { pcm: new Int16Array(960) });
    socket().bufferedAmount = 0;
    drive.voice(3, 48_000, { pcm: new Int16Array(960) });

    expect(drive.counts).toMatchObject({ motion: 0, motionLeftOut: 1, voice: 2, voiceLeftOut: 1 });
    // The sequence of the last one is 3: the gap tells the service what is missing.
    expect(Buffer.from(socket().sent[1] ?? []).toString("hex")).toContain("080310");
  });

  it("lets no more than half a second of Opus wait either", () => {
    drive.start();
    socket().hears("opened_new");
    const sound = { opus: new Uint8Array(160) };
    socket().bufferedAmount = 32_768 + 25 * 160;
    drive.voice(1, 48_000, sound);
    socket().bufferedAmount = 40_000;
    drive.voice(2, 48_000, sound);

    expect(drive.counts).toMatchObject({ voice: 1, voiceLeftOut: 1 });
  });

  it("comes back when that may help, ever more slowly, and not when it cannot", () => {
    drive.start();
    socket().ends(1006);
    expect(drive.state).toBe("waiting");
    vi.advanceTimersByTime(500);
    expect(FakeSocket.made).toHaveLength(2);
    socket().ends(4409);
    vi.advanceTimersByTime(999);
    expect(FakeSocket.made).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.made).toHaveLength(3);

    socket().ends(4401);
    vi.advanceTimersByTime(60_000);

    expect(FakeSocket.made).toHaveLength(3);
    expect(drive.state).toBe("refused");
  });

  it("does not come back once it is stopped", () => {
    drive.start();
    socket().ends(1006);
    drive.stop();
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.made).toHaveLength(1);
    expect(drive.state).toBe("idle");
  });
});

describe("the link", () => {
  it("is taken out of the address, and kept for this tab", () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => { kept.set(key, value); },
    };
    const replaced: unknown[] = [];
    const history = { replaceState: (...call: unknown[]) => { replaced.push(call); } };

    const location = { hash: fragmentOf(TICKET), pathname: "/capture/" };
    expect(takeTicket(location, history, storage)).toEqual(TICKET);
    expect(replaced).toEqual([[null, "", "/capture/"]]);
    expect(takeTicket({ hash: "", pathname: "/capture/" }, history, storage)).toEqual(TICKET);
    expect(replaced).toHaveLength(1);
  });

  it("is refused when it is none", () => {
    expect(ticketIn("#drive=1&token=0123456789abcdef")).toBeUndefined();
    expect(ticketIn(`#drive=${TICKET.driveId}&token=short`)).toBeUndefined();
    expect(ticketIn(`#drive=${TICKET.driveId}&token=0123456789abcde<script>`)).toBeUndefined();
    expect(ticketIn("")).toBeUndefined();
  });
});

describe("the microphone's clock", () => {
  const packet = 960;

  it("finds the least delayed packet, and follows a fast card without a step", () => {
    const clock = new SampleClock(48_000, 0);
    let seed = 7;
    const random = (): number => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    let last = 0;
    const errors: number[] = [];
    for (let i = 0; i < 3_000; i += 1) {
      // The card runs 100 ppm slow, and each packet is heard of 5 to 45 ms late.
      const trueMs = 1_000 + i * 20 * 1.0001;
      const us = clock.timeUs(i * packet, packet, trueMs + 20 + 5 + random() * 40);
      if (i > 600) {
        errors.push(us / 1_000 - trueMs);
        expect(us - last).toBeGreaterThan(19_900);
        expect(us - last).toBeLessThan(20_100);
      }
      last = us;
    }
    expect(Math.max(...errors)).toBeLessThan(8);
    expect(Math.min(...errors)).toBeGreaterThan(3);
  });

  it("goes on at the right time after the microphone stood still", () => {
    const clock = new SampleClock(48_000, 10);
    for (let i = 0; i < 100; i += 1) {
      clock.timeUs(i * packet, packet, 1_000 + i * 20 + 20);
    }
    let us = 0;
    for (let i = 100; i < 200; i += 1) {
      us = clock.timeUs(i * packet, packet, 6_000 + i * 20 + 20);
    }
    expect(us / 1_000).toBeCloseTo(6_000 + 199 * 20 - 10, 0);
  });
});

describe("words and figures", () => {
  it("have both languages for every key", () => {
    expect(Object.keys(captureTables.zh)).toEqual(Object.keys(captureTables.en));
    expect(Object.values(captureTables.zh).every((it) => it !== "")).toBe(true);
  });

  it("say what a challenge asks for", () => {
    const { en } = captureTables;
    expect(asked(en, "gesture", ["browInnerUp", "browOuterUpLeft", "jawOpen", "cheekPuff"])).toEqual(
      ["Raise your eyebrows", "Open your mouth", "cheekPuff"]);
    expect(asked(en, "head", ["tilt-left"])).toEqual(["Left ear to the shoulder"]);
    expect(asked(en, "code", ["1", "9", "3", "0"])).toEqual(["1 9 3 0"]);
  });

  it("count a rate over a window", () => {
    const rate = new Rate(1_000);
    for (let ms = 0; ms <= 2_000; ms += 50) {
      rate.note(ms);
    }
    expect(rate.perSecond(2_000)).toBeCloseTo(20);
    expect(rate.perSecond(4_000)).toBe(0);
  });
});
