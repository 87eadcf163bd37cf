package dev.afterglow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.Rotation;
import org.jspecify.annotations.Nullable;

/** Compares rotations by what they do. */
public final class Near {
  private Near() {}

  /** Passes when both turn alike to within about 0.1 degrees. */
  public static void assertTurn(@Nullable Rotation actual, Rotation expected) {
    assertThat(actual).isNotNull();
    double dot =
        actual.x() * expected.x()
            + actual.y() * expected.y()
            + actual.z() * expected.z()
            + actual.w() * expected.w();
    assertThat(Math.abs(dot)).as("%s against %s", actual, expected).isGreaterThan(0.9999995);
  }

  /** Where a rotation takes the point (x, y, z). */
  public static float[] turned(Rotation r, float x, float y, float z) {
    Rotation point = new Rotation(x, y, z, 0);
    Rotation moved = Turns.times(Turns.times(r, point), Turns.inverse(r));
    float length = (float) Math.sqrt(x * x + y * y + z * z);
    return new float[] {moved.x() * length, moved.y() * length, moved.z() * length};
  }
}
