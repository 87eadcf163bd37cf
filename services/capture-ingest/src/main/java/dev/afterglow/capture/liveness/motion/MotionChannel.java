package dev.afterglow.capture.liveness.motion;

import static dev.afterglow.drive.ArkitShape.BROW_DOWN_LEFT;
import static dev.afterglow.drive.ArkitShape.BROW_DOWN_RIGHT;
import static dev.afterglow.drive.ArkitShape.BROW_INNER_UP;
import static dev.afterglow.drive.ArkitShape.BROW_OUTER_UP_LEFT;
import static dev.afterglow.drive.ArkitShape.BROW_OUTER_UP_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_BLINK_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_BLINK_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_DOWN_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_DOWN_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_IN_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_IN_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_OUT_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_OUT_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_UP_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_UP_RIGHT;
import static dev.afterglow.drive.ArkitShape.JAW_OPEN;
import static dev.afterglow.drive.ArkitShape.MOUTH_CLOSE;
import static dev.afterglow.drive.ArkitShape.MOUTH_FUNNEL;
import static dev.afterglow.drive.ArkitShape.MOUTH_LOWER_DOWN_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_LOWER_DOWN_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_PUCKER;
import static dev.afterglow.drive.ArkitShape.MOUTH_SMILE_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_SMILE_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_STRETCH_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_STRETCH_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_UPPER_UP_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_UPPER_UP_RIGHT;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;

/**
 * The ten ways a face moves that the repeat measures look at: few enough to keep ten minutes of
 * them, many enough that two stretches of life never agree in all. Left-right pairs are joined, as
 * trackers move them together. A shape or head that the source does not track reads as 0.
 */
public enum MotionChannel {
  /** Jaw opening less lip closure, -1 to 1. */
  JAW(0.002f),
  /** Corners apart (smile, stretch) less rounding (pucker, funnel), about -2 to 2. */
  WIDTH(0.002f),
  /** Lips parted by lip muscles alone, 0 to 1. */
  LIPS(0.002f),
  /** Brows raised less brows lowered, -1 to 1. */
  BROWS(0.002f),
  /** Lids closed, 0 to 1. */
  LIDS(0.002f),
  /** Gaze to the person's left, -1 to 1. */
  GAZE_SIDE(0.002f),
  /** Gaze upwards, -1 to 1. */
  GAZE_UP(0.002f),
  /** Head turn, radians. */
  YAW(0.0005f),
  /** Head nod, radians. */
  PITCH(0.0005f),
  /** Head tilt, radians. */
  ROLL(0.0005f);

  /** How many channels there are. */
  public static final int COUNT = values().length;

  private final float quantum;

  MotionChannel(float quantum) {
    this.quantum = quantum;
  }

  /**
   * The smallest change that the history keeps, in the channel's unit: about the noise of a camera
   * tracker between two frames (measured on the one camera tape: median second difference 0.001 to
   * 0.007 for shapes, 0.0008 rad for the head), so that 127 of them hold a blink's fastest step.
   */
  public float quantum() {
    return quantum;
  }

  /**
   * Reads a frame.
   *
   * @param into {@link #COUNT} values, overwritten
   */
  public static void read(MotionFrame frame, float[] into) {
    ShapeWeights face = frame.shapes();
    into[JAW.ordinal()] = at(face, JAW_OPEN) - at(face, MOUTH_CLOSE);
    into[WIDTH.ordinal()] =
        mean(face, MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT)
            + mean(face, MOUTH_STRETCH_LEFT, MOUTH_STRETCH_RIGHT)
            - at(face, MOUTH_PUCKER)
            - at(face, MOUTH_FUNNEL);
    into[LIPS.ordinal()] =
        (mean(face, MOUTH_LOWER_DOWN_LEFT, MOUTH_LOWER_DOWN_RIGHT)
                + mean(face, MOUTH_UPPER_UP_LEFT, MOUTH_UPPER_UP_RIGHT))
            / 2;
    into[BROWS.ordinal()] =
        (at(face, BROW_INNER_UP) + 2 * mean(face, BROW_OUTER_UP_LEFT, BROW_OUTER_UP_RIGHT)) / 3
            - mean(face, BROW_DOWN_LEFT, BROW_DOWN_RIGHT);
    into[LIDS.ordinal()] = mean(face, EYE_BLINK_LEFT, EYE_BLINK_RIGHT);
    into[GAZE_SIDE.ordinal()] =
        mean(face, EYE_LOOK_OUT_LEFT, EYE_LOOK_IN_RIGHT)
            - mean(face, EYE_LOOK_IN_LEFT, EYE_LOOK_OUT_RIGHT);
    into[GAZE_UP.ordinal()] =
        mean(face, EYE_LOOK_UP_LEFT, EYE_LOOK_UP_RIGHT)
            - mean(face, EYE_LOOK_DOWN_LEFT, EYE_LOOK_DOWN_RIGHT);
    if (frame.head().isPresent()) {
      turn(frame.head().get().rotation(), into);
    } else {
      into[YAW.ordinal()] = 0;
      into[PITCH.ordinal()] = 0;
      into[ROLL.ordinal()] = 0;
    }
  }

  /**
   * How far the mouth is open, 0 and up, of values that {@link #read} gave: the jaw, and half of
   * what the lips part by themselves.
   */
  public static float mouth(float[] channels) {
    return Math.max(0, channels[JAW.ordinal()]) + channels[LIPS.ordinal()] / 2;
  }

  /** Tait-Bryan angles in the order yaw (Y), pitch (X), roll (Z) of a unit quaternion. */
  private static void turn(Rotation r, float[] into) {
    float x = r.x();
    float y = r.y();
    float z = r.z();
    float w = r.w();
    into[YAW.ordinal()] = (float) Math.atan2(2 * (x * z + w * y), 1 - 2 * (x * x + y * y));
    into[PITCH.ordinal()] = (float) Math.asin(Math.clamp(2 * (w * x - y * z), -1f, 1f));
    into[ROLL.ordinal()] = (float) Math.atan2(2 * (x * y + w * z), 1 - 2 * (x * x + z * z));
  }

  private static float mean(ShapeWeights face, ArkitShape left, ArkitShape right) {
    return (at(face, left) + at(face, right)) / 2;
  }

  private static float at(ShapeWeights face, ArkitShape shape) {
    return face.getOr(shape, 0);
  }
}
