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
 * @param leaseTtl how long a lease lasts, 1 s to 30 s
 * @param source where the rule was read, for people
 */
public record PlatformPolicy(
    String platform,
    Instant effectiveTime,
    Set<UseKind> uses,
    List<PolicyRow> rows,
    boolean acceptsSimulated,
    double maxFigureShare,
    Duration leaseTtl,
    String source) {

  /** Copies the collections and checks ranges. */
  public PlatformPolicy {
    uses = Set.copyOf(uses);
    rows = List.copyOf(rows);
    if (!(maxFigureShare >= 0 && maxFigureShare <= 1)) {
      throw new IllegalArgumentException("max_figure_share is 0 to 1");
    }
    if (leaseTtl.compareTo(Duration.ofSeconds(1)) < 0
        || leaseTtl.compareTo(Duration.ofSeconds(30)) > 0) {
      throw new IllegalArgumentException("lease_ttl is 1 s to 30 s");
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

  /** How a denial names this version: {@code policy:douyin_live@2026-02-01}. */
  public String record() {
    return "policy:" + platform + "@" + effectiveTime.toString().substring(0, 10);
  }
}
