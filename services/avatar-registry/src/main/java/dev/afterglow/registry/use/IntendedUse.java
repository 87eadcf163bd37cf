package dev.afterglow.registry.use;

/**
 * A use that somebody wants to make of an avatar. Every part counts in the decision.
 *
 * @param licenceId the licence that shall allow it
 * @param avatarId the avatar
 * @param driverSubjectId who drives
 * @param voice whose voice
 * @param motion what moves the figure
 * @param liveness how live
 * @param use what for
 * @param platform where
 * @param territory ISO 3166-1 alpha-2; empty = not said
 * @param category the goods' category; empty = not said
 * @param roomId the room
 */
public record IntendedUse(
    String licenceId,
    String avatarId,
    String driverSubjectId,
    VoiceMode voice,
    MotionMode motion,
    Liveness liveness,
    UseKind use,
    PlatformAccount platform,
    String territory,
    String category,
    String roomId) {

  /** Whether nothing is left unsaid. */
  public boolean complete() {
    return !licenceId.isEmpty()
        && !avatarId.isEmpty()
        && !driverSubjectId.isEmpty()
        && !roomId.isEmpty()
        && voice != VoiceMode.UNSTATED
        && motion != MotionMode.UNSTATED
        && liveness != Liveness.UNSTATED
        && use != UseKind.UNSTATED
        && platform.complete()
        && !territory.isEmpty()
        && !category.isEmpty();
  }
}
