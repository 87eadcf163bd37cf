package dev.afterglow.codec.openseeface;

import dev.afterglow.codec.PacketReader;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.Turns;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.Rotation;
import java.util.Optional;

/**
 * The head's pose out of the tracker's.
 *
 * <p>The tracker gives OpenCV image points as (row, column) and finds the face behind the camera,
 * so its axes are E1 up, E2 to the picture's left and E3 towards the camera: a right-handed frame.
 * Its Unity receiver agrees: it shows the translation as (-t.y, t.x, -t.z) in a left-handed frame.
 * So the drive model's X (the picture's right), Y and Z are -E2, E1 and E3; the change of axes is a
 * turn, hence a quaternion's parts change like a vector's.
 *
 * <p>The Euler angles, degrees, are those of {@code Rz * Ry * Rx}, and a face that looks into the
 * camera has (180, 0, 90), as the receiver's offsets say. The quaternion beside them is passed
 * over: sources disagree on its sign.
 *
 * <p>Lengths are in units of the tracker's model face, which is 0.91 wide at the jaw's ends; with a
 * face of about 14.5 cm there a unit is 16 cm.
 */
final class FacePose {
  private static final Rotation NEUTRAL_BACK =
      Turns.inverse(Turns.times(Turns.aboutZ(Math.PI / 2), Turns.aboutX(Math.PI)));
  private static final float CM_PER_UNIT = 16;
  private static final float FARTHEST_CM = 1_000;
  private static final float TWO_TURNS = 720;

  private FacePose() {}

  /** Reads Euler angles and translation; empty, with a fault noted, when they cannot be. */
  static Optional<HeadPose> read(PacketReader reader) {
    double x = angle(reader);
    double y = angle(reader);
    double z = angle(reader);
    float e1 = reader.f32() * CM_PER_UNIT;
    float e2 = reader.f32() * CM_PER_UNIT;
    float e3 = reader.f32() * CM_PER_UNIT;
    if (!(Math.abs(e1) <= FARTHEST_CM
        && Math.abs(e2) <= FARTHEST_CM
        && Math.abs(e3) <= FARTHEST_CM)) {
      reader.fail(RejectReason.OUT_OF_RANGE);
      return Optional.empty();
    }
    Rotation raw = Turns.times(Turns.aboutZ(z), Turns.times(Turns.aboutY(y), Turns.aboutX(x)));
    Rotation fromNeutral = Turns.times(raw, NEUTRAL_BACK);
    Rotation rotation =
        new Rotation(-fromNeutral.y(), fromNeutral.x(), fromNeutral.z(), fromNeutral.w());
    return Optional.of(new HeadPose(rotation, -e2, e1, e3));
  }

  private static double angle(PacketReader reader) {
    float degrees = reader.f32();
    if (Math.abs(degrees) > TWO_TURNS) {
      reader.fail(RejectReason.OUT_OF_RANGE);
    }
    return Math.toRadians(degrees);
  }
}
