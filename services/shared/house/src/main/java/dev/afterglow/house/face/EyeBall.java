package dev.afterglow.house.face;

import dev.afterglow.house.mesh.Rotation;
import dev.afterglow.house.mesh.Vec3;
import java.util.ArrayList;
import java.util.List;

/**
 * An eyeball, its iris at the front, and the two small lights that stand still before it. The
 * picture lies flat on the front half: its middle is the pupil.
 */
public final class EyeBall implements FacePiece {
  private static final int RINGS = 14;
  private static final int SPOKES = 28;
  private static final int LIGHT_SPOKES = 10;
  private static final double PICTURE_SPAN = 0.96;
  static final double[] LIGHT_UV = {0.985, 0.985};

  private final int side;
  private final List<Vec3> turning = new ArrayList<>();
  private final List<Vec3> still = new ArrayList<>();
  private final List<int[]> triangles = new ArrayList<>();
  private final List<double[]> uvs = new ArrayList<>();

  public EyeBall(int side) {
    this.side = side;
    ball();
    light(new Vec3(0.30, 0.40, 1), 0.21);
    light(new Vec3(-0.30, -0.28, 1), 0.09);
  }

  private void ball() {
    for (int r = 0; r <= RINGS; r++) {
      double polar = Math.toRadians(118) * r / RINGS;
      for (int k = 0; k < SPOKES; k++) {
        double around = 2 * Math.PI * k / SPOKES;
        Vec3 unit =
            new Vec3(
                Math.sin(polar) * Math.cos(around),
                Math.sin(polar) * Math.sin(around),
                Math.cos(polar));
        turning.add(unit.times(Eye.RADIUS_CM));
        double flat = polar <= Math.PI / 2 ? Math.sin(polar) : 1;
        uvs.add(
            new double[] {
              0.5 + flat * Math.cos(around) * PICTURE_SPAN / 2,
              0.5 - flat * Math.sin(around) * PICTURE_SPAN / 2
            });
        if (r > 0) {
          int next = (k + 1) % SPOKES;
          int a = (r - 1) * SPOKES + k;
          int b = (r - 1) * SPOKES + next;
          int c = r * SPOKES + next;
          int d = r * SPOKES + k;
          triangles.add(new int[] {a, d, c});
          if (r > 1) {
            triangles.add(new int[] {a, c, b});
          }
        }
      }
    }
  }

  private void light(Vec3 toward, double radius) {
    int first = turning.size() + still.size();
    Vec3 out = toward.unit();
    Vec3 right = Vec3.UP.cross(out).unit();
    Vec3 up = out.cross(right);
    double lift = Eye.RADIUS_CM + 0.022;
    still.add(out.times(lift));
    uvs.add(LIGHT_UV);
    for (int k = 0; k < LIGHT_SPOKES; k++) {
      double around = 2 * Math.PI * k / LIGHT_SPOKES;
      Vec3 p =
          out.times(lift)
              .plus(right.times(radius * Math.cos(around)))
              .plus(up.times(radius * Math.sin(around)));
      still.add(p.unit().times(lift));
      uvs.add(LIGHT_UV);
      triangles.add(new int[] {first, first + 1 + k, first + 1 + (k + 1) % LIGHT_SPOKES});
    }
  }

  @Override
  public Vec3[] points(FacePose pose) {
    double yaw = side > 0 ? pose.gaze().leftYaw() : pose.gaze().rightYaw();
    double pitch = side > 0 ? pose.gaze().leftPitch() : pose.gaze().rightPitch();
    Rotation turn = Rotation.yawPitchRoll(yaw, pitch, 0);
    Vec3 centre = Eye.centre(side);
    Vec3[] out = new Vec3[turning.size() + still.size()];
    for (int i = 0; i < turning.size(); i++) {
      out[i] = centre.plus(turn.apply(turning.get(i)));
    }
    for (int i = 0; i < still.size(); i++) {
      out[turning.size() + i] = centre.plus(still.get(i));
    }
    return out;
  }

  /** Whether the vertex turns with the eye; the lights do not. */
  public boolean turns(int vertex) {
    return vertex < turning.size();
  }

  @Override
  public int[][] triangles() {
    return triangles.toArray(int[][]::new);
  }

  @Override
  public double[][] uvs() {
    return uvs.toArray(double[][]::new);
  }
}
