/**
 * The body between two looks at it. It is looked at more seldom than the face, so each bone moves
 * from where it is to where it was seen last, within the time between two looks; one that is not
 * seen any more is held for a while and then absent.
 */

import type { Bone, Bones } from "./bones";
import { toward, type Turn } from "../turn";

/** How long a bone is held that is not seen. */
export const HELD_MS = 1_000;

interface Move {
  from: Turn;
  to: Turn;
  seenMs: number;
}

export class Follow {
  private readonly moves = new Map<Bone, Move>();
  private lookMs = Number.NEGATIVE_INFINITY;
  private overMs = 0;

  /** Whether looks come too seldom: an arm that jumps once in a while is worse than one at rest. */
  get slow(): boolean {
    return this.overMs > HELD_MS;
  }

  /** What a look at the body gave. */
  seen(bones: Bones, nowMs: number): void {
    const now = this.at(nowMs);
    this.overMs = Number.isFinite(this.lookMs) ? nowMs - this.lookMs : 0;
    this.lookMs = nowMs;
    for (const [bone, to] of Object.entries(bones) as [Bone, Turn][]) {
      this.moves.set(bone, { from: now[bone] ?? to, to, seenMs: nowMs });
    }
  }

  /** The bones at an instant; none while looks come too seldom. */
  at(nowMs: number): Bones {
    const bones: Bones = {};
    if (this.slow) {
      return bones;
    }
    for (const [bone, { from, to, seenMs }] of this.moves) {
      const goneMs = nowMs - seenMs;
      if (goneMs <= HELD_MS) {
        bones[bone] = toward(from, to, this.overMs <= 0 ? 1 : Math.min(1, goneMs / this.overMs));
      }
    }
    return bones;
  }

  /** Forgets everything. */
  clear(): void {
    this.moves.clear();
    this.lookMs = Number.NEGATIVE_INFINITY;
    this.overMs = 0;
  }
}
