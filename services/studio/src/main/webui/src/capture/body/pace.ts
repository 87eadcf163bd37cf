/**
 * When body and hands have their turn: the face comes first, with every picture; after a look at the
 * body it has the worker to itself for as long as that look took. So the face keeps at least half of
 * the machine, and where the machine can hold both, the body has every other picture or so.
 */
export class Pace {
  private beganMs: number | undefined;
  private restUntilMs = Number.NEGATIVE_INFINITY;

  /** Whether it is the body's turn; only one look at a time. */
  due(nowMs: number): boolean {
    return this.beganMs === undefined && nowMs >= this.restUntilMs;
  }

  began(nowMs: number): void {
    this.beganMs = nowMs;
  }

  /** How long the look took. */
  ended(nowMs: number): number {
    const tookMs = nowMs - (this.beganMs ?? nowMs);
    this.beganMs = undefined;
    this.restUntilMs = nowMs + tookMs;
    return tookMs;
  }
}
