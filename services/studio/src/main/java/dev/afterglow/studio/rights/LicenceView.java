package dev.afterglow.studio.rights;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A licence as an operator looks at it: who gave it to whom, what it allows, and until when.
 *
 * @param licensorSubjectId whom the figure portrays, or who holds the work's title
 * @param parentLicenceId the licence that it is a sublicence of
 * @param grantorSubjectId who granted a sublicence
 * @param state the registry's word: ACTIVE, ENDING or REVOKED
 * @param work what it is over: LIKENESS, DESIGN or SCRIPT
 * @param revokeTime when it was ended
 * @param noticeEndTime when it ends by a notice that was given
 */
public record LicenceView(
    UUID licenceId,
    UUID licensorSubjectId,
    Optional<UUID> parentLicenceId,
    Optional<UUID> grantorSubjectId,
    String state,
    String work,
    Scope scope,
    Instant createTime,
    Optional<Instant> revokeTime,
    Optional<Instant> noticeEndTime) {

  /**
   * What it allows.
   *
   * @param drivers whom the registry's scope means: OWNER_ONLY, NAMED or ANY_VERIFIED_OF_ORG
   * @param driverSubjectIds those named
   * @param platforms as {@code platform/account}; the account {@code *} is any
   * @param territories ISO 3166 codes
   * @param startTime from when, inclusive
   * @param endTime until when, exclusive
   * @param maxConcurrentRooms rooms at one time
   * @param maxHoursPerDay hours on air in any 24; 0 = no limit
   */
  public record Scope(
      String drivers,
      List<UUID> driverSubjectIds,
      List<String> uses,
      List<String> voices,
      List<String> motions,
      List<String> platforms,
      List<String> territories,
      List<String> categoriesAllowed,
      List<String> categoriesDenied,
      Instant startTime,
      Instant endTime,
      int maxConcurrentRooms,
      int maxHoursPerDay,
      boolean sublicensable,
      String credit) {
    /** Copies the lists. */
    public Scope {
      driverSubjectIds = List.copyOf(driverSubjectIds);
      uses = List.copyOf(uses);
      voices = List.copyOf(voices);
      motions = List.copyOf(motions);
      platforms = List.copyOf(platforms);
      territories = List.copyOf(territories);
      categoriesAllowed = List.copyOf(categoriesAllowed);
      categoriesDenied = List.copyOf(categoriesDenied);
    }
  }
}
