/**
 * The messages of the golden file, as the page makes and understands them. The capture service's
 * BrowserGoldenTest makes the same ones with the generated classes.
 */

import * as wire from "../../src/capture/wire";

const DRIVE = "01980000-0000-7000-8000-000000000001";

export const SENT: Record<string, () => Uint8Array> = {
  open: () => wire.open({
    driveId: DRIVE, driveToken: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG",
    shapeNames: ["jawOpen", "eyeBlinkLeft"], boneNames: [], withVoice: true, producer: "afterglow-page 0.1",
    deviceTimeUs: 1_234_567_890,
  }),
  open_without_voice: () => wire.open({
    driveId: DRIVE, driveToken: "0123456789abcdef", shapeNames: [], boneNames: [], withVoice: false,
    producer: "", deviceTimeUs: 0,
  }),
  motion: () => wire.motion({
    sequence: 300, deviceTimeUs: 9_007_199_254_740_991, weights: [0.25, 1],
    head: { rotation: [0, 0.5, 0, 0.75], positionCm: [1.5, -2, -40] }, bones: [],
  }),
  motion_without_head: () => wire.motion({
    sequence: 1, deviceTimeUs: 40_000, weights: Array.from({ length: 51 }, () => 0), head: undefined,
    bones: [undefined, undefined],
  }),
  open_with_bones: () => wire.open({
    driveId: DRIVE, driveToken: "0123456789abcdef", shapeNames: ["jawOpen"],
    boneNames: ["spine", "neck", "leftUpperArm"], withVoice: false, producer: "", deviceTimeUs: 0,
  }),
  motion_with_bones: () => wire.motion({
    sequence: 42, deviceTimeUs: 1_500_000, weights: [0.5], head: undefined,
    bones: [[0, 0.6, 0, 0.8], undefined, [-0.5, 0.5, -0.5, 0.5]],
  }),
  voice: () => wire.voice({
    sequence: 7, deviceTimeUs: 140_000, sampleRateHz: 48_000,
    sound: { pcm: Int16Array.from([0, 1, -1, 32_767, -32_768]) },
  }),
  voice_opus: () => wire.voice({
    sequence: 8, deviceTimeUs: 153_500, sampleRateHz: 48_000,
    sound: { opus: Uint8Array.from([0x78, 0xff, 0xfe]) },
  }),
  pong: () => wire.pong(18_446_744_073_709_551_615n, 5),
  challenge_answer: () => wire.challengeAnswer(DRIVE, 77),
  teach_digits: () => wire.teachDigits(),
};

export const HEARD: Record<string, wire.Heard> = {
  opened: { is: "opened", lastMotion: 300, lastVoice: 7 },
  opened_new: { is: "opened", lastMotion: 0, lastVoice: 0 },
  ack: { is: "ack", motion: 1_000_000, voice: 2 },
  ping: { is: "ping", pingId: 18_446_744_073_709_551_615n },
  challenge: {
    is: "challenge", id: DRIVE, kind: "gesture", parts: ["jawOpen", "browInnerUp"], withinMs: 4_250,
  },
  digit_prompt: { is: "digit", step: "again", digit: "7", kept: 3, wanted: 20 },
};
