import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { VoiceCoder, type Coded } from "../../src/capture/opus";
import type { Packet } from "../../src/capture/voice";

interface Init {
  output: (chunk: unknown, metadata?: unknown) => void;
  error: (fault: Error) => void;
}

interface Data {
  timestamp: number;
  numberOfFrames: number;
  data: Int16Array;
}

/** An encoder that gives what it took when it is told to. */
class FakeEncoder {
  static supported: boolean | undefined = true;
  static asked: unknown[] = [];
  static made: FakeEncoder[] = [];
  state = "unconfigured";
  encodeQueueSize = 0;
  readonly took: Data[] = [];

  constructor(readonly init: Init) {
    FakeEncoder.made.push(this);
  }

  static isConfigSupported(config: unknown): Promise<{ supported: boolean | undefined }> {
    FakeEncoder.asked.push(config);
    return Promise.resolve({ supported: FakeEncoder.supported });
  }

  configure(): void {
    this.state = "configured";
  }

  encode(data: Data): void {
    this.took.push(data);
  }

  close(): void {
    this.state = "closed";
  }

  gives(timestamp: number, bytes: number[], description?: BufferSource): void {
    const chunk = {
      timestamp, byteLength: bytes.length,
      copyTo: (to: Uint8Array) => { to.set(bytes); },
    };
    this.init.output(chunk, description === undefined ? undefined : { decoderConfig: { description } });
  }
}

class FakeData {
  closed = false;

  constructor(init: Data) {
    Object.assign(this, init);
  }

  close(): void {
    this.closed = true;
  }
}

function packet(deviceTimeUs: number, sampleRateHz = 48_000): Packet {
  return { deviceTimeUs, sampleRateHz, pcm: new Int16Array(sampleRateHz / 50).fill(7), peak: 0, rms: 0 };
}

/** "OpusHead", version 1, one channel, and how much of the beginning is to be skipped. */
function head(preSkip: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(19);
  bytes.set(new TextEncoder().encode("OpusHead\u0001\u0001"));
  new DataView(bytes.buffer).setUint16(10, preSkip, true);
  return bytes;
}

describe("the voice", () => {
  let given: Coded[];
  const encoder = (): FakeEncoder => {
    const newest = FakeEncoder.made.at(-1);
    if (newest === undefined) {
      throw new Error("no encoder was made");
    }
    return newest;
  };
  const coder = async (): Promise<VoiceCoder> => {
    const made = new VoiceCoder((coded) => { given.push(coded); });
    await made.decided;
    return made;
  };
  const plain = (): boolean[] => given.map((it) => "pcm" in it.sound);

  beforeEach(() => {
    given = [];
    FakeEncoder.supported = true;
    FakeEncoder.asked = [];
    FakeEncoder.made = [];
    vi.stubGlobal("AudioEncoder", FakeEncoder);
    vi.stubGlobal("AudioData", FakeData);
  });

  afterEach(() => { vi.unstubAllGlobals(); });

  it("is one Opus packet for each packet, set back by what the encoder looks ahead", async () => {
    const voice = await coder();
    voice.take(packet(1_000_000));
    voice.take(packet(1_020_007));
    expect(given).toEqual([]);
    // The encoder sees an even clock, whatever the microphone's does.
    expect(encoder().took.map((it) => [it.timestamp, it.numberOfFrames])).toEqual([[0, 960], [20_000, 960]]);
    expect(encoder().took.every((it) => (it as unknown as FakeData).closed)).toBe(true);

    encoder().gives(0, [1, 2, 3]);
    encoder().gives(20_000, [4]);

    // 312 samples at 48 kHz are 6.5 ms.
    expect(given).toEqual([
      { deviceTimeUs: 993_500, sampleRateHz: 48_000, sound: { opus: Uint8Array.of(1, 2, 3) } },
      { deviceTimeUs: 1_013_507, sampleRateHz: 48_000, sound: { opus: Uint8Array.of(4) } },
    ]);
    expect(FakeEncoder.asked).toEqual(
      [{ codec: "opus", sampleRate: 48_000, numberOfChannels: 1, bitrate: 64_000 }]);
  });

  it.each([
    ["a view", head(120)],
    ["a view into more", new Uint8Array([9, 9, ...head(120)]).subarray(2)],
    ["a buffer", head(120).buffer],
  ])("is set back by the pre-skip that the browser tells in %s", async (_, description) => {
    const voice = await coder();
    voice.take(packet(1_000_000));
    encoder().gives(0, [1], description);
    expect(given[0]?.deviceTimeUs).toBe(997_500);
  });

  it("keeps its times where the encoder leaves one out, counts from its own delay, or repeats one", async () => {
    const voice = await coder();
    [0, 1, 2, 3].forEach((i) => { voice.take(packet(1_000_000 + i * 20_000)); });
    encoder().gives(-6_500, [1]);
    encoder().gives(33_500, [3]);
    encoder().gives(33_500, [3]);
    encoder().gives(9_000_000, [9]);
    expect(given.map((it) => it.deviceTimeUs)).toEqual([993_500, 1_033_500]);
  });

  it.each([
    ["there is no encoder", () => { vi.stubGlobal("AudioEncoder", undefined); }],
    ["the encoder makes no Opus", () => { FakeEncoder.supported = false; }],
    ["asking fails", () => { vi.spyOn(FakeEncoder, "isConfigSupported").mockRejectedValueOnce(new TypeError("no")); }],
    ["it cannot be set up", () => {
      vi.spyOn(FakeEncoder.prototype, "configure").mockImplementationOnce(() => { throw new TypeError("no"); });
    }],
  ])("is plain where %s", async (_, broken) => {
    broken();
    const voice = await coder();
    const one = packet(5);
    voice.take(one);
    expect(given).toEqual([{ deviceTimeUs: 5, sampleRateHz: 48_000, sound: { pcm: one.pcm } }]);
  });

  it("is plain at another rate than the encoder's, and until it is known whether there is one", async () => {
    const voice = new VoiceCoder((coded) => { given.push(coded); });
    voice.take(packet(5));
    await voice.decided;
    voice.take(packet(25_000, 44_100));
    expect(plain()).toEqual([true, true]);
    expect(given[1]?.sampleRateHz).toBe(44_100);
    expect(encoder().took).toEqual([]);
  });

  it("is plain from a fault of the encoder on, and leaves out what comes late", async () => {
    const voice = await coder();
    voice.take(packet(1_000_000));
    encoder().init.error(new Error("gone"));
    encoder().gives(0, [1]);
    voice.take(packet(1_020_000));
    expect(plain()).toEqual([true]);
    expect(encoder().state).toBe("closed");
  });

  it("is plain once the encoder does not keep up or throws, without losing that packet", async () => {
    const slow = await coder();
    encoder().encodeQueueSize = 26;
    slow.take(packet(1));
    expect(encoder().state).toBe("closed");
    const broken = await coder();
    vi.spyOn(encoder(), "encode").mockImplementationOnce(() => { throw new DOMException("closed"); });
    broken.take(packet(2));
    expect(plain()).toEqual([true, true]);
    expect(given.map((it) => it.deviceTimeUs)).toEqual([1, 2]);
  });
});
