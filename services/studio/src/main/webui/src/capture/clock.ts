/**
 * The page's one clock: `performance.now()`, microseconds. It runs on from when the page was loaded
 * and never steps, also where the computer's time is set anew. The camera's frames carry a time on
 * it. The microphone runs on the sound card's own clock, so its packets are mapped onto it here;
 * capture-ingest maps both together onto the service's clock, and the sound stays the master.
 */

/** Now, in whole microseconds. */
export function nowUs(): number {
  return Math.round(performance.now() * 1_000);
}

/** How far the mapping may follow the sound card's clock: more than any card is off. */
const SLEW = 500e-6;
const WINDOW_MS = 10_000;
const RECENT_MS = 1_000;
const BREAK_MS = 100;

/**
 * Maps sample counts onto the page's clock. A packet is heard of some time after its last sample
 * was recorded, never before; the least delayed packet of the last seconds therefore tells where
 * the sound card's clock stands, and the mapping moves towards it slowly enough not to be heard.
 */
export class SampleClock {
  private offsetMs: number | undefined;
  private lastMs = 0;
  private lastUs = Number.NEGATIVE_INFINITY;
  private readonly heard: { atMs: number; offsetMs: number }[] = [];

  /**
   * Samples recorded at that rate.
   *
   * @param latencyMs what the input takes from microphone to program, where the browser tells
   */
  constructor(
    private readonly sampleRateHz: number,
    private readonly latencyMs: number,
  ) {}

  /**
   * When a packet's first sample was recorded, microseconds; never before the packet before it.
   *
   * @param first the index of its first sample
   * @param count how many samples it holds
   * @param heardMs when it was heard of, on the page's clock
   */
  timeUs(first: number, count: number, heardMs: number): number {
    const endMs = ((first + count) / this.sampleRateHz) * 1_000;
    this.heard.push({ atMs: heardMs, offsetMs: heardMs - endMs });
    while (this.heard.length > 1 && heardMs - (this.heard[0]?.atMs ?? 0) > WINDOW_MS) {
      this.heard.shift();
    }
    const least = Math.min(...this.heard.map((it) => it.offsetMs));
    const lately = Math.min(
      ...this.heard.filter((it) => heardMs - it.atMs <= RECENT_MS).map((it) => it.offsetMs),
    );
    if (this.offsetMs === undefined || least < this.offsetMs) {
      // Earlier than believed: what has not been recorded yet cannot have been heard of.
      this.offsetMs = least;
    } else if (lately - this.offsetMs > BREAK_MS) {
      // The microphone stood still for a while, as on a phone during a call.
      this.heard.splice(0, this.heard.length, { atMs: heardMs, offsetMs: lately });
      this.offsetMs = lately;
    } else {
      this.offsetMs = Math.min(least, this.offsetMs + SLEW * (heardMs - this.lastMs));
    }
    this.lastMs = heardMs;
    const startMs = (first / this.sampleRateHz) * 1_000 + this.offsetMs - this.latencyMs;
    this.lastUs = Math.max(this.lastUs + 1, Math.round(startMs * 1_000));
    return this.lastUs;
  }
}
