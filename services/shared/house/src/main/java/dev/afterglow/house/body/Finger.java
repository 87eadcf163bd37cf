package dev.afterglow.house.body;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Rotation;
import dev.afterglow.house.mesh.Vec3;
import java.util.Locale;

/** The fingers of the left hand in the T-pose: palm down, thumb to the front, a light curl. */
enum Finger {
  THUMB(new Vec3(0.016, -0.008, 0.022), new double[] {0.034, 0.029, 0.023}, 0.0102, -46, 14),
  INDEX(new Vec3(0.082, 0.0, 0.0265), new double[] {0.036, 0.023, 0.019}, 0.0082, -4, 17),
  MIDDLE(new Vec3(0.086, 0.001, 0.0075), new double[] {0.040, 0.026, 0.020}, 0.0084, -1, 20),
  RING(new Vec3(0.082, 0.0, -0.0115), new double[] {0.037, 0.024, 0.020}, 0.0079, 3, 23),
  LITTLE(new Vec3(0.073, -0.001, -0.029), new double[] {0.029, 0.019, 0.017}, 0.0069, 7, 26);

  final Vec3 root;
  final double[] lengths;
  final double radius;
  private final double spreadDegrees;
  private final double curlDegrees;

  Finger(Vec3 root, double[] lengths, double radius, double spreadDegrees, double curlDegrees) {
    this.root = root;
    this.lengths = lengths;
    this.radius = radius;
    this.spreadDegrees = spreadDegrees;
    this.curlDegrees = curlDegrees;
  }

  /** The three joints and the tip, metres from the wrist. */
  Vec3[] joints() {
    Vec3[] out = new Vec3[4];
    out[0] = root;
    for (int i = 0; i < 3; i++) {
      double bend = this == THUMB ? 10 + 5 * i : curlDegrees * (0.7 + 0.75 * i);
      Vec3 along =
          Rotation.yawPitchRoll(spreadDegrees + (this == THUMB ? 12 * i : 0), 0, 0)
              .times(Rotation.about(new Vec3(0, 0, 1), -bend))
              .apply(new Vec3(1, 0, 0));
      out[i + 1] = out[i].plus(along.times(lengths[i]));
    }
    return out;
  }

  /** The finger's bone, counted from the palm, on the given side. */
  HumanoidBone bone(int side, int index) {
    String[] parts =
        this == THUMB
            ? new String[] {"METACARPAL", "PROXIMAL", "DISTAL"}
            : new String[] {"PROXIMAL", "INTERMEDIATE", "DISTAL"};
    String name = (side > 0 ? "LEFT_" : "RIGHT_") + name() + "_" + parts[index];
    return HumanoidBone.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
