package dev.afterglow.registry.use;

import java.util.Objects;

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
 * @param voicePartId whose voice is laid over the driver's; empty where none is
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
    String roomId,
    String voicePartId) {

  /** Uses that were stored before voices had names name none. */
  public IntendedUse {
    voicePartId = Objects.requireNonNullElse(voicePartId, "");
  }

  /** A use in which nobody's voice is laid over the driver's. */
  public IntendedUse(
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
    this(
        licenceId,
        avatarId,
        driverSubjectId,
        voice,
        motion,
        liveness,
        use,
        platform,
        territory,
        category,
        roomId,
        "");
  }

  /** The same under another licence. */
  public IntendedUse under(String otherLicenceId) {
    return new IntendedUse(
        otherLicenceId,
        avatarId,
        driverSubjectId,
        voice,
        motion,
        liveness,
        use,
        platform,
        territory,
        category,
        roomId,
        voicePartId);
  }

  /** The same use with the figure moved in another way. */
  public IntendedUse movedBy(MotionMode other) {
    return new IntendedUse(
        licenceId,
        avatarId,
        driverSubjectId,
        voice,
        other,
        liveness,
        use,
        platform,
        territory,
        category,
        roomId,
        voicePartId);
  }

  /** Whether nothing is left unsaid, and a voice is named exactly where one is laid over. */
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
        && !category.isEmpty()
        && (voice == VoiceMode.CONVERTED) != voicePartId.isEmpty();
  }
}
