package dev.afterglow.render.lease;

import java.util.Set;

/**
 * What may move the figure under a lease. Each right allows its own origins and no more: a lease
 * for a tape is no lease for a camera, because the decision behind it was made for that use.
 */
public enum MotionRight {
  /** The lease does not say: nothing may. */
  NONE(Set.of()),
  /** A person's motion capture, at that moment. */
  MOCAP(Set.of(MotionOrigin.CAMERA, MotionOrigin.WEARABLE)),
  /** Nothing but the voice. */
  AUDIO_DRIVEN(Set.of(MotionOrigin.SYNTHETIC)),
  /** Clips that the worker holds itself; no drive plays them. */
  CLIP(Set.of()),
  /** A recorded capture replayed. */
  TAPE(Set.of(MotionOrigin.TAPE));

  private final Set<MotionOrigin> origins;

  MotionRight(Set<MotionOrigin> origins) {
    this.origins = origins;
  }

  /** Whether a drive of that origin may move the figure. */
  public boolean allowsMotionFrom(MotionOrigin origin) {
    return origins.contains(origin);
  }
}
