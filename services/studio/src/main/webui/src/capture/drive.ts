/** The connection to capture-ingest: one WebSocket that opens, drives, and comes back. */

import { nowUs } from "./clock";
import type { Turn } from "./turn";
import * as wire from "./wire";

/** What the link to this page said: who drives, and the proof that they may. */
export interface Ticket {
  driveId: string;
  driveToken: string;
}

export type DriveState = "idle" | "connecting" | "driving" | "waiting" | "refused";

/** Why the service closed the connection; the codes of capture-ingest's CloseCode. */
export const AGAIN: ReadonlySet<number> = new Set([1001, 1005, 1006, 1012, 1013, 4408, 4409, 4429, 4500, 4503]);

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
/** More than this under way means that the network is too slow: motion is left out, newest wins. */
const MOTION_BACKLOG_BYTES = 32_768;
/** Half a second of sound more; what is left out leaves a gap in the sequence, which is reported. */
const VOICE_BACKLOG_PACKETS = 25;

/** What the drive did so far. */
export interface Counts {
  motion: number;
  voice: number;
  motionLeftOut: number;
  voiceLeftOut: number;
  acknowledgedMotion: number;
}

/** What the samples of a drive hold, by name and in their order. */
export interface Channels {
  shapes: readonly string[];
  bones: readonly string[];
}

export interface DriveEvents {
  changed: (state: DriveState, closeCode: number) => void;
  challenged: (challenge: wire.Heard & { is: "challenge" }) => void;
  prompted: (prompt: wire.Heard & { is: "digit" }) => void;
}

/** One drive. Samples are sent as they come, while it is open; nothing is kept. */
export class Drive {
  state: DriveState = "idle";
  readonly counts: Counts = {
    motion: 0, voice: 0, motionLeftOut: 0, voiceLeftOut: 0, acknowledgedMotion: 0,
  };

  private socket: WebSocket | undefined;
  private retry: number | undefined;
  private waitMs = FIRST_WAIT_MS;
  private motionSequence = 0;
  private voiceSequence = 0;
  private motionUs = 0;
  private voiceUs = 0;

  constructor(
    private readonly url: string,
    private readonly ticket: Ticket,
    private readonly channels: Channels,
    private readonly withVoice: boolean,
    private readonly producer: string,
    private readonly events: DriveEvents,
  ) {}

  /** Connects, and connects again whenever that may help, until it is stopped. */
  start(): void {
    this.connect();
  }

  stop(): void {
    window.clearTimeout(this.retry);
    const socket = this.socket;
    this.socket = undefined;
    socket?.close(1000);
    this.become("idle", 1000);
  }

  /** Sends a motion sample, if the drive is open and the network keeps up. */
  motion(
    deviceTimeUs: number,
    weights: ArrayLike<number>,
    head: wire.HeadPose | undefined,
    bones: readonly (Turn | undefined)[] = [],
  ): void {
    if (this.state !== "driving" || this.socket === undefined) {
      return;
    }
    if (this.socket.bufferedAmount > MOTION_BACKLOG_BYTES) {
      this.counts.motionLeftOut += 1;
      return;
    }
    this.motionSequence += 1;
    this.motionUs = Math.max(this.motionUs + 1, deviceTimeUs);
    this.socket.send(
      wire.motion({
        sequence: this.motionSequence, deviceTimeUs: this.motionUs, weights, head, bones,
      }),
    );
    this.counts.motion += 1;
  }

  /** Sends a voice packet. One that is left out is counted in the sequence all the same. */
  voice(deviceTimeUs: number, sampleRateHz: number, sound: wire.Sound): void {
    if (this.state !== "driving" || this.socket === undefined) {
      return;
    }
    this.voiceSequence += 1;
    this.voiceUs = Math.max(this.voiceUs + 1, deviceTimeUs);
    const message = wire.voice({
      sequence: this.voiceSequence, deviceTimeUs: this.voiceUs, sampleRateHz, sound,
    });
    if (this.socket.bufferedAmount > MOTION_BACKLOG_BYTES + VOICE_BACKLOG_PACKETS * message.length) {
      this.counts.voiceLeftOut += 1;
      return;
    }
    this.socket.send(message);
    this.counts.voice += 1;
  }

  /** Says that the driver has seen a challenge now. */
  seen(challengeId: string): void {
    if (this.state === "driving") {
      this.socket?.send(wire.challengeAnswer(challengeId, nowUs()));
    }
  }

  /** Says that the driver is ready to teach their digits. */
  teachDigits(): void {
    if (this.state === "driving") {
      this.socket?.send(wire.teachDigits());
    }
  }

  private connect(): void {
    this.become("connecting", 0);
    const socket = new WebSocket(this.url);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.addEventListener("open", () => {
      socket.send(
        wire.open({
          ...this.ticket,
          shapeNames: this.channels.shapes,
          boneNames: this.channels.bones,
          withVoice: this.withVoice,
          producer: this.producer,
          deviceTimeUs: nowUs(),
        }),
      );
    });
    socket.addEventListener("message", (event: MessageEvent<ArrayBuffer>) => {
      if (socket === this.socket) {
        this.heard(socket, wire.hear(new Uint8Array(event.data)));
      }
    });
    socket.addEventListener("close", (event) => {
      if (socket === this.socket) {
        this.closed(event.code);
      }
    });
  }

  private heard(socket: WebSocket, message: wire.Heard): void {
    switch (message.is) {
      case "opened":
        // What an earlier connection of the same session brought counts on.
        this.motionSequence = Math.max(this.motionSequence, message.lastMotion);
        this.voiceSequence = Math.max(this.voiceSequence, message.lastVoice);
        this.waitMs = FIRST_WAIT_MS;
        this.become("driving", 0);
        break;
      case "ack":
        this.counts.acknowledgedMotion = message.motion;
        break;
      case "ping":
        socket.send(wire.pong(message.pingId, nowUs()));
        break;
      case "challenge":
        this.events.challenged(message);
        break;
      case "digit":
        this.events.prompted(message);
        break;
      case "other":
        break;
    }
  }

  private closed(code: number): void {
    this.socket = undefined;
    if (!AGAIN.has(code)) {
      this.become("refused", code);
      return;
    }
    this.become("waiting", code);
    this.retry = window.setTimeout(() => { this.connect(); }, this.waitMs);
    this.waitMs = Math.min(LONGEST_WAIT_MS, this.waitMs * 2);
  }

  private become(state: DriveState, closeCode: number): void {
    this.state = state;
    this.events.changed(state, closeCode);
  }
}
