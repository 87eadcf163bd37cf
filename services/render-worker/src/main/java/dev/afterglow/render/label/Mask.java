package dev.afterglow.render.label;

import java.nio.ByteBuffer;

/** How much of each pixel is covered by glyphs, 0 to 255; the first row is the top one. */
public final class Mask {
  private final int width;
  private final int height;
  private final byte[] coverage;

  public Mask(int width, int height) {
    this.width = width;
    this.height = height;
    this.coverage = new byte[width * height];
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Coverage of a pixel, 0 to 255. */
  public int at(int x, int y) {
    return Byte.toUnsignedInt(coverage[y * width + x]);
  }

  void add(ByteBuffer glyph, int w, int h, int left, int top) {
    for (int y = Math.max(0, -top); y < h && top + y < height; y++) {
      for (int x = Math.max(0, -left); x < w && left + x < width; x++) {
        int at = (top + y) * width + left + x;
        int sum = Byte.toUnsignedInt(coverage[at]) + Byte.toUnsignedInt(glyph.get(y * w + x));
        coverage[at] = (byte) Math.min(255, sum);
      }
    }
  }
}
