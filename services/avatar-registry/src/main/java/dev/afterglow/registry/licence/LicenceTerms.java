package dev.afterglow.registry.licence;

import dev.afterglow.registry.revenue.RevenueTerms;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.PlatformAccount;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a licence allows. An empty set allows nothing.
 *
 * @param avatarId the one avatar
 * @param driverScope who may drive
 * @param driverSubjectIds the drivers when the scope is NAMED; at most 100
 * @param voices voices allowed
 * @param motions motions allowed
 * @param uses uses allowed
 * @param platforms platforms with accounts; at most 100
 * @param territories ISO 3166-1 alpha-2; at most 250
 * @param categoriesAllowed goods categories allowed; {@code *} is every one; at most 200
 * @param categoriesDenied goods categories denied even where allowed; at most 200
 * @param startTime from when, inclusive
 * @param endTime until when, exclusive; after the start
 * @param maxConcurrentRooms rooms at one time, 1 to 1,000
 * @param maxHoursPerDay hours on air in any 24 hours, all rooms together, 1 to 24; 0 = no limit
 * @param blackouts times at which nothing is allowed; at most 100
 * @param revenue who is owed what from the start on; null = nothing was agreed
 * @param works what it is over
 * @param agreement what it says beside
 */
public record LicenceTerms(
    String avatarId,
    DriverScope driverScope,
    Set<String> driverSubjectIds,
    Set<VoiceMode> voices,
    Set<MotionMode> motions,
    Set<UseKind> uses,
    List<PlatformAccount> platforms,
    Set<String> territories,
    Set<String> categoriesAllowed,
    Set<String> categoriesDenied,
    Instant startTime,
    Instant endTime,
    int maxConcurrentRooms,
    int maxHoursPerDay,
    List<TimeWindow> blackouts,
    @Nullable RevenueTerms revenue,
    Works works,
    Agreement agreement) {
  private static final String EVERY = "*";

  /** Copies the collections and checks times and counts. */
  public LicenceTerms {
    driverSubjectIds = Set.copyOf(driverSubjectIds);
    voices = Set.copyOf(voices);
    motions = Set.copyOf(motions);
    uses = Set.copyOf(uses);
    platforms = List.copyOf(platforms);
    territories = Set.copyOf(territories);
    categoriesAllowed = Set.copyOf(categoriesAllowed);
    categoriesDenied = Set.copyOf(categoriesDenied);
    // Terms that were stored before these were there have none of them.
    blackouts = List.copyOf(Objects.requireNonNullElse(blackouts, List.of()));
    works = Objects.requireNonNullElse(works, Works.LIKENESS);
    agreement = Objects.requireNonNullElse(agreement, Agreement.NONE);
    if (maxHoursPerDay < 0 || maxHoursPerDay > 24) {
      throw new IllegalArgumentException("max_hours_per_day is 0 to 24");
    }
    if (!endTime.isAfter(startTime)) {
      throw new IllegalArgumentException("a licence ends after it starts");
    }
    if (maxConcurrentRooms < 1 || maxConcurrentRooms > 1_000) {
      throw new IllegalArgumentException("max_concurrent_rooms is 1 to 1000");
    }
  }

  /** Terms of an avatar's likeness that say nothing of money or of anything beside. */
  public LicenceTerms(
      String avatarId,
      DriverScope driverScope,
      Set<String> driverSubjectIds,
      Set<VoiceMode> voices,
      Set<MotionMode> motions,
      Set<UseKind> uses,
      List<PlatformAccount> platforms,
      Set<String> territories,
      Set<String> categoriesAllowed,
      Set<String> categoriesDenied,
      Instant startTime,
      Instant endTime,
      int maxConcurrentRooms,
      int maxHoursPerDay,
      List<TimeWindow> blackouts) {
    this(
        avatarId,
        driverScope,
        driverSubjectIds,
        voices,
        motions,
        uses,
        platforms,
        territories,
        categoriesAllowed,
        categoriesDenied,
        startTime,
        endTime,
        maxConcurrentRooms,
        maxHoursPerDay,
        blackouts,
        null,
        Works.LIKENESS,
        Agreement.NONE);
  }

  /** The same over other works, with something else beside. */
  public LicenceTerms with(Works otherWorks, Agreement otherAgreement) {
    return new LicenceTerms(
        avatarId,
        driverScope,
        driverSubjectIds,
        voices,
        motions,
        uses,
        platforms,
        territories,
        categoriesAllowed,
        categoriesDenied,
        startTime,
        endTime,
        maxConcurrentRooms,
        maxHoursPerDay,
        blackouts,
        revenue,
        otherWorks,
        otherAgreement);
  }

  /** Whether a category is allowed and not denied. */
  public boolean allowsCategory(String category) {
    return (categoriesAllowed.contains(EVERY) || categoriesAllowed.contains(category))
        && !categoriesDenied.contains(EVERY)
        && !categoriesDenied.contains(category);
  }

  /** Whether nothing is allowed at that moment, though the licence lasts. */
  public boolean blackedOutAt(Instant moment) {
    return blackouts.stream().anyMatch(window -> window.contains(moment));
  }

  /** Whether hours are counted at all. */
  public boolean countsHours() {
    return maxHoursPerDay > 0;
  }

  /**
   * Whether hours are left.
   *
   * @param onAir time on air in the last 24 hours, all rooms together
   */
  public boolean hasHoursLeft(Duration onAir) {
    return !countsHours() || onAir.compareTo(Duration.ofHours(maxHoursPerDay)) < 0;
  }

  /** Whether an account on a platform is covered. */
  public boolean allowsPlatform(PlatformAccount wanted) {
    return platforms.stream().anyMatch(account -> account.covers(wanted));
  }

  /** Whether a voice is covered; whose a converted one is counts. */
  public boolean allowsVoice(VoiceMode voice, String voicePartId) {
    return voices.contains(voice)
        && (voice != VoiceMode.CONVERTED || works.voicePartIds().contains(voicePartId));
  }

  /**
   * Whether somebody may drive.
   *
   * @param licensorSubjectId who granted
   * @param memberOfLicensee whether the driver is a member of the licensee at that moment
   */
  public boolean allowsDriver(
      String driverSubjectId, String licensorSubjectId, boolean memberOfLicensee) {
    return switch (driverScope) {
      case UNSTATED -> false;
      case OWNER_ONLY -> driverSubjectId.equals(licensorSubjectId);
      case NAMED -> driverSubjectIds.contains(driverSubjectId);
      case ANY_VERIFIED_OF_ORG -> memberOfLicensee && !agreement.licenseeOrgId().isEmpty();
    };
  }

  /** The organisation whose members drive; empty where none does. */
  public String drivingOrgId() {
    return driverScope == DriverScope.ANY_VERIFIED_OF_ORG ? agreement.licenseeOrgId() : "";
  }
}
