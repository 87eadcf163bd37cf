/** Where in the buffer to play: pure arithmetic, so that it is tested without a browser. */

/** A stretch of buffered media, seconds. */
export interface Stretch {
  start: number;
  end: number;
}

/** Further behind than this, the player jumps. */
export const MAX_BEHIND_S = 1;

/** Where it jumps to, before the end: a little is kept for the next fragment to come in time. */
export const LANDING_S = 0.25;

/** How much is kept behind the playhead. */
export const KEEP_S = 8;

/** How far the playhead is behind the newest media. */
export function behind(buffered: readonly Stretch[], now: number): number {
  const last = buffered.at(-1);
  return last === undefined ? 0 : Math.max(0, last.end - now);
}

/** Where to jump to, or undefined to play on. */
export function jumpTarget(buffered: readonly Stretch[], now: number): number | undefined {
  const last = buffered.at(-1);
  if (last === undefined) {
    return undefined;
  }
  const inside = buffered.some((it) => now >= it.start - 0.05 && now <= it.end);
  if (inside && last.end - now <= MAX_BEHIND_S) {
    return undefined;
  }
  if (!inside && now > last.end) {
    return undefined;
  }
  return Math.max(last.start, last.end - LANDING_S);
}

/** Up to where old media may be let go, or undefined for nothing. */
export function dropBefore(buffered: readonly Stretch[], now: number): number | undefined {
  const first = buffered[0];
  const until = now - KEEP_S;
  // In steps of some seconds, because each removal interrupts appending.
  return first !== undefined && until - first.start > KEEP_S / 2 ? until : undefined;
}
