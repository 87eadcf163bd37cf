package dev.afterglow.registry.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every version of every platform's policy. */
public final class PolicyTable {
  private final List<PlatformPolicy> policies;

  /** A table of these versions, in any order. */
  public PolicyTable(List<PlatformPolicy> policies) {
    this.policies = List.copyOf(policies);
  }

  /** The version in force at that time; empty where the platform has none yet, which denies. */
  public Optional<PlatformPolicy> inForce(String platform, Instant at) {
    return policies.stream()
        .filter(policy -> policy.platform().equals(platform))
        .filter(policy -> !policy.effectiveTime().isAfter(at))
        .max(Comparator.comparing(PlatformPolicy::effectiveTime));
  }

  /** The same table without any presence that it asks for. */
  public PolicyTable withoutPresence() {
    return new PolicyTable(policies.stream().map(PlatformPolicy::withoutPresence).toList());
  }

  /** All versions. */
  public List<PlatformPolicy> all() {
    return policies;
  }
}
