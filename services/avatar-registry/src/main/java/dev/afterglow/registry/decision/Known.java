package dev.afterglow.registry.decision;

import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.policy.PlatformPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that a decision stands on, read in one transaction. What could not be found is empty, and
 * empty denies.
 *
 * @param now the registry's clock
 * @param simulatedAllowed whether this installation lets simulated people and consents pass at all
 * @param licence the licence named
 * @param avatar the avatar named
 * @param driver the driver named
 * @param licensor the person whom the licence portrays
 * @param policy the platform's policy in force
 * @param onAir time on air under the licence in the last 24 hours, all rooms together; counted only
 *     where the licence has a limit
 * @param otherLiveRooms rooms other than the one named with a live lease under the licence
 */
public record Known(
    Instant now,
    boolean simulatedAllowed,
    Optional<Licence> licence,
    Optional<KnownAvatar> avatar,
    Optional<KnownPerson> driver,
    Optional<KnownPerson> licensor,
    Optional<PlatformPolicy> policy,
    Duration onAir,
    int otherLiveRooms) {

  /**
   * An avatar as a decision sees it.
   *
   * @param avatarId which
   * @param sha256Hex its file now
   * @param commercialUseAllowed whether the file or a separate document allows commerce
   * @param partsAsLicensed whether its parts that show or sound like somebody are those that the
   *     licence named binds
   */
  public record KnownAvatar(
      String avatarId, String sha256Hex, boolean commercialUseAllowed, boolean partsAsLicensed) {}

  /**
   * A person as a decision sees them.
   *
   * @param subjectId who
   * @param verifiedNow verified, fresh and not suspended
   * @param simulated whether only the simulator vouches for them
   */
  public record KnownPerson(String subjectId, boolean verifiedNow, boolean simulated) {}
}
