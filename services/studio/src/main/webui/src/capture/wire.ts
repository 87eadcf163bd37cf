/**
 * The messages of `afterglow.capture.v1.CaptureService.OpenDrive` as protocol buffers, by hand: the
 * page sends six small messages up to a hundred times a second and reads five. The golden file in
 * test/capture/golden.json holds them together with the generated Java classes: both sides' tests
 * read it.
 */

import type { Turn } from "./turn";

/** A pose of the head against the camera: unit quaternion x, y, z, w and centimetres. */
export interface HeadPose {
  rotation: Turn;
  positionCm: readonly [number, number, number];
}

/** One instant of motion. Weights stand in the order of the header's names. */
export interface MotionSample {
  sequence: number;
  deviceTimeUs: number;
  /** 0 to 1, one for each name of the header. */
  weights: ArrayLike<number>;
  head: HeadPose | undefined;
  /** One for each bone of the header; undefined for one that is not seen. */
  bones: readonly (Turn | undefined)[];
}

/** The sound of a packet, mono: 16-bit samples, or one Opus packet. */
export type Sound = { pcm: Int16Array } | { opus: Uint8Array };

/** A packet of voice. */
export interface VoiceSample {
  sequence: number;
  deviceTimeUs: number;
  sampleRateHz: number;
  sound: Sound;
}

/** What opens the drive. */
export interface OpenHeader {
  driveId: string;
  driveToken: string;
  shapeNames: readonly string[];
  boneNames: readonly string[];
  withVoice: boolean;
  producer: string;
  deviceTimeUs: number;
}

/** What a challenge asks for. */
export type ChallengeKind = "gesture" | "head" | "code" | "unknown";

/** What a driver who teaches their digits is to do. */
export type DigitStep = "say" | "again" | "done" | "given_up" | "unknown";

/** What the service says. */
export type Heard =
  | { is: "opened"; lastMotion: number; lastVoice: number }
  | { is: "ack"; motion: number; voice: number }
  | { is: "ping"; pingId: bigint }
  | { is: "challenge"; id: string; kind: ChallengeKind; parts: string[]; withinMs: number }
  | { is: "digit"; step: DigitStep; digit: string; kept: number; wanted: number }
  | { is: "other" };

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;
const CAMERA = 1;
const MICROPHONE = 1;
const SHOWS_CHALLENGES = 1;
const STEPS: readonly DigitStep[] = ["unknown", "say", "again", "done", "given_up"];
const KINDS: readonly ChallengeKind[] = ["unknown", "gesture", "head", "code"];

/** Writes fields one after the other; a message within a message is written on its own first. */
class Writer {
  private bytes = new Uint8Array(512);
  private view = new DataView(this.bytes.buffer);
  private at = 0;

  varint(field: number, value: number | bigint): this {
    if (value !== 0 && value !== 0n) {
      this.raw(BigInt((field << 3) | VARINT));
      this.raw(BigInt.asUintN(64, BigInt(value)));
    }
    return this;
  }

  text(field: number, value: string): this {
    return value === "" ? this : this.some(field, new TextEncoder().encode(value));
  }

  /** Bytes, written also when there are none: an element of a list, or a message that is set. */
  some(field: number, value: Uint8Array): this {
    this.raw(BigInt((field << 3) | BYTES));
    this.raw(BigInt(value.length));
    this.room(value.length);
    this.bytes.set(value, this.at);
    this.at += value.length;
    return this;
  }

  floats(field: number, values: ArrayLike<number>): this {
    if (values.length > 0) {
      this.raw(BigInt((field << 3) | BYTES));
      this.raw(BigInt(values.length * 4));
      this.room(values.length * 4);
      for (let i = 0; i < values.length; i += 1) {
        this.view.setFloat32(this.at, values[i] ?? 0, true);
        this.at += 4;
      }
    }
    return this;
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.at);
  }

  private raw(value: bigint): void {
    this.room(10);
    let rest = value;
    while (rest > 127n) {
      this.bytes[this.at++] = Number(rest & 127n) | 128;
      rest >>= 7n;
    }
    this.bytes[this.at++] = Number(rest);
  }

  private room(more: number): void {
    if (this.at + more > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.at + more));
      grown.set(this.bytes);
      this.bytes = grown;
      this.view = new DataView(grown.buffer);
    }
  }
}

function request(field: number, message: Writer): Uint8Array<ArrayBuffer> {
  return new Writer().some(field, message.done()).done();
}

/** Opens the drive; the first message. */
export function open(header: OpenHeader): Uint8Array<ArrayBuffer> {
  const names = new Writer();
  header.shapeNames.forEach((name) => names.some(1, new TextEncoder().encode(name)));
  header.boneNames.forEach((name) => names.some(2, new TextEncoder().encode(name)));
  names.varint(3, CAMERA).varint(4, header.withVoice ? MICROPHONE : 0).text(6, header.producer);
  return request(
    1,
    new Writer()
      .text(1, header.driveId)
      .text(2, header.driveToken)
      .some(3, names.done())
      .varint(4, header.deviceTimeUs)
      .varint(8, SHOWS_CHALLENGES),
  );
}

