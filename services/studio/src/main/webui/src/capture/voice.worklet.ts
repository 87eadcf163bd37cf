/** On the audio thread: cuts the microphone's sound into packets of 20 ms, 16 bits a sample. */

declare const sampleRate: number;
declare function registerProcessor(name: string, processor: unknown): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

const PACKETS_PER_S = 50;

class Packets extends AudioWorkletProcessor {
  private packet = new Int16Array(Math.round(sampleRate / PACKETS_PER_S));
  private filled = 0;
  private first = 0;
  private peak = 0;
  private squares = 0;

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    if (channel !== undefined) {
      for (const value of channel) {
        this.take(value);
      }
    }
    return true;
  }

  private take(value: number): void {
    const loud = Math.abs(value);
    this.peak = Math.max(this.peak, loud);
    this.squares += value * value;
    this.packet[this.filled++] = Math.round(Math.max(-1, Math.min(1, value)) * 32_767);
    if (this.filled < this.packet.length) {
      return;
    }
    const size = this.packet.length;
    this.port.postMessage(
      {
        first: this.first,
        pcm: this.packet,
        peak: this.peak,
        rms: Math.sqrt(this.squares / size),
      },
      [this.packet.buffer],
    );
    this.packet = new Int16Array(size);
    this.first += size;
    this.filled = 0;
    this.peak = 0;
    this.squares = 0;
  }
}

registerProcessor("packets", Packets);
