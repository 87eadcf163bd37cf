package dev.afterglow.capture.smooth;

import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Smooths the frames of one source, each channel by its {@link SmoothingGroup}. It holds nothing
 * back: a frame goes out in the call that brought it. A channel that was not tracked in the frame
 * before passes unchanged, and so does everything after a hole of 250 ms. The same frames give the
 * same result. About 10 kB a source; for one thread.
 */
public final class Smoothing {
  private static final long LONGEST_STEP_US = 250_000;
  private static final double CM_IN_UNIT = 10;
  private static final double UNITS_IN_METRE = 10;

  private final ShapeSmoothing shapes = new ShapeSmoothing();
  private final OneEuro headTurn = new OneEuro(SmoothingGroup.HEAD, 4);
  private final OneEuro headPlace = new OneEuro(SmoothingGroup.HEAD, 3);
  private final EnumMap<HumanoidBone, OneEuro> bones = new EnumMap<>(HumanoidBone.class);
  private final Wrist left = new Wrist();
  private final Wrist right = new Wrist();
  private final float[] three = new float[3];
  private final float[] four = new float[4];
  private long lastUs = Long.MIN_VALUE;

  /** What smooths one wrist. */
  private static final class Wrist {
    private final OneEuro place = new OneEuro(SmoothingGroup.BODY, 3);
    private final OneEuro turn = new OneEuro(SmoothingGroup.BODY, 4);

    void reset() {
      place.reset();
      turn.reset();
    }
  }

  /** A source that has not sent anything. */
  public Smoothing() {
    for (HumanoidBone bone : HumanoidBone.values()) {
      bones.put(bone, new OneEuro(SmoothingGroup.of(bone), 4));
    }
  }

  /**
   * Smooths the next frame.
   *
   * @param frame on any clock that runs as fast as the person's; one that is not later than the
   *     frame before passes unchanged
   */
  public MotionFrame take(MotionFrame frame) {
    long stepUs = frame.timeUs() - lastUs;
    boolean first = lastUs == Long.MIN_VALUE;
    if (!first && stepUs <= 0) {
      return frame;
    }
    lastUs = frame.timeUs();
    if (first || stepUs > LONGEST_STEP_US) {
      reset();
    }
    double seconds = stepUs / 1e6;
    return new MotionFrame(
        frame.timeUs(),
        shapes(frame.shapes(), seconds),
        head(frame.head(), seconds),
        bones(frame.bones(), seconds),
        wrists(frame.wrists(), seconds));
  }

  private ShapeWeights shapes(ShapeWeights raw, double seconds) {
    if (raw.count() == 0) {
      shapes.reset();
      return raw;
    }
    return shapes.take(raw, seconds);
  }

  private Optional<HeadPose> head(Optional<HeadPose> raw, double seconds) {
    if (raw.isEmpty()) {
      headTurn.reset();
      headPlace.reset();
      return raw;
    }
    HeadPose pose = raw.get();
    Rotation turn = turn(headTurn, pose.rotation(), seconds);
    three[0] = pose.xCm();
    three[1] = pose.yCm();
    three[2] = pose.zCm();
    float[] held = headPlace.held();
    double cm = Math.hypot(Math.hypot(three[0] - held[0], three[1] - held[1]), three[2] - held[2]);
    headPlace.take(three, seconds, cm / CM_IN_UNIT);
    return Optional.of(new HeadPose(turn, three[0], three[1], three[2]));
  }

  private Map<HumanoidBone, Rotation> bones(Map<HumanoidBone, Rotation> raw, double seconds) {
    if (raw.isEmpty()) {
      return raw;
    }
    Map<HumanoidBone, Rotation> smooth = new EnumMap<>(HumanoidBone.class);
    bones.forEach(
        (bone, filter) -> {
          Rotation rotation = raw.get(bone);
          if (rotation == null) {
            filter.reset();
          } else {
            smooth.put(bone, turn(filter, rotation, seconds));
          }
        });
    return smooth;
  }

  private Wrists wrists(Wrists raw, double seconds) {
    if (raw.isEmpty()) {
      left.reset();
      right.reset();
      return raw;
    }
    return new Wrists(wrist(left, raw.left(), seconds), wrist(right, raw.right(), seconds));
  }

  private Optional<WristPose> wrist(Wrist filter, Optional<WristPose> raw, double seconds) {
    if (raw.isEmpty()) {
      filter.reset();
      return raw;
    }
    WristPose pose = raw.get();
    three[0] = pose.xM();
    three[1] = pose.yM();
    three[2] = pose.zM();
    float[] held = filter.place.held();
    double metres =
        Math.hypot(Math.hypot(three[0] - held[0], three[1] - held[1]), three[2] - held[2]);
    filter.place.take(three, seconds, metres * UNITS_IN_METRE);
    if (pose.turn().isEmpty()) {
      filter.turn.reset();
      return Optional.of(new WristPose(three[0], three[1], three[2], pose.turn()));
    }
    Rotation turn = turn(filter.turn, pose.turn().get(), seconds);
    return Optional.of(new WristPose(three[0], three[1], three[2], Optional.of(turn)));
  }

  /** Smooths along the shorter arc, and keeps what is held of length 1. */
  private Rotation turn(OneEuro filter, Rotation raw, double seconds) {
    float[] held = filter.held();
    double along = raw.x() * held[0] + raw.y() * held[1] + raw.z() * held[2] + raw.w() * held[3];
    float sign = filter.started() && along < 0 ? -1 : 1;
    four[0] = sign * raw.x();
    four[1] = sign * raw.y();
    four[2] = sign * raw.z();
    four[3] = sign * raw.w();
    filter.take(four, seconds, 2 * Math.acos(Math.min(1, Math.abs(along))));
    Rotation smooth = new Rotation(four[0], four[1], four[2], four[3]);
    held[0] = smooth.x();
    held[1] = smooth.y();
    held[2] = smooth.z();
    held[3] = smooth.w();
    return smooth;
  }

  private void reset() {
    shapes.reset();
    headTurn.reset();
    headPlace.reset();
    left.reset();
    right.reset();
    bones.values().forEach(OneEuro::reset);
  }
}
