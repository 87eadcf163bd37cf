package dev.afterglow.standalone.bench.capture;

import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one stretch of load showed.
 *
 * @param drives how many sent
 * @param sent messages that devices sent
 * @param arrived messages that readers got
 * @param refused messages that a full connection did not take
 * @param p50Ms added delay, median
 * @param p99Ms added delay, 99th percentile
 * @param voiceP99Ms of the voice alone
 * @param lateP99Ms by how much the generator itself was late, 99th percentile
 * @param cpuNanos processor time of the service
 * @param allocatedBytes what the service's threads allocated
 * @param seconds how long
 */
record Reading(
    int drives,
    long sent,
    long arrived,
    long refused,
    double p50Ms,
    double p99Ms,
    double voiceP99Ms,
    double lateP99Ms,
    long cpuNanos,
    long allocatedBytes,
    double seconds) {
  private static final double MOST_MS = 5;
  private static final double LEAST_SHARE = 0.995;

  /** Loads a target for a while, after a moment to settle. */
  static Reading of(Target target, int drives, double settleS, double seconds)
      throws IOException, InterruptedException {
    target.drive(drives);
    Thread.sleep((long) (settleS * 1_000));
    long cpu = target.probe().cpuNanos();
    long allocated = target.probe().allocatedBytes();
    long begun = System.nanoTime();
    target.load().next();
    Thread.sleep((long) (seconds * 1_000));
    LoadGenerator.Window seen = target.load().next();
    double took = (System.nanoTime() - begun) / 1e9;
    long cpuAfter = target.probe().cpuNanos();
    long allocatedAfter = target.probe().allocatedBytes();
    return new Reading(
        drives,
        seen.sent.get(),
        seen.delays.total(),
        seen.refused.get(),
        seen.delays.ms(0.5),
        seen.delays.ms(0.99),
        seen.voice.ms(0.99),
        seen.late.ms(0.99),
        cpuAfter - cpu,
        allocatedAfter - allocated,
        took);
  }

  /** Whether every device could send on time and every reader had it within 5 ms. */
  boolean held() {
    double wanted =
        drives * (double) (DriveScript.MOTION_HZ + DriveScript.VOICE_HZ) * seconds * LEAST_SHARE;
    return p99Ms <= MOST_MS
        && lateP99Ms <= MOST_MS
        && refused == 0
        && sent >= wanted
        && arrived >= wanted;
  }

  /** Messages taken in and handed on in a second of one core's time. */
  double messagesPerCoreSecond() {
    return sent / (cpuNanos / 1e9);
  }

  double cores() {
    return cpuNanos / 1e9 / seconds;
  }

  /** Processor time a second, a drive, milliseconds. */
  double cpuMsADrive() {
    return cores() * 1_000 / drives;
  }

  double bytesAMessage() {
    return (double) allocatedBytes / Math.max(1, sent);
  }

  /** The middle one of a figure of some readings. */
  static double median(List<Reading> readings, ToDoubleFunction<Reading> figure) {
    double[] figures = readings.stream().mapToDouble(figure).sorted().toArray();
    int middle = figures.length / 2;
    return figures.length % 2 == 1 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
  }
}
