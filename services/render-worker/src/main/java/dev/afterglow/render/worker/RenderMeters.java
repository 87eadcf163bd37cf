package dev.afterglow.render.worker;

import dev.afterglow.platform.telemetry.MeterName;
import dev.afterglow.platform.telemetry.MeterName.Unit;

/** Every meter of this service. */
public final class RenderMeters {
  /** Frames encoded by the renders that are known, without labels. */
  static final MeterName FRAMES =
      new MeterName("afterglow.render.frames", Unit.ITEMS, "Frames encoded");

  /** Frames that were due and not made. */
  static final MeterName DROPPED =
      new MeterName("afterglow.render.dropped_frames", Unit.ITEMS, "Frames due and not made");

  /** Frames that showed the slate. */
  static final MeterName SLATE =
      new MeterName("afterglow.render.slate_frames", Unit.ITEMS, "Frames that showed the slate");

  /** Steps down the quality ladder. */
  static final MeterName STEPS_DOWN =
      new MeterName(
          "afterglow.render.quality_steps_down",
          Unit.ITEMS,
          "Times that the figure was drawn less finely to hold the frame rate");

  /** The lowest rung that any render draws at just now; 0 is the finest. */
  static final MeterName LEVEL =
      new MeterName(
          "afterglow.render.quality_level",
          Unit.ITEMS,
          "Lowest rung drawn at just now, 0 = finest");

  /** Labels that were not found on the encoded picture; more than none is an alarm. */
  static final MeterName LABELS_MISSING =
      new MeterName(
          "afterglow.render.labels_missing", Unit.ITEMS, "Label checks that found no label");

  /**
   * How far sound and picture lie apart, either way: the further of the newest 1st and 99th
   * percentile, the worst of the renders that run.
   */
  static final MeterName SKEW =
      new MeterName(
          "afterglow.render.av_skew", Unit.SECONDS, "Sound against picture, either way, p99");

  /** Slots that a new render could take. */
  static final MeterName FREE_SLOTS =
      new MeterName("afterglow.render.free_slots", Unit.ITEMS, "Free slots");

  private RenderMeters() {}
}
