package dev.afterglow.house.face;

import static dev.afterglow.house.mesh.Curves.mix;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.mesh.Vec3;
import java.util.List;

/**
 * What makes one person's face out of the common head. The head is sculpted and moved once; a
 * person is a smooth map of its places, so that lids still close and lips still meet. Round the
 * eyes the map is one scale about each eye's centre: an eyeball stays all but a ball and turns in
 * its place.
 *
 * @param eye size of the eyes against the common head's
 * @param lash length of the lashes against the common head's
 * @param head size of the whole head against the common one's, about the top of the neck
 * @param tall how much longer the face is, as a factor
 * @param neck how much thicker the neck is, as a factor
 * @param pulls what else is other, right and left alike
 */
public record Features(
    double eye, double lash, double head, double tall, double neck, List<Pull> pulls) {
  /** The common head itself. */
  public static final Features COMMON = new Features(1, 1, 1, 1, 1, List.of());

  /** A narrower jaw and lower cheeks, a finer nose, a chin that comes forward a little. */
  public static final Features SOFT =
      new Features(
          0.95,
          0.8,
          1,
          1,
          0.9,
          List.of(
              new Pull(new Vec3(5.4, -5.0, 3.2), 3.0, new Vec3(-0.80, 0.10, 0)),
              new Pull(new Vec3(3.6, -6.6, 5.4), 3.2, new Vec3(-0.30, 0.05, 0)),
              new Pull(new Vec3(5.0, -2.6, 5.6), 1.9, new Vec3(-0.22, 0.10, 0)),
              new Pull(new Vec3(0, -8.6, 8.0), 1.6, new Vec3(0, -0.22, 0.18)),
              new Pull(new Vec3(0, -3.1, 10.5), 1.5, new Vec3(0, 0.05, -0.75)),
              new Pull(new Vec3(0, -0.2, 8.6), 1.5, new Vec3(0, 0, 0.35)),
              new Pull(new Vec3(1.0, -3.5, 9.2), 0.8, new Vec3(-0.18, 0, 0)),
              new Pull(new Vec3(0, -4.0, 9.3), 0.6, new Vec3(0, -0.12, 0.08))));

  /** A strong chin and nose, low brows, narrower eyes, thin lips, a thick neck. */
  public static final Features ANGULAR =
      new Features(
          0.84,
          0.35,
          0.945,
          1.035,
          1.17,
          List.of(
              new Pull(new Vec3(5.4, -5.2, 3.0), 3.0, new Vec3(-0.50, -0.05, 0.1)),
              new Pull(new Vec3(1.5, -8.4, 7.2), 2.6, new Vec3(0.12, -0.40, 0.30)),
              new Pull(new Vec3(0, -8.6, 7.8), 1.8, new Vec3(0, -0.35, 0.25)),
              new Pull(new Vec3(0, -3.1, 10.5), 1.5, new Vec3(0, -0.10, -0.50)),
              new Pull(new Vec3(0.9, -3.4, 9.1), 0.9, new Vec3(0.12, -0.05, 0.05)),
              new Pull(new Vec3(0, -4.0, 9.3), 0.6, new Vec3(0, -0.12, 0.08)),
              new Pull(new Vec3(0, 0.5, 8.2), 1.4, new Vec3(0, 0, 0.55)),
              new Pull(new Vec3(3.2, 2.3, 8.0), 2.0, new Vec3(0, -0.30, 0.45)),
              new Pull(new Vec3(4.7, -4.0, 5.8), 2.2, new Vec3(-0.45, 0, -0.50)),
              new Pull(new Vec3(5.2, -0.9, 5.6), 1.7, new Vec3(0.25, 0.1, 0.2)),
              new Pull(new Vec3(2.2, -5.8, 7.8), 1.6, new Vec3(0.30, 0, 0)),
              new Pull(new Vec3(0, -5.2, 9.2), 1.0, new Vec3(0, -0.14, -0.10)),
              new Pull(new Vec3(0, -6.7, 9.0), 1.0, new Vec3(0, 0.20, -0.10))));

  private static final Vec3 NECK_TOP = new Vec3(0, -9, -1);
  private static final double EYE_WHOLE_CM = 2.35;
  private static final double EYE_ENDS_CM = 4.3;

  /**
   * Moves what lies near a place.
   *
   * @param at the place on the figure's left or in the middle, centimetres
   * @param reach where the pull has fallen to 0.37 of its strength, centimetres
   * @param by how far, centimetres; {@code x} is outward
   */
  public record Pull(Vec3 at, double reach, Vec3 by) {
    Vec3 of(Vec3 p) {
      double side = p.x() < 0 ? -1 : 1;
      Vec3 d = new Vec3(Math.abs(p.x()), p.y(), p.z()).minus(at);
      double k = Math.exp(-d.dot(d) / (reach * reach));
      // Nothing is pulled across the middle.
      double aside = at.x() == 0 ? 0 : smoothStep(0, 0.8, Math.abs(p.x()));
      return new Vec3(side * by.x() * k * aside, by.y() * k, by.z() * k);
    }
  }

  public Features {
    pulls = List.copyOf(pulls);
  }

  /** Where a place of the common head lies in this person's, centimetres. */
  public Vec3 place(Vec3 p) {
    if (equals(COMMON)) {
      return p;
    }
    Vec3 out = p;
    if (eye != 1 || !pulls.isEmpty()) {
      Vec3 centre = Eye.centre(p.x() < 0 ? -1 : 1);
      double from = p.minus(centre).length();
      double near = 1 - smoothStep(EYE_WHOLE_CM, EYE_ENDS_CM, from);
      out = out.plus(centre.minus(p).times((1 - eye) * near));
      double far = smoothStep(EYE_WHOLE_CM, 3.4, from);
      for (Pull pull : pulls) {
        out = out.plus(pull.of(p).times(far));
      }
    }
    double thick = mix(1, neck, smoothStep(-8.0, -12.0, p.y()));
    double back = -1.6 - (-5 - p.y()) * 0.1;
    out = new Vec3(out.x() * thick, out.y(), back + (out.z() - back) * thick);
    Vec3 over = out.minus(NECK_TOP);
    double size = mix(head, 1, smoothStep(0, -6, over.y()));
    double up = over.y() > 0 ? head * tall : 1;
    return NECK_TOP.plus(new Vec3(over.x() * size, over.y() * up, over.z() * size));
  }

  /** Back from {@link #place}: where a place of this person's head lies in the common one's. */
  public Vec3 common(Vec3 p) {
    Vec3 out = p;
    // The map is near to none: what is left falls to a tenth each time.
    for (int i = 0; i < 12; i++) {
      out = out.plus(p.minus(place(out)));
    }
    return out;
  }

  /** A place of the common head in the figure's metres. */
  public Vec3 world(Vec3 cm) {
    return Skeleton.headToWorld(place(cm));
  }

  /** The centre of the left eye in the figure's metres. */
  public Vec3 leftEye() {
    return world(Eye.centre(1));
  }
}
