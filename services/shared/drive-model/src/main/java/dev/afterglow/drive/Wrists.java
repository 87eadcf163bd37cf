package dev.afterglow.drive;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wrists that a source tracks without the bones of their arms; {@link #NONE} for most sources.
 *
 * @param left the person's own left wrist; empty when not tracked
 * @param right the person's own right wrist; likewise
 */
public record Wrists(Optional<WristPose> left, Optional<WristPose> right) {
  /** Neither is tracked. */
  public static final Wrists NONE = new Wrists(Optional.empty(), Optional.empty());

  /** These two, null for one that is not tracked. */
  public static Wrists of(@Nullable WristPose left, @Nullable WristPose right) {
    return left == null && right == null
        ? NONE
        : new Wrists(Optional.ofNullable(left), Optional.ofNullable(right));
  }

  /** Whether neither is tracked. */
  public boolean isEmpty() {
    return left.isEmpty() && right.isEmpty();
  }

  /** A fraction of the way to {@code later}; a wrist that only one has stays where that has it. */
  public Wrists lerp(Wrists later, float fraction) {
    if (isEmpty() || later.isEmpty()) {
      return isEmpty() ? later : this;
    }
    return new Wrists(lerp(left, later.left, fraction), lerp(right, later.right, fraction));
  }

  /** On a curve from this to a later one, with the samples around; see there. */
  Wrists along(MonotoneCurve curve, Wrists before, Wrists later, Wrists after) {
    if (isEmpty() || later.isEmpty()) {
      return isEmpty() ? later : this;
    }
    return new Wrists(
        along(curve, before.left, left, later.left, after.left),
        along(curve, before.right, right, later.right, after.right));
  }

  private static Optional<WristPose> lerp(
      Optional<WristPose> from, Optional<WristPose> to, float fraction) {
    return from.isPresent() && to.isPresent()
        ? Optional.of(from.get().lerp(to.get(), fraction))
        : from.or(() -> to);
  }

  private static Optional<WristPose> along(
      MonotoneCurve curve,
      Optional<WristPose> before,
      Optional<WristPose> from,
      Optional<WristPose> to,
      Optional<WristPose> after) {
    return from.isPresent() && to.isPresent()
        ? Optional.of(from.get().along(curve, before.orElse(null), to.get(), after.orElse(null)))
        : from.or(() -> to);
  }
}
