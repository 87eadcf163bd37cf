package dev.afterglow.standalone.bench.registry;

import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import dev.afterglow.standalone.process.ProcessUsage;
import java.time.Duration;
import java.util.Map;

/**
 * Processor time of the three parties since the meter began: the figure that stays the same where
 * other work shares the machine.
 */
final class CpuMeter {
  private static final double MICROS = 1e-3;

  private final Standalone all;
  private final Spent begun;

  private CpuMeter(Standalone all) {
    this.all = all;
    this.begun = spent(all);
  }

  static CpuMeter begin(Standalone all) {
    return new CpuMeter(all);
  }

  private record Spent(Duration registry, Duration postgres, Duration load) {}

  /** Microseconds of processor time for each call. */
  record Each(double registry, double postgres, double load) {
    /** What two processors could do if they did nothing else. */
    double perSecondOnTwo() {
      return 2e6 / (registry + postgres + load);
    }
  }

  Each each(long calls) {
    Spent now = spent(all);
    return new Each(
        micros(begun.registry(), now.registry(), calls),
        micros(begun.postgres(), now.postgres(), calls),
        micros(begun.load(), now.load(), calls));
  }

  private static double micros(Duration from, Duration to, long calls) {
    return to.minus(from).toNanos() * MICROS / Math.max(1, calls);
  }

  private static Spent spent(Standalone all) {
    Map<String, ProcessUsage> usage = all.usage();
    return new Spent(
        of(usage, Service.AVATAR_REGISTRY.moduleName()),
        of(usage, "postgres"),
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
  }

  private static Duration of(Map<String, ProcessUsage> usage, String name) {
    ProcessUsage found = usage.get(name);
    return found == null ? Duration.ZERO : found.cpu();
  }
}
