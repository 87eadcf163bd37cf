package dev.afterglow.house.face;

import dev.afterglow.house.mesh.Vec3;

/** The eyes' centres, for whoever places bones. */
public final class Eyes {
  private Eyes() {}

  /** Centre of the left eyeball in the head's frame, centimetres. */
  public static Vec3 left() {
    return Eye.centre(1);
  }
}
