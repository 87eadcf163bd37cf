package dev.afterglow.capture.liveness.standing;

import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.challenge.ChallengeStanding;
import java.util.Optional;

/**
 * How far a drive counts as driven by a live human.
 *
 * @param window the newest window of the source that is most in doubt; empty before the first
 * @param challenges how the driver stands with the challenges
 * @param challengeable whether the driver can be asked
 * @param enforced whether anything follows
 * @param slate why the figure must not be shown; {@link Slate#NONE} when nothing follows
 */
public record DriveStanding(
    Optional<DriveWindow> window,
    ChallengeStanding.Name challenges,
    boolean challengeable,
    boolean enforced,
    Slate slate) {

  public DriveStanding {
    if (!enforced && slate != Slate.NONE) {
      throw new IllegalArgumentException("nothing follows for a drive that is only observed");
    }
  }

  /** Why the figure must not be shown. */
  public enum Slate {
    /** It may be. */
    NONE,
    /** Three challenges in a row were missed. */
    CHALLENGES_MISSED,
    /** Nobody can be asked, and windows in a row were not live. */
    NOT_LIVE,
    /** Nobody can be asked. */
    NOT_ANSWERABLE,
    /** Motion comes, and no window of it could be judged. */
    UNJUDGED
  }
}
