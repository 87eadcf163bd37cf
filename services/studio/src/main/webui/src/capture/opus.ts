/**
 * The voice as Opus where the browser encodes it, a tenth of the bytes; else as it came.
 *
 * Each packet of 20 ms at 48 kHz becomes one Opus packet, except where there is no encoder, it
 * cannot make 48 kHz mono, the microphone has another rate, or the encoder fails or falls behind;
 * from a fault on all is plain. An encoder looks ahead, so what a decoder makes of a packet begins
 * that much before the packet's own first sample: the packet's time is set back by just as much,
 * and the sound stays where the mouth is.
 */

import type { Packet } from "./voice";
import type { Sound } from "./wire";

/** A packet as it is sent. */
export interface Coded {
  /** When the first sample that is heard of it was recorded. */
  deviceTimeUs: number;
  sampleRateHz: number;
  sound: Sound;
}

const RATE_HZ = 48_000;
const PACKET_SAMPLES = 960;
const PACKET_US = 20_000;
const CONFIG = {
  codec: "opus", sampleRate: RATE_HZ, numberOfChannels: 1, bitrate: 64_000,
} satisfies AudioEncoderConfig;
/** More than half a second in the encoder: it does not keep up. */
const MOST_WAITING = 25;
/** Times of packets that may be in the encoder; twice what may wait. */
const REMEMBERED = 2 * MOST_WAITING;
/** The encoder of libopus looks 6.5 ms ahead at 48 kHz, where the browser does not tell. */
const LOOK_AHEAD_SAMPLES = 312;
const HEAD_BYTES = 19;
const PRE_SKIP_AT = 10;

export class VoiceCoder {
  /** Fulfilled once it is known whether there is an encoder; never rejected. */
  readonly decided: Promise<void>;
  private encoder: AudioEncoder | undefined;
  private lookAheadUs = microseconds(LOOK_AHEAD_SAMPLES);
  private taken = 0;
  private readonly times = new Map<number, number>();

  /** @param give called with each packet in the order of their times, later where it is encoded */
  constructor(private readonly give: (coded: Coded) => void) {
    this.decided = this.begin();
  }

  take(packet: Packet): void {
    const encoder = this.encoder;
    if (encoder === undefined || packet.sampleRateHz !== RATE_HZ || packet.pcm.length !== PACKET_SAMPLES) {
      this.plain(packet);
      return;
    }
    try {
      if (encoder.encodeQueueSize > MOST_WAITING) {
        throw new RangeError("the encoder does not keep up");
      }
      // Its own count of time: the microphone's clock slews, and an encoder takes that for a seam.
      const index = this.taken;
      const data = new AudioData({
        format: "s16", sampleRate: RATE_HZ, numberOfFrames: PACKET_SAMPLES, numberOfChannels: 1,
        timestamp: index * PACKET_US, data: packet.pcm,
      });
      this.taken += 1;
      this.times.set(index, packet.deviceTimeUs);
      this.times.delete(index - REMEMBERED);
      encoder.encode(data);
      data.close();
    } catch {
      this.fail(encoder);
      this.plain(packet);
    }
  }

  private async begin(): Promise<void> {
    if (typeof AudioEncoder === "undefined") {
      return;
    }
    try {
      const { supported } = await AudioEncoder.isConfigSupported(CONFIG);
      if (supported !== true) {
        return;
      }
      const encoder = new AudioEncoder({
        output: (chunk, metadata) => { this.made(encoder, chunk, metadata); },
        error: () => { this.fail(encoder); },
      });
      encoder.configure(CONFIG);
      this.encoder = encoder;
    } catch {
      this.encoder = undefined;
    }
  }

  private made(encoder: AudioEncoder, chunk: EncodedAudioChunk, metadata?: EncodedAudioChunkMetadata): void {
    const preSkip = preSkipOf(metadata?.decoderConfig?.description);
    if (preSkip !== undefined) {
      this.lookAheadUs = microseconds(preSkip);
    }
    const index = Math.round(chunk.timestamp / PACKET_US);
    const deviceTimeUs = this.times.get(index);
    // A packet that came after a fault, or is nobody's, is left out: its time is not known.
    if (encoder !== this.encoder || deviceTimeUs === undefined) {
      return;
    }
    this.times.delete(index);
    const opus = new Uint8Array(chunk.byteLength);
    chunk.copyTo(opus);
    this.give({
      deviceTimeUs: deviceTimeUs - this.lookAheadUs, sampleRateHz: RATE_HZ, sound: { opus },
    });
  }

  private fail(encoder: AudioEncoder): void {
    this.encoder = undefined;
    this.times.clear();
    if (encoder.state !== "closed") {
      encoder.close();
    }
  }

  private plain({ deviceTimeUs, sampleRateHz, pcm }: Packet): void {
    this.give({ deviceTimeUs, sampleRateHz, sound: { pcm } });
  }
}

/** The pre-skip of an identification header (RFC 7845, section 5.1), samples at 48 kHz. */
function preSkipOf(head: AllowSharedBufferSource | undefined): number | undefined {
  if (head === undefined || head.byteLength < HEAD_BYTES) {
    return undefined;
  }
  const view = ArrayBuffer.isView(head)
    ? new DataView(head.buffer, head.byteOffset, head.byteLength) : new DataView(head);
  return view.getUint16(PRE_SKIP_AT, true);
}

function microseconds(samples: number): number {
  return Math.round((samples * 1e6) / RATE_HZ);
}
