/** The microphone: packets of 20 ms with their time on the page's clock, and how loud they are. */

import { SampleClock } from "./clock";
import workletUrl from "./voice.worklet.ts?worker&url";

const WANTED_HZ = 48_000;

/** A packet as it comes. */
export interface Packet {
  deviceTimeUs: number;
  sampleRateHz: number;
  pcm: Int16Array<ArrayBuffer>;
  /** The loudest sample, 0 to 1; at 1 it is cut off. */
  peak: number;
  /** The mean loudness, 0 to 1. */
  rms: number;
}

interface FromWorklet {
  first: number;
  pcm: Int16Array<ArrayBuffer>;
  peak: number;
  rms: number;
}

/** A running microphone. */
export class Voice {
  private constructor(
    private readonly context: AudioContext,
    private readonly node: AudioWorkletNode,
  ) {}

  /** Begins to listen to a stream's sound. */
  static async of(stream: MediaStream, take: (packet: Packet) => void): Promise<Voice> {
    const { context, source } = listen(stream);
    await context.audioWorklet.addModule(workletUrl);
    const node = new AudioWorkletNode(context, "packets", { numberOfOutputs: 0, channelCount: 1 });
    const settings: MediaTrackSettings & { latency?: number } =
      stream.getAudioTracks()[0]?.getSettings() ?? {};
    const clock = new SampleClock(context.sampleRate, (settings.latency ?? 0) * 1_000);
    node.port.onmessage = ({ data }: MessageEvent<FromWorklet>): void => {
      take({
        deviceTimeUs: clock.timeUs(data.first, data.pcm.length, performance.now()),
        sampleRateHz: context.sampleRate,
        pcm: data.pcm,
        peak: data.peak,
        rms: data.rms,
      });
    };
    source.connect(node);
    await context.resume();
    return new Voice(context, node);
  }

  close(): void {
    this.node.port.onmessage = null;
    this.node.disconnect();
    void this.context.close();
  }
}

/** 48 kHz where the browser resamples a microphone; else at the microphone's own rate. */
function listen(stream: MediaStream): { context: AudioContext; source: MediaStreamAudioSourceNode } {
  const wanted = new AudioContext({ sampleRate: WANTED_HZ, latencyHint: "interactive" });
  try {
    return { context: wanted, source: wanted.createMediaStreamSource(stream) };
  } catch {
    void wanted.close();
    const own = new AudioContext({ latencyHint: "interactive" });
    return { context: own, source: own.createMediaStreamSource(stream) };
  }
}

/** Decibels below full scale, -60 to 0, for a meter. */
export function decibels(loudness: number): number {
  return Math.max(-60, Math.min(0, 20 * Math.log10(Math.max(loudness, 1e-9))));
}
