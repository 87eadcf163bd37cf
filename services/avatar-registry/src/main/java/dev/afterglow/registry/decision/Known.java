package dev.afterglow.registry.decision;

import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.part.PartKind;
import dev.afterglow.registry.policy.PlatformPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * @param otherLiveRooms rooms other than the one named in which somebody may still draw under the
 *     licence, or one of its sublicences
 * @param further what it stands on where the licence alone does not say it
 * @param presence the driver's last presence; empty where they never proved one
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
    int otherLiveRooms,
    Further further,
    Optional<KnownPresence> presence) {

  /** The licence named as a decision sees it. */
  Optional<KnownLicence> named() {
    return licence.map(
        found ->
            new KnownLicence(
                found,
                found.grant().licensorSubjectId(),
                licensor,
                further.driverOfLicensee(),
                onAir,
                otherLiveRooms));
  }

  /**
   * What a decision stands on where the licence named alone does not say it.
   *
   * @param driverOfLicensee whether the driver is a member now of the licence's licensee
   * @param above the licences above a sublicence, its parent first
   * @param parts what the avatar is made of
   */
  public record Further(boolean driverOfLicensee, List<KnownLicence> above, List<KnownPart> parts) {
    /** Nothing: no member, no sublicence, no parts. */
    public static final Further NONE = new Further(false, List.of(), List.of());

    /** Copies the lists. */
    public Further {
      above = List.copyOf(above);
      parts = List.copyOf(parts);
    }
  }

  /**
   * A licence as a decision sees it.
   *
   * @param licence the licence
   * @param holderSubjectId whom it portrays, or who holds the work's title now
   * @param holder they; empty where nobody like that is known
   * @param driverOfLicensee whether the driver is a member now of its licensee
   * @param onAir time on air that stood on it in the last 24 hours; counted where it has a limit
   * @param otherLiveRooms rooms other than the one named in which somebody may still draw under a
   *     lease that stands on it
   */
  public record KnownLicence(
      Licence licence,
      String holderSubjectId,
      Optional<KnownPerson> holder,
      boolean driverOfLicensee,
      Duration onAir,
      int otherLiveRooms) {}

  /**
   * A part of the avatar as a decision sees it.
   *
   * @param partId which
   * @param kind what it is
   * @param holderSubjectId who holds its title now: its author, until it was transferred
   * @param offers licences over it, each with those above it; may be empty where its holder is the
   *     licensor of the licence named
   */
  public record KnownPart(
      String partId, PartKind kind, String holderSubjectId, List<List<KnownLicence>> offers) {
    /** Copies the lists. */
    public KnownPart {
      offers = offers.stream().map(List::copyOf).toList();
    }
  }

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

  /**
   * A presence as a decision sees it.
   *
   * @param presenceId which
   * @param subjectId whose
   * @param proveTime from when it counts
   * @param expireTime until when, exclusive
   * @param driveTime since when its subject drives the room named without a break; now where they
   *     do not yet
   * @param simulated whether only the simulator vouches for it
   */
  public record KnownPresence(
      String presenceId,
      String subjectId,
      Instant proveTime,
      Instant expireTime,
      Instant driveTime,
      boolean simulated) {

    /**
     * Whether it was proved before the drive began, and not too long before; or since.
     *
     * @param within how long before at most
     */
    public boolean precedes(Duration within) {
      return driveTime.isBefore(expireTime) && driveTime.isBefore(proveTime.plus(within));
    }
  }
}
