package dev.afterglow.render.presence;

import java.util.Optional;

/**
 * How much room a figure takes while it waits, in its own space.
 *
 * @param low the least x, y and z of it
 * @param high the greatest
 * @param neck where its head turns; empty where it is nothing but a head
 */
public record Extents(Point low, Point high, Optional<Point> neck) {
  /** A place in the world. */
  public record Point(float x, float y, float z) {}

  /** From its lower to its upper end. */
  public float height() {
    return high.y - low.y;
  }

  /** From its one side to the other. */
  public float width() {
    return high.x - low.x;
  }

  /** The point in the middle of it. */
  public Point middle() {
    return new Point((low.x + high.x) / 2, (low.y + high.y) / 2, (low.z + high.z) / 2);
  }
}
