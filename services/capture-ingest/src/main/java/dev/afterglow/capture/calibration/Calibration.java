package dev.afterglow.capture.calibration;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One person's neutral and range on one source: a shape's weight at rest becomes 0, its weight at
 * the widest becomes 1, with a straight line between and nothing beyond; the turn of the head at
 * rest becomes looking straight into the camera.
 *
 * @param ranges of the shapes that are calibrated; others pass
 * @param headAtRest the head's turn at rest; empty leaves the head alone
 */
public record Calibration(Map<ArkitShape, Range> ranges, Optional<Rotation> headAtRest) {
  /** Changes nothing. */
  public static final Calibration NONE = new Calibration(Map.of(), Optional.empty());

  public Calibration {
    ranges = ranges.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(ranges));
  }

  /**
   * From rest to widest.
   *
   * @param neutral the weight at rest, 0 or more
   * @param full the weight at the widest, at least 0.05 above the one at rest, 1 at most
   * @throws IllegalArgumentException when they are not so
   */
  public record Range(float neutral, float full) {
    private static final float SHORTEST = 0.05f;

    public Range {
      if (!(neutral >= 0 && full <= 1 && full - neutral >= SHORTEST)) {
        throw new IllegalArgumentException(
            "a range runs up by 0.05 at least within 0 to 1, was " + neutral + " to " + full);
      }
    }

    float calibrated(float weight) {
      return Math.clamp((weight - neutral) / (full - neutral), 0f, 1f);
    }
  }

  /** The frame as it would be if the person's neutral and range were everybody's. */
  public MotionFrame apply(MotionFrame frame) {
    if (ranges.isEmpty() && headAtRest.isEmpty()) {
      return frame;
    }
    return new MotionFrame(
        frame.timeUs(), shapes(frame.shapes()), head(frame), frame.bones(), frame.wrists());
  }

  private ShapeWeights shapes(ShapeWeights raw) {
    ShapeWeights.Builder calibrated = ShapeWeights.builder();
    raw.asMap()
        .forEach(
            (shape, weight) -> {
              Range range = ranges.get(shape);
              calibrated.set(shape, range == null ? weight : range.calibrated(weight));
            });
    return calibrated.build();
  }

  private Optional<HeadPose> head(MotionFrame frame) {
    return frame
        .head()
        .map(
            pose ->
                headAtRest
                    .map(rest -> sinceRest(rest, pose.rotation()))
                    .map(turn -> new HeadPose(turn, pose.xCm(), pose.yCm(), pose.zCm()))
                    .orElse(pose));
  }

  /** The Hamilton product of the inverse of the first with the second. */
  private static Rotation sinceRest(Rotation rest, Rotation turn) {
    float x = -rest.x();
    float y = -rest.y();
    float z = -rest.z();
    float w = rest.w();
    return new Rotation(
        w * turn.x() + x * turn.w() + y * turn.z() - z * turn.y(),
        w * turn.y() - x * turn.z() + y * turn.w() + z * turn.x(),
        w * turn.z() + x * turn.y() - y * turn.x() + z * turn.w(),
        w * turn.w() - x * turn.x() - y * turn.y() - z * turn.z());
  }
}
