package dev.afterglow.render.scene;

/**
 * A rectangle of pixels in the picture.
 *
 * @param left from the left edge
 * @param top from the upper edge
 */
public record Box(int left, int top, int width, int height) {
  public Box {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a box has a size");
    }
  }

  /** One past its rightmost column. */
  public int right() {
    return left + width;
  }

  /** One past its lowest row. */
  public int bottom() {
    return top + height;
  }

  /** Whether both have a pixel in common. */
  public boolean overlaps(Box other) {
    return left < other.right()
        && other.left < right()
        && top < other.bottom()
        && other.top < bottom();
  }

  /** Whether the other lies in this one. */
  public boolean contains(Box other) {
    return other.left >= left
        && other.top >= top
        && other.right() <= right()
        && other.bottom() <= bottom();
  }

  /** The part of this box that lies at these shares of it. */
  public Box part(double x, double y, double wide, double high) {
    int l = left + (int) Math.round(x * width);
    int t = top + (int) Math.round(y * height);
    int r = left + (int) Math.round((x + wide) * width);
    int b = top + (int) Math.round((y + high) * height);
    return new Box(l, t, r - l, b - t);
  }

  /** The same box in a picture so many times as wide and high. */
  public Box scaled(double wide, double high) {
    int l = (int) Math.round(left * wide);
    int t = (int) Math.round(top * high);
    return new Box(
        l,
        t,
        Math.max(1, (int) Math.round(right() * wide) - l),
        Math.max(1, (int) Math.round(bottom() * high) - t));
  }

  /** The share of a picture that it covers. */
  public double shareOf(int pictureWidth, int pictureHeight) {
    return (double) width * height / ((double) pictureWidth * pictureHeight);
  }
}
