/** How late the last pictures were. */
export class Delays {
  private static readonly MOST = 900;
  /** A clock that differs by more than this is another machine's: the figure would mean nothing. */
  private static readonly LONGEST_MS = 10_000;
  private readonly kept: number[] = [];
  private next = 0;

  /** Adds one, milliseconds; one that no clock can mean is left out. */
  add(ms: number): void {
    if (ms >= 0 && ms <= Delays.LONGEST_MS) {
      this.kept[this.next] = ms;
      this.next = (this.next + 1) % Delays.MOST;
    }
  }

  /** Forgets all. */
  clear(): void {
    this.kept.length = 0;
    this.next = 0;
  }

  /** The delay that a share of the pictures does not exceed; undefined where there is none. */
  quantile(share: number): number | undefined {
    const sorted = [...this.kept].sort((one, other) => one - other);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }
}
