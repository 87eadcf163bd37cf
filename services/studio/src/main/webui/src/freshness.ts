/** How old what is shown is. Old values may be seen, but never taken for new ones. */

/** After this long without a beat of the studio the connection counts as lost. */
export const BEAT_LOST_MS = 5_000;

/** Render figures come each second. */
export const STATUS_STALE_MS = 3_500;

/** Room figures come at least every 5 s. */
export const ROOM_STALE_MS = 11_000;

/** Remembers when something was last heard. */
export class Freshness {
  private heardMs: number | undefined;
  private revoked = false;

  constructor(private readonly staleAfterMs: number) {}

  /** Something was heard. */
  heard(nowMs: number): void {
    this.heardMs = nowMs;
    this.revoked = false;
  }

  /** The source says that what it told is old. */
  revoke(): void {
    this.revoked = true;
  }

  /** Whether anything was heard at all. */
  get known(): boolean {
    return this.heardMs !== undefined;
  }

  /** How long nothing was heard; 0 when nothing ever was. */
  silentForMs(nowMs: number): number {
    return this.heardMs === undefined ? 0 : nowMs - this.heardMs;
  }

  /** Whether it is too old to be taken for new. */
  isStale(nowMs: number): boolean {
    return this.known && (this.revoked || this.silentForMs(nowMs) > this.staleAfterMs);
  }
}