/** One motion sample, alone in its batch: it is sent as soon as it is there. */
export function motion(sample: MotionSample): Uint8Array<ArrayBuffer> {
  const all = (1n << BigInt(sample.weights.length)) - 1n;
  const message = new Writer()
    .varint(1, sample.sequence)
    .varint(2, sample.deviceTimeUs)
    .varint(3, all)
    .floats(4, sample.weights);
  if (sample.head !== undefined) {
    const head = new Writer().floats(1, sample.head.rotation).floats(2, sample.head.positionCm);
    message.some(5, head.done());
  }
  const seen = sample.bones.reduce((bits, bone, i) => bits | (bone === undefined ? 0n : 1n << BigInt(i)), 0n);
  message.varint(6, seen).floats(7, sample.bones.flatMap((bone) => bone ?? []));
  return request(2, new Writer().some(1, message.done()));
}

/** One voice packet. */
export function voice({ sequence, deviceTimeUs, sampleRateHz, sound }: VoiceSample): Uint8Array<ArrayBuffer> {
  const message = new Writer().varint(1, sequence).varint(2, deviceTimeUs).varint(3, sampleRateHz);
  return request(
    3, "opus" in sound ? message.some(5, sound.opus) : message.some(4, littleEndian(sound.pcm)));
}

function littleEndian(pcm: Int16Array): Uint8Array {
  const bytes = new Uint8Array(pcm.length * 2);
  const view = new DataView(bytes.buffer);
  pcm.forEach((value, i) => { view.setInt16(i * 2, value, true); });
  return bytes;
}

/** The answer to a ping. */
export function pong(pingId: bigint, deviceTimeUs: number): Uint8Array<ArrayBuffer> {
  return request(4, new Writer().varint(1, pingId).varint(2, deviceTimeUs));
}

/** Says when the driver saw a challenge. */
export function challengeAnswer(id: string, shownDeviceTimeUs: number): Uint8Array<ArrayBuffer> {
  return request(5, new Writer().text(1, id).varint(2, shownDeviceTimeUs));
}

/** Says that the driver is ready to teach their digits. */
export function teachDigits(): Uint8Array<ArrayBuffer> {
  return request(7, new Writer());
}

type Field = { number: number; varint: bigint; bytes: Uint8Array };

/** The fields of a message. Throws a RangeError where it ends within one. */
function* fields(message: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined) {
        break;
      }
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) {
        return BigInt.asUintN(64, value);
      }
    }
    throw new RangeError("a number without an end");
  };
  const bytes = (length: number): Uint8Array => {
    if (at + length > message.length) {
      throw new RangeError("a field longer than its message");
    }
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = Number(varint());
    const field: Field = { number: tag >>> 3, varint: 0n, bytes: new Uint8Array() };
    switch (tag & 7) {
      case VARINT: field.varint = varint(); break;
      case FIXED64: field.bytes = bytes(8); break;
      case BYTES: field.bytes = bytes(Number(varint())); break;
      case FIXED32: field.bytes = bytes(4); break;
      default: throw new RangeError("a field of no known kind");
    }
    yield field;
  }
}

/** What the service said. Unknown fields are skipped; throws a RangeError for damage. */
export function hear(message: Uint8Array): Heard {
  for (const field of fields(message)) {
    switch (field.number) {
      case 1: {
        const [lastMotion, lastVoice] = twoNumbers(field.bytes);
        return { is: "opened", lastMotion, lastVoice };
      }
      case 2: {
        const [motionAck, voiceAck] = twoNumbers(field.bytes);
        return { is: "ack", motion: motionAck, voice: voiceAck };
      }
      case 3: {
        const id = [...fields(field.bytes)].find((it) => it.number === 1)?.varint ?? 0n;
        return { is: "ping", pingId: id };
      }
      case 4: return challenge(field.bytes);
      case 5: return digit(field.bytes);
      default: break;
    }
  }
  return { is: "other" };
}

function challenge(message: Uint8Array): Heard {
  const text = new TextDecoder();
  const heard = {
    is: "challenge" as const, id: "", kind: "unknown" as ChallengeKind, parts: [] as string[], withinMs: 0,
  };
  for (const field of fields(message)) {
    switch (field.number) {
      case 1: heard.id = text.decode(field.bytes); break;
      case 2: heard.kind = KINDS[Number(field.varint)] ?? "unknown"; break;
      case 3: heard.parts.push(text.decode(field.bytes)); break;
      case 4: heard.withinMs = durationMs(field.bytes); break;
      default: break;
    }
  }
  return heard;
}

function digit(message: Uint8Array): Heard {
  const heard = { is: "digit" as const, step: "unknown" as DigitStep, digit: "", kept: 0, wanted: 0 };
  for (const field of fields(message)) {
    switch (field.number) {
      case 1: heard.step = STEPS[Number(field.varint)] ?? "unknown"; break;
      case 2: heard.digit = new TextDecoder().decode(field.bytes); break;
      case 3: heard.kept = Number(field.varint); break;
      case 4: heard.wanted = Number(field.varint); break;
      default: break;
    }
  }
  return heard;
}

function durationMs(message: Uint8Array): number {
  const [seconds, nanos] = twoNumbers(message);
  return seconds * 1_000 + nanos / 1e6;
}

function twoNumbers(message: Uint8Array): [number, number] {
  const numbers: [number, number] = [0, 0];
  for (const field of fields(message)) {
    if (field.number === 1 || field.number === 2) {
      numbers[field.number - 1] = Number(field.varint);
    }
  }
  return numbers;
}
