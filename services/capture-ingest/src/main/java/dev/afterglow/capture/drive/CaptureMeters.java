package dev.afterglow.capture.drive;

import dev.afterglow.platform.telemetry.MeterName;
import dev.afterglow.platform.telemetry.MeterName.Unit;

/** Every meter of capture-ingest. */
final class CaptureMeters {
  /** Sessions in memory, by state: waiting, open, lost, closed. */
  static final MeterName DRIVES =
      new MeterName("afterglow.capture.drives", Unit.ITEMS, "Drive sessions in memory by state");

  /** Streams that devices opened. */
  static final MeterName OPENED =
      new MeterName("afterglow.capture.opened", Unit.ITEMS, "Drive streams opened by a device");

  /** Drives that fell silent or went away. */
  static final MeterName LOST =
      new MeterName("afterglow.capture.lost", Unit.ITEMS, "Drives that were lost");

  /** Samples handed on, by kind: motion, voice. */
  static final MeterName SAMPLES =
      new MeterName("afterglow.capture.samples", Unit.ITEMS, "Samples handed on by kind");

  /** Samples that never came, by kind: motion, voice. */
  static final MeterName SAMPLES_LOST =
      new MeterName(
          "afterglow.capture.samples_lost", Unit.ITEMS, "Samples that never came by kind");

  /** Windows judged for a live driver, by verdict: live, degraded, not_live. */
  static final MeterName WINDOWS =
      new MeterName("afterglow.capture.windows", Unit.ITEMS, "Windows judged by verdict");

  /** Challenges that ended, by outcome: answered, missed, unseen. */
  static final MeterName CHALLENGES =
      new MeterName("afterglow.capture.challenges", Unit.ITEMS, "Challenges that ended by outcome");

  /** The label that tells states apart. */
  static final String STATE = "state";

  /** The label that tells motion from voice. */
  static final String KIND = "kind";

  private CaptureMeters() {}
}
