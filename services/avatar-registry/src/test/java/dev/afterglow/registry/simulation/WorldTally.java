package dev.afterglow.registry.simulation;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What has to happen in a simulated world for its invariants to say something. */
final class WorldTally {
  private static final List<String> NAMES =
      List.of(
          "crashes",
          "outcomes",
          "revocations",
          "withdrawals",
          "clock jumps",
          "leases held",
          "pictures",
          "looks at people who are due",
          "presences asked for",
          "people revoked",
          "people back after a suspension",
          "erased people forgotten");

  private WorldTally() {}

  /** Each with how often it happened. */
  static String summary(long[] counts) {
    return IntStream.range(0, counts.length)
        .mapToObj(i -> NAMES.get(i) + " " + counts[i])
        .collect(Collectors.joining(", "));
  }
}
