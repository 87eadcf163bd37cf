package dev.afterglow.house.mesh;

/** An affine map, row by row: 3 rows of 3 factors and an offset. */
public record Affine(double[] m) {
  public static Affine of(Rotation r, Vec3 offset) {
    Vec3 x = r.apply(new Vec3(1, 0, 0));
    Vec3 y = r.apply(new Vec3(0, 1, 0));
    Vec3 z = r.apply(new Vec3(0, 0, 1));
    return new Affine(
        new double[] {
          x.x(),
          y.x(),
          z.x(),
          offset.x(),
          x.y(),
          y.y(),
          z.y(),
          offset.y(),
          x.z(),
          y.z(),
          z.z(),
          offset.z()
        });
  }

  public Vec3 apply(Vec3 v) {
    return new Vec3(
        m[0] * v.x() + m[1] * v.y() + m[2] * v.z() + m[3],
        m[4] * v.x() + m[5] * v.y() + m[6] * v.z() + m[7],
        m[8] * v.x() + m[9] * v.y() + m[10] * v.z() + m[11]);
  }

  /** This map after {@code o}. */
  public Affine times(Affine o) {
    double[] r = new double[12];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        r[i * 4 + j] = m[i * 4] * o.m[j] + m[i * 4 + 1] * o.m[4 + j] + m[i * 4 + 2] * o.m[8 + j];
      }
      r[i * 4 + 3] += m[i * 4 + 3];
    }
    return new Affine(r);
  }

  public Affine plusScaled(Affine o, double k) {
    double[] r = m.clone();
    for (int i = 0; i < 12; i++) {
      r[i] += k * o.m[i];
    }
    return new Affine(r);
  }

  public static Affine zero() {
    return new Affine(new double[12]);
  }

  /** The map that undoes this one; the map must not be flat. */
  public Affine inverse() {
    Vec3 r0 = new Vec3(m[0], m[1], m[2]);
    Vec3 r1 = new Vec3(m[4], m[5], m[6]);
    Vec3 r2 = new Vec3(m[8], m[9], m[10]);
    double det = r0.dot(r1.cross(r2));
    Vec3 c0 = r1.cross(r2).times(1 / det);
    Vec3 c1 = r2.cross(r0).times(1 / det);
    Vec3 c2 = r0.cross(r1).times(1 / det);
    double[] a = {c0.x(), c1.x(), c2.x(), 0, c0.y(), c1.y(), c2.y(), 0, c0.z(), c1.z(), c2.z(), 0};
    Affine linear = new Affine(a);
    Vec3 offset = linear.apply(new Vec3(m[3], m[7], m[11])).times(-1);
    a[3] = offset.x();
    a[7] = offset.y();
    a[11] = offset.z();
    return new Affine(a);
  }
}
