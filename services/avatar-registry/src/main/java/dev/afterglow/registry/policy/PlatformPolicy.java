package dev.afterglow.registry.policy;

import dev.afterglow.registry.use.Liveness;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a platform allows, from a time on.
 *
 * @param platform the platform's name
 * @param effectiveTime since when it is in force
 * @param uses what pictures may be for there
 * @param rows the ways of driving that were judged; what is not in them is forbidden
 * @param acceptsSimulated whether simulated people and consents pass where the installation allows
 *     them: only where no stranger watches
 * @param maxFigureShare the largest share of the picture that the figure may fill, 0 to 1; 0 = no
 *     limit
 * @param idleMotion whether lids may blink and the chest breathe where the drive tracks neither
 * @param leaseTtl how long a lease lasts, 1 s to 30 s
 * @param longestLeaseTtl how long one may last where the operator chose that rooms stay on; not
 *     shorter, and at most 30 s
 * @param source where the rule was read, for people
 * @param presenceWithin how long before they begin to drive a room the driver has to have proved
 *     that it is them, at most a day; 0 = that is not asked
 * @param presenceSource where that was read; empty where it is not asked
 */
public record PlatformPolicy(
    String platform,
    Instant effectiveTime,
    Set<UseKind> uses,
    List<PolicyRow> rows,
    boolean acceptsSimulated,
    double maxFigureShare,
    boolean idleMotion,
    Duration leaseTtl,
    Duration longestLeaseTtl,
    String source,
    Duration presenceWithin,
    String presenceSource) {
  private static final Duration MOST = Duration.ofSeconds(30);

  /** A policy that asks for no presence. */
  public PlatformPolicy(
      String platform,
      Instant effectiveTime,
      Set<UseKind> uses,
      List<PolicyRow> rows,
      boolean acceptsSimulated,
      double maxFigureShare,
      boolean idleMotion,
      Duration leaseTtl,
      Duration longestLeaseTtl,
      String source) {
    this(
        platform,
        effectiveTime,
        uses,
        rows,
        acceptsSimulated,
        maxFigureShare,
        idleMotion,
        leaseTtl,
        longestLeaseTtl,
        source,
        Duration.ZERO,
        "");
  }

  /** Copies the collections and checks ranges. */
  public PlatformPolicy {
    uses = Set.copyOf(uses);
    rows = List.copyOf(rows);
    if (!(maxFigureShare >= 0 && maxFigureShare <= 1)) {
      throw new IllegalArgumentException("max_figure_share is 0 to 1");
    }
    if (leaseTtl.compareTo(Duration.ofSeconds(1)) < 0 || leaseTtl.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("lease_ttl is 1 s to 30 s");
    }
    if (longestLeaseTtl.compareTo(leaseTtl) < 0 || longestLeaseTtl.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("longest_lease_ttl is lease_ttl to 30 s");
    }
    if (presenceWithin.isNegative() || presenceWithin.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("presence_within is 0 to 24 h");
    }
    if (presenceWithin.isZero() != presenceSource.isEmpty()) {
      throw new IllegalArgumentException("who asks for a presence says by what rule");
    }
  }

  /** Whether a way of driving is allowed: some row says so and none forbids it. */
  public boolean allows(
      boolean ownerDrives, VoiceMode voice, MotionMode motion, Liveness liveness) {
    List<PolicyRow> matching =
        rows.stream()
            .filter(row -> row.ownerDrives() == ownerDrives)
            .filter(row -> row.voice() == voice)
            .filter(row -> row.motion() == motion)
            .filter(row -> row.liveness() == liveness)
            .toList();
    return !matching.isEmpty() && matching.stream().allMatch(PolicyRow::allowed);
  }

  /** The same where the operator has not turned presences on. */
  public PlatformPolicy withoutPresence() {
    return new PlatformPolicy(
        platform,
        effectiveTime,
        uses,
        rows,
        acceptsSimulated,
        maxFigureShare,
        idleMotion,
        leaseTtl,
        longestLeaseTtl,
        source);
  }

  /** How a denial names this version: {@code policy:douyin_live@2026-02-01}. */
  public String record() {
    return "policy:" + platform + "@" + effectiveTime.toString().substring(0, 10);
  }

  /** How long a lease lasts as the operator chose. */
  public Duration leaseTtl(LeaseMode mode) {
    return switch (mode) {
      case STRICT -> leaseTtl;
      case AVAILABLE -> longestLeaseTtl;
    };
  }
}
