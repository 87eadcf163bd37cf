package dev.afterglow.registry.licence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Whether a sublicence allows nothing that its parent does not. What cannot be told from the two
 * texts alone counts as wider: people named under a parent that lets an organisation's members
 * drive are refused, since members come and go.
 */
public final class Narrower {
  private static final String EVERY = "*";

  private final LicenceTerms child;
  private final LicenceTerms parent;
  private final List<String> wider = new ArrayList<>();

  private Narrower(LicenceTerms child, LicenceTerms parent) {
    this.child = child;
    this.parent = parent;
  }

  /**
   * In which fields of the contract a sublicence is wider; empty = in none.
   *
   * @param licensorSubjectId whom both portray, or whose work both are over
   */
  public static List<String> widerIn(
      LicenceTerms child, LicenceTerms parent, String licensorSubjectId) {
    Narrower narrower = new Narrower(child, parent);
    narrower.works();
    narrower.uses(licensorSubjectId);
    narrower.times();
    return List.copyOf(narrower.wider);
  }

  private void works() {
    require("avatar_id", child.avatarId().equals(parent.avatarId()));
    require("work", child.works().kind() == parent.works().kind());
    require("part_id", child.works().partId().equals(parent.works().partId()));
    within("voice_part_ids", child.works().voicePartIds(), parent.works().voicePartIds());
    require(
        "credit",
        parent.agreement().credit().isEmpty()
            || parent.agreement().credit().equals(child.agreement().credit()));
  }

  private void uses(String licensor) {
    require("driver_scope", drivers(licensor));
    within("voices", child.voices(), parent.voices());
    within("motions", child.motions(), parent.motions());
    within("uses", child.uses(), parent.uses());
    require("platforms", child.platforms().stream().allMatch(parent::allowsPlatform));
    within("territories", child.territories(), parent.territories());
    require("categories_allowed", categories());
  }

  private boolean drivers(String licensor) {
    return switch (child.driverScope()) {
      case UNSTATED -> true;
      case OWNER_ONLY ->
          parent.driverScope() != DriverScope.ANY_VERIFIED_OF_ORG
              && parent.allowsDriver(licensor, licensor, false);
      case NAMED ->
          parent.driverScope() != DriverScope.ANY_VERIFIED_OF_ORG
              && child.driverSubjectIds().stream()
                  .allMatch(driver -> parent.allowsDriver(driver, licensor, false));
      case ANY_VERIFIED_OF_ORG ->
          child.drivingOrgId().isEmpty() || child.drivingOrgId().equals(parent.drivingOrgId());
    };
  }

  /** A category that the child leaves open has to be one that the parent does not close. */
  private boolean categories() {
    if (child.categoriesDenied().contains(EVERY)) {
      return true;
    }
    if (child.categoriesAllowed().contains(EVERY)) {
      return parent.categoriesAllowed().contains(EVERY)
          && child.categoriesDenied().containsAll(parent.categoriesDenied());
    }
    return child.categoriesAllowed().stream()
        .filter(child::allowsCategory)
        .allMatch(parent::allowsCategory);
  }

  private void times() {
    require("start_time", !child.startTime().isBefore(parent.startTime()));
    require("end_time", !child.endTime().isAfter(parent.endTime()));
    require("max_concurrent_rooms", child.maxConcurrentRooms() <= parent.maxConcurrentRooms());
    require(
        "max_hours_per_day",
        !parent.countsHours()
            || (child.countsHours() && child.maxHoursPerDay() <= parent.maxHoursPerDay()));
    require("blackouts", parent.blackouts().stream().allMatch(this::blackedOut));
  }

  /** Whether the child's own blackouts and times leave nothing of a window open. */
  private boolean blackedOut(TimeWindow window) {
    Instant open = later(window.startTime(), child.startTime());
    Instant end = earlier(window.endTime(), child.endTime());
    List<TimeWindow> own =
        child.blackouts().stream().sorted(Comparator.comparing(TimeWindow::startTime)).toList();
    for (TimeWindow each : own) {
      if (!each.startTime().isAfter(open)) {
        open = later(open, each.endTime());
      }
    }
    return !open.isBefore(end);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void within(String field, Set<?> inner, Collection<?> outer) {
    require(field, outer.containsAll(inner));
  }

  private void require(String field, boolean narrower) {
    if (!narrower) {
      wider.add(field);
    }
  }
}
