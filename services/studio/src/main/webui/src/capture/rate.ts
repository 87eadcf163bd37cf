/** Counts how many a second, over the last seconds. */
export class Rate {
  private readonly times: number[] = [];

  constructor(private readonly windowMs: number) {}

  note(nowMs: number): void {
    this.times.push(nowMs);
    this.forget(nowMs);
  }

  perSecond(nowMs: number): number {
    this.forget(nowMs);
    const first = this.times[0];
    const last = this.times.at(-1);
    if (first === undefined || last === undefined || last <= first) {
      return 0;
    }
    return ((this.times.length - 1) * 1_000) / (last - first);
  }

  private forget(nowMs: number): void {
    while (this.times.length > 0 && nowMs - (this.times[0] ?? 0) > this.windowMs) {
      this.times.shift();
    }
  }
}
