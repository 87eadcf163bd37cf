package dev.afterglow.studio.broadcast;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The use of an avatar that a broadcast is for. How live it is is not here: a broadcast is driven
 * by a person at that moment, always.
 *
 * @param licenceId the licence that shall allow it
 * @param avatarId the avatar
 * @param driverSubjectId who drives
 * @param voice whose voice
 * @param motion what moves the figure
 * @param platform where, 1 to 64 characters
 * @param accountId the account there, 1 to 128 characters
 * @param territory ISO 3166-1 alpha-2
 * @param category the goods' category, 1 to 64 characters
 */
public record BroadcastUse(
    UUID licenceId,
    UUID avatarId,
    UUID driverSubjectId,
    Voice voice,
    Motion motion,
    String platform,
    String accountId,
    String territory,
    String category) {

  private static final Pattern TERRITORY = Pattern.compile("[A-Z]{2}");

  /** Checks the bounds. */
  public BroadcastUse {
    Require.length("use.platform.platform", platform, 1, 64);
    Require.length("use.platform.account_id", accountId, 1, 128);
    Require.matches("use.territory", territory, TERRITORY);
    Require.length("use.category", category, 1, 64);
  }

  /** Whose voice is heard. */
  public enum Voice {
    /** Not stated: the registry denies. */
    UNSTATED,
    /** The driver's own. */
    REAL,
    /** A licensed voice laid over the driver's. */
    CONVERTED,
    /** Speech made from text. */
    TTS
  }

  /** What moves the figure. */
  public enum Motion {
    /** Not stated: the registry denies. */
    UNSTATED,
    /** A person's motion capture, at that moment. */
    MOCAP,
    /** Nothing but the voice. */
    AUDIO_DRIVEN,
    /** Recorded clips. */
    CLIP,
    /** A recorded capture replayed. */
    TAPE
  }
}
